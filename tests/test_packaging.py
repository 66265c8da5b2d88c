"""What others install: the README's commands, the pinned versions, and a wheel that serves the same safe app."""

import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import tomllib
import zipfile

import pytest
from packaging.requirements import Requirement
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.cli.running import call
from tests.server_process import ServerProcess
from tests.support import ROOT
from tests.test_deploy import copied

README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINNED = [
    Requirement(line)
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md", "tests/README.md")
SET_UP = "python3 -m venv --upgrade-deps .venv && .venv/bin/pip install -q -c constraints.txt -e"
PAGES = [file for file in (ROOT / "assessment" / "ui" / "pages").glob("*.py") if file.stem != "__init__"]
OWN_VARIABLES = ("CALLBACK", "PYTHON", "STREAMLIT", "XDG")
UNSAFE = """
[server]
address = "0.0.0.0"
allowedHosts = ["*"]
headless = true
[browser]
gatherUsageStats = true
[client]
showErrorDetails = "full"
"""
"""Settings of somebody else, as they may lie in the folder one is in or in one's home."""


# words and versions


def test_the_readme_has_one_command_to_run_and_one_to_test():
    commands = re.findall(r"^python3 -m venv .*$", README, flags=re.MULTILINE)
    assert commands == [
        f"{SET_UP} . && .venv/bin/streamlit run app.py",
        f"{SET_UP} '.[test]' && .venv/bin/pytest",
    ]
    assert commands[1] in (ROOT / ".ci" / "run").read_text("utf-8")


def test_every_file_that_the_documents_point_to_is_there():
    links = {(ROOT / name, link) for name in DOCUMENTS for link in links_to_files((ROOT / name).read_text("utf-8"))}
    assert (ROOT / "README.md", "CONTRIBUTING.md") in links
    assert [str(document) for document, link in links if not (document.parent / link).exists()] == []


def links_to_files(markdown):
    """The links of a document that lead to neither another site nor a place in the same document."""
    return re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", markdown)


def test_every_requirement_is_pinned_to_what_it_allows():
    extras = PROJECT["optional-dependencies"].values()
    for line in [*PROJECT["dependencies"], *(line for extra in extras for line in extra)]:
        wanted = Requirement(line)
        pins = [pin for pin in PINNED if pin.name == wanted.name.lower()]
        assert pins, f"{wanted.name} is not in constraints.txt"
        for pin in pins:
            (pinned,) = pin.specifier
            assert pinned.operator == "=="
            assert wanted.specifier.contains(pinned.version), (
                f"constraints.txt pins {pin}, pyproject.toml asks {wanted}"
            )


def test_the_pins_name_neither_hosts_nor_hashes():
    text = (ROOT / "constraints.txt").read_text("utf-8")
    assert not re.search(r"://|--hash|--index|--find-links", text)


def test_the_pins_can_be_made_again_as_described():
    command = (ROOT / "constraints.txt").read_text("utf-8").splitlines()[1].removeprefix("#").strip()
    assert f"\n{command}\n" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


# the wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The folder of commands of an environment with the wheel in it; what it depends on is borrowed from this one."""
    pytest.importorskip("pip", reason="this environment has no pip to install the wheel with")
    folder = tmp_path_factory.mktemp("installed")
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    pip = [sys.executable, "-m", "pip", "--python", folder]
    subprocess.run([*pip, "install", "-q", "--no-deps", "--no-index", wheel], check=True)
    (packages,) = folder.glob("**/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return commands


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A folder far from the checkout, with settings and modules of its own, and the same settings at home."""
    folder = tmp_path_factory.mktemp("elsewhere")
    for place in (folder, folder / "home"):
        (place / ".streamlit").mkdir(parents=True)
        (place / ".streamlit" / "config.toml").write_text(UNSAFE)
    (folder / "pandas.py").write_text("raise ImportError('this is not the pandas you want')")
    return folder


@pytest.fixture(scope="module")
def environment(elsewhere):
    """The variables of a person there: nothing that says where Python, Streamlit or Callback should look."""
    foreign = {name: value for name, value in os.environ.items() if not name.startswith(OWN_VARIABLES)}
    return {**foreign, "HOME": str(elsewhere / "home"), "USERPROFILE": str(elsewhere / "home")}


@pytest.fixture(scope="module")
def server(installed, elsewhere, environment):
    """`assessment run`, serving the installed app from elsewhere."""
    command = [installed / "assessment", "run", "--port"]
    running = ServerProcess(
        lambda port: [*command, str(port)], environment, log=elsewhere / "server.log", folder=elsewhere
    )
    running.wait()
    yield running
    running.stop()
    assert "Traceback" not in running.log_text()
    assert "usage statistics" not in running.log_text()


def is_open(address, port):
    """Whether something listens there."""
    with socket.socket() as caller:
        caller.settimeout(5)
        return caller.connect_ex((address, port)) == 0


def messages_of_page(server, page=""):
    """The messages that the server sends to a browser that opens a page, until the page is drawn."""
    messages = []
    opening = BackMsg()
    opening.rerun_script.page_name = page
    with connect(f"ws://127.0.0.1:{server.port}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as browser:
        browser.send(opening.SerializeToString())
        while not messages or not messages[-1].HasField("script_finished"):
            messages.append(ForwardMsg.FromString(browser.recv(timeout=60)))
    return messages


def elements(messages):
    """The elements of a page."""
    return [message.delta.new_element for message in messages if message.HasField("delta")]


@pytest.mark.wheel
def test_the_wheel_holds_the_app_its_data_and_its_settings(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        for file in ("app.py", ".streamlit/config.toml", "data/weights.toml", "data/README.md"):
            assert archive.read(f"assessment/{file}") == (ROOT / file).read_bytes()
        (scripts,) = [archive.read(name).decode() for name in names if name.endswith("entry_points.txt")]
    for script in ("assessment", PROJECT["name"]):  # pipx and uvx look for the second.
        assert f"\n{script} = assessment.cli:main\n" in scripts
    hidden = [name for name in names if "/." in name]
    assert hidden == ["assessment/.streamlit/config.toml"], "no secrets, no caches"
    assert {name.partition("/")[0] for name in names if not name.partition("/")[0].endswith(".dist-info")} == {
        "assessment"
    }
    assert any(name.endswith("/licenses/LICENSE") for name in names)


@pytest.mark.wheel
def test_the_files_that_the_image_copies_make_the_same_wheel(wheel, tmp_path):
    for source in copied():
        copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
        (tmp_path / source).parent.mkdir(exist_ok=True)
        copy(ROOT / source, tmp_path / source)
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "made"], cwd=tmp_path, check=True)
    with zipfile.ZipFile(wheel) as ours, zipfile.ZipFile(tmp_path / "made" / wheel.name) as made:
        contents = [{file.filename: file.CRC for file in archive.infolist()} for archive in (ours, made)]
    assert contents[0] == contents[1]


@pytest.mark.wheel
@pytest.mark.parametrize("arguments", [["score", ROOT / "tests/examples/case.json"], ["--version"]])
def test_the_installed_command_says_what_the_checkout_says(installed, elsewhere, environment, arguments):
    command = [installed / "assessment", *arguments]
    said = subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=True).stdout
    assert said == call(*arguments).out


@pytest.mark.wheel
def test_the_installed_data_are_those_of_the_wheel(installed, elsewhere, environment):
    checked = subprocess.run(
        [installed / "assessment", "check"], cwd=elsewhere, env=environment, capture_output=True, text=True, check=True
    )
    assert checked.stdout.startswith(str(installed.parent))


@pytest.mark.wheel
def test_the_installed_app_is_for_this_machine_only(server):
    assert not is_open("127.0.0.2", server.port), "it listens on all addresses"
    for host in (f"localhost:{server.port}", "127.0.0.1"):
        assert server.get("/", Host=host).status == 200


@pytest.mark.wheel
def test_the_installed_app_refuses_a_foreign_host(server):
    with socket.create_connection(("127.0.0.1", server.port)) as line, pytest.raises(InvalidStatus) as refusal:
        connect(f"ws://rebound.example:{server.port}/_stcore/stream", sock=line, subprotocols=["streamlit"])
    assert refusal.value.response.status_code == 403


@pytest.mark.wheel
def test_the_installed_app_sends_no_statistics_and_draws_every_page(server):
    first = messages_of_page(server)
    (session,) = [message.new_session for message in first if message.HasField("new_session")]
    assert not session.config.gather_usage_stats
    pages = [message.navigation.app_pages for message in first if message.HasField("navigation")][-1]
    assert len(pages) == len(PAGES)
    for page in pages:
        messages = messages_of_page(server, page.url_pathname)
        assert messages[-1].script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        drawn = elements(messages)
        assert [element.heading.body for element in drawn if element.HasField("heading")]
        assert [element for element in drawn if element.HasField("exception")] == []
        assert [element.alert.body for element in drawn if "went wrong" in element.alert.body] == []
