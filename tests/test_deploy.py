"""What hosting ships: the image's steps name files and commands that exist, and each manifest says what it must."""

import fnmatch
import json
import re
import shlex

import pytest
import yaml
from kubernetes_validate import validate

from assessment.cli import _parser
from assessment.settings import ADMIN_URL, COHORT_PAGE, DATABASE_URL, KEEP, LEARN, METRICS
from assessment.sign_in_settings import COACH_CLAIM, PROVIDER, check_signed_in
from tests.support import ROOT

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
MANIFESTS = {each["kind"]: each for each in yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text())}
KNOWN = {KEEP, DATABASE_URL, ADMIN_URL, COACH_CLAIM, COHORT_PAGE, LEARN, METRICS, *PROVIDER.values()}


def copied():
    """The files that the image is built from."""
    copies = (shlex.split(line)[1:] for line in DOCKERFILE.splitlines() if line.startswith("COPY") and "--" not in line)
    return [source for *sources, _ in copies for source in sources]


def commands():
    """What is run in containers, without the program's name."""
    listed = [json.loads(line.removeprefix("CMD ")) for line in DOCKERFILE.splitlines() if line.startswith("CMD")]
    listed += [service["command"] for service in COMPOSE["services"].values() if "command" in service]
    listed += [c["command"] for c in MANIFESTS["Job"]["spec"]["template"]["spec"]["containers"]]
    return [command[1:] for command in listed if command[0] == "assessment"]


def test_the_image_is_built_from_files_that_exist_and_are_let_in():
    let_in = [
        line[1:] for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines() if line.startswith("!")
    ]
    assert copied()
    for source in copied():
        assert (ROOT / source).exists(), source
        assert any(fnmatch.fnmatch(source, pattern) for pattern in let_in), source


def test_the_wheel_of_the_image_lacks_no_file_that_its_build_needs():
    forced = re.findall(r'^"([^"]+)" = "assessment/', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert {*forced, "README.md", "LICENSE", "assessment", "constraints.txt"} <= set(copied())


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_each_command_in_a_container_is_one_of_the_program(command):
    assert _parser().parse_args(command)


def test_the_image_runs_as_nobody_that_exists_and_says_whether_it_lives():
    last_stage = DOCKERFILE.split("FROM ")[-1]
    assert re.search(r"^USER [1-9]\d+", last_stage, re.MULTILINE)
    assert "/livez" in last_stage
    assert "pip install" not in last_stage


def test_every_variable_of_the_deployments_is_known_and_enough_to_sign_in():
    named = {*COMPOSE["services"]["app"]["environment"], *MANIFESTS["ConfigMap"]["data"]}
    assert {name for name in named if name.startswith("CALLBACK_")} <= KNOWN
    example = dict(
        line.split("=", 1)
        for line in (DEPLOY / ".env.example").read_text().splitlines()
        if "=" in line and line[0] != "#"
    )
    values = {**example, "CALLBACK_COOKIE_SECRET": "x" * 32, "CALLBACK_OIDC_CLIENT_SECRET": "x", KEEP: "signed-in"}
    check_signed_in("postgresql+psycopg://app@database/callback", values)
    wanted = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose.yaml").read_text()))
    assert wanted <= example.keys()


def test_containers_can_write_nowhere_and_share_no_folder():
    for name in ("app", "prepare"):
        assert COMPOSE["services"][name]["read_only"]
        assert "volumes" not in COMPOSE["services"][name]
    for kind in ("Job", "Deployment"):
        pod = MANIFESTS[kind]["spec"]["template"]["spec"]
        assert all("emptyDir" in volume for volume in pod["volumes"])
        for container in pod["containers"]:
            assert container["securityContext"]["readOnlyRootFilesystem"]
            assert container["securityContext"]["runAsNonRoot"]


def test_two_servers_are_asked_apart_whether_they_live_and_are_ready():
    deployment = MANIFESTS["Deployment"]["spec"]
    (container,) = deployment["template"]["spec"]["containers"]
    assert deployment["replicas"] == 2
    assert container["livenessProbe"]["httpGet"]["path"] == "/livez"
    assert container["readinessProbe"]["httpGet"]["path"] == "/healthz"
    assert MANIFESTS["Ingress"]["metadata"]["annotations"]["nginx.ingress.kubernetes.io/affinity"] == "cookie"


def test_figures_are_served_inside_alone_where_neither_proxy_nor_service_leads():
    port = MANIFESTS["ConfigMap"]["data"]["CALLBACK_METRICS"].rpartition(":")[2]
    assert COMPOSE["services"]["app"]["environment"]["CALLBACK_METRICS"].endswith(f":{port}")
    assert "ports" not in COMPOSE["services"]["app"]
    assert port not in (DEPLOY / "nginx.conf").read_text()
    assert [each["targetPort"] for each in MANIFESTS["Service"]["spec"]["ports"]] == ["http"]
    assert MANIFESTS["Deployment"]["spec"]["template"]["metadata"]["annotations"]["prometheus.io/port"] == port


def test_the_manifests_are_valid():
    for manifest in MANIFESTS.values():
        validate(manifest, "1.31", strict=True)


@pytest.mark.parametrize("workflow", sorted((ROOT / ".github" / "workflows").iterdir()), ids=lambda path: path.stem)
def test_workflows_may_only_read_and_run_what_is_here(workflow):
    read = yaml.safe_load(workflow.read_text())
    assert read["permissions"] == {"contents": "read"}
    steps = [step.get("run", "") for job in read["jobs"].values() for step in job["steps"]]
    assert any(".ci/run" in step or "tests.browser.newest_streamlit" in step for step in steps)
