"""How fast the pages are, beside an empty Streamlit app served the same way in the same run.

Run it with `.venv/bin/python tests/bench/bench_pages.py`, or `--quick` for a first impression. Visitors without a
browser act on both apps in turns, so that whatever else the machine does hits both. It prints figures with the aim
beside each and asserts nothing: compare the ratios, milliseconds are this machine's.

A single visitor acts without a pause: Streamlit sends every 5 ms, and after a pause the empty app's few messages leave
at once (3 ms) or wait for the next time (9 ms), by chance. Without one its runs take 6 ms.
"""

import argparse
import asyncio
import random
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles

from assessment.ui.session.widget_key import WidgetKey, id_letters
from tests.bench.server_process import CALLBACK, EMPTY_APP, MeasuredServer
from tests.bench.stored_applications import store_applications
from tests.bench.visitor import Visitor

LONGEST_THOUGHT_SECONDS = 5
TEMPLATE_SECONDS = 6
"""After this time a server has built the templates of its charts."""
ITEM, OPTION_NUMBERS = "overall", (0, 1)
ACTIONS_IN_TURN = 10
"""Number of actions on one server before it is the other's turn."""
Action = Callable[[], Awaitable[float]]


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    actions: int
    visitors: int
    rounds: int
    starts: int
    stored: tuple[int, ...]


FULL_SIZE = Size(actions=200, visitors=300, rounds=8, starts=7, stored=(1, 10, 100, 1000))
QUICK_SIZE = Size(actions=40, visitors=60, rounds=2, starts=3, stored=(1, 100))


@dataclass(slots=True)
class Sample:
    """The milliseconds that one kind of action took each time, and the server's CPU time for all of them."""

    times: list[float] = field(default_factory=list)
    cpu_ms: float = 0.0

    @property
    def median(self) -> float:
        return median(self.times)

    @property
    def p95(self) -> float:
        return quantiles(self.times, n=20)[-1]

    @property
    def cpu(self) -> float:
        return self.cpu_ms / len(self.times)


@contextmanager
def running_servers(folder: Path, beside: str = EMPTY_APP, **variables: str) -> Iterator[dict[str, MeasuredServer]]:
    """Callback and the app beside it, running with these variables in their environment."""
    servers = {app: MeasuredServer(app, folder, **variables) for app in (beside, CALLBACK)}
    try:
        for server in servers.values():
            server.wait()
        yield servers
    finally:
        for server in servers.values():
            server.stop()


def answer_key(application: str) -> str:
    """The key of the radio that the visitors answer."""
    return str(WidgetKey("answer", id_letters(application), ITEM, language="en"))


async def measure(server: MeasuredServer, sample: Sample, action: Action) -> None:
    """Act once, and add its time to the sample."""
    before = server.cpu_ms()
    sample.times.append(await action())
    sample.cpu_ms += server.cpu_ms() - before


async def measure_one_visitor(
    servers: Mapping[str, MeasuredServer], application: str, actions: int
) -> dict[str, Sample]:
    """One visitor on each: a rerun of the empty app, and in Callback answers and openings of pages after an answer."""
    samples = {name: Sample() for name in (EMPTY_APP, "answer", "outlook", "applications")}
    empty = Visitor(servers[EMPTY_APP].url)
    visitor = Visitor(servers[CALLBACK].url, f"app={application}")
    await asyncio.sleep(TEMPLATE_SECONDS)
    await empty.open()
    await visitor.open()
    for page in ("Outlook", "Applications", "Questions"):
        await visitor.open_page(page)
    options = cycle(OPTION_NUMBERS)
    for _ in range(actions // ACTIONS_IN_TURN):
        for _ in range(ACTIONS_IN_TURN):
            await measure(servers[EMPTY_APP], samples[EMPTY_APP], empty.rerun)
        for _ in range(ACTIONS_IN_TURN):
            answer = partial(visitor.choose, answer_key(application), next(options))
            await measure(servers[CALLBACK], samples["answer"], answer)
        for _ in range(ACTIONS_IN_TURN):
            await visitor.choose(answer_key(application), next(options))
            await measure(servers[CALLBACK], samples["outlook"], partial(visitor.open_page, "Outlook"))
            if visitor.charts < 4:
                raise RuntimeError(f"only {visitor.charts} charts under {visitor.titles}")
            await visitor.open_page("Questions")
        await measure(servers[CALLBACK], samples["applications"], partial(visitor.open_page, "Applications"))
        await visitor.open_page("Questions")
    await asyncio.gather(empty.close(), visitor.close())
    return samples


@dataclass(frozen=True, slots=True)
class CrowdSample:
    """What many visitors at a time cost, and the server's memory before and with them."""

    sample: Sample
    empty_mib: float
    full_mib: float
    visitors: int

    @property
    def kib_each(self) -> float:
        return (self.full_mib - self.empty_mib) * 1024 / self.visitors


async def measure_crowd(
    servers: Mapping[str, MeasuredServer], applications: list[str], size: Size
) -> dict[str, CrowdSample]:
    """Many visitors with time to think, each with an application of their own; the two servers in turns."""
    visitors: dict[str, list[Visitor]] = {
        EMPTY_APP: [Visitor(servers[EMPTY_APP].url) for _ in range(size.visitors)],
        CALLBACK: [Visitor(servers[CALLBACK].url, f"app={each}") for each in applications[: size.visitors]],
    }
    samples = {app: Sample() for app in servers}
    empty_mib = {}
    for app, server in servers.items():
        first = Visitor(server.url, visitors[app][0].query)
        await first.open()
        empty_mib[app] = server.memory_mib()
        for visitor in visitors[app]:
            await visitor.open()
        await first.close()
    for number in range(size.rounds):
        for app, server in servers.items():
            before = server.cpu_ms()
            times = await asyncio.gather(
                *(
                    think_and_act(visitor, app, number, place, applications)
                    for place, visitor in enumerate(visitors[app])
                )
            )
            samples[app].times.extend(times)
            samples[app].cpu_ms += server.cpu_ms() - before
    full_mib = {app: server.memory_mib() for app, server in servers.items()}
    await asyncio.gather(*(visitor.close() for app in servers for visitor in visitors[app]))
    return {app: CrowdSample(samples[app], empty_mib[app], full_mib[app], size.visitors) for app in servers}


async def think_and_act(visitor: Visitor, app: str, number: int, place: int, applications: list[str]) -> float:
    """Wait for a while, then answer a question or rerun the empty app."""
    await asyncio.sleep(random.Random(f"{number} {place}").uniform(0, LONGEST_THOUGHT_SECONDS))
    if app == EMPTY_APP:
        return await visitor.rerun()
    return await visitor.choose(answer_key(applications[place]), OPTION_NUMBERS[number % len(OPTION_NUMBERS)])


def measure_cold_starts(folder: Path, starts: int, *, by_script: bool) -> dict[str, Sample]:
    """From the start of the process to the end of the first page, in turns."""
    samples = {EMPTY_APP: Sample(), CALLBACK: Sample()}
    for _ in range(starts):
        for app, sample in samples.items():
            server = MeasuredServer(app, folder, by_script=by_script)
            try:
                server.wait()
                asyncio.run(visit_first_page(server))
                sample.times.append(server.age_ms())
            finally:
                server.stop()
    return samples


async def visit_first_page(server: MeasuredServer) -> None:
    """Open the first page and leave."""
    visitor = Visitor(server.url)
    await visitor.open()
    await visitor.close()


def print_sample(name: str, sample: Sample, aim: str) -> None:
    """Print one measured action."""
    print(f"{name:<44}{sample.median:>9.1f}{sample.p95:>9.1f}{sample.cpu:>9.1f}   {aim}")


def print_one_visitor(samples: Mapping[str, Sample], stored: int) -> None:
    """Print one visitor's actions as times and as ratios to the empty app's."""
    empty = samples[EMPTY_APP]
    print_sample(f"{stored:>5} stored: empty app", empty, "the base of the ratios")
    aims = {
        "answer": "2, CPU 2.5",
        "outlook": "4, CPU 8",
        "applications": "none, but with 1,000 stored at most 1.5 times the milliseconds with 10",
    }
    for name, aim in aims.items():
        time_ratio, cpu_ratio = samples[name].median / empty.median, samples[name].cpu / empty.cpu
        ratios = f"{time_ratio:.2f} times the empty app, CPU {cpu_ratio:.2f}"
        print_sample(f"{stored:>5} stored: {name}", samples[name], f"{ratios} (aim: {aim})")


def print_crowd(crowds: Mapping[str, CrowdSample]) -> None:
    """Print many visitors' times, ratios and memory."""
    empty, callback = crowds[EMPTY_APP], crowds[CALLBACK]
    print_sample(f"{empty.visitors} visitors: empty app", empty.sample, "the base of the ratios")
    ratio = callback.sample.p95 / empty.sample.p95
    aim = f"p95 {ratio:.2f} times the empty app's (aim: 3)"
    print_sample(f"{callback.visitors} visitors: answer", callback.sample, aim)
    print(
        f"memory: {callback.full_mib:.0f} MiB with {callback.visitors} visitors (aim: under 140), "
        f"empty app {empty.full_mib:.0f}; {callback.kib_each:.0f} KiB a visitor, empty app {empty.kib_each:.0f}, "
        f"{callback.kib_each / empty.kib_each:.2f} times (aim: 2)"
    )


def print_cold_starts(samples: Mapping[str, Sample], way: str, aim: float) -> None:
    """Print the time from start to first page of both apps."""
    callback, empty = samples[CALLBACK].median, samples[EMPTY_APP].median
    print(f"cold start by {way}: {callback:.0f} ms, empty app {empty:.0f}, {callback / empty:.2f} times (aim: {aim})")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short run")
    size = QUICK_SIZE if parser.parse_args().quick else FULL_SIZE
    print(f"{'ms':<44}{'median':>9}{'p95':>9}{'CPU':>9}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for stored in size.stored:
            applications = store_applications(folder / str(stored), stored)
            with running_servers(folder / str(stored)) as servers:
                samples = asyncio.run(measure_one_visitor(servers, applications[-1], size.actions))
                print_one_visitor(samples, stored)
        applications = store_applications(folder / "crowd", size.visitors)
        with running_servers(folder / "crowd") as servers:
            print_crowd(asyncio.run(measure_crowd(servers, applications, size)))
        for by_script, way, aim in ((False, "uvicorn", 2.0), (True, "streamlit run", 2.4)):
            print_cold_starts(measure_cold_starts(folder / "1", size.starts, by_script=by_script), way, aim)


if __name__ == "__main__":
    main()
