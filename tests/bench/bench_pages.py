"""How fast the pages are, beside an empty Streamlit app served the same way in the same run.

Run it with `.venv/bin/python tests/bench/bench_pages.py`, or `--quick` for a first impression. Visitors without a
browser act on both in turns, so that whatever else the machine does hits both. It prints figures with the aim beside
each and asserts nothing: compare the ratios, milliseconds are this machine's.

One visitor acts without a pause, as the floor's 6 ms were measured: Streamlit sends every 5 ms, and after a pause the
empty app's few messages leave at once (3 ms) or wait for the next time (9 ms), by chance.
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

from assessment.ui.session.answers import ANSWER
from assessment.ui.session.widget_key import WidgetKey, id_letters
from tests.bench.server_process import FLOOR, OURS, Served
from tests.bench.stored_applications import store_applications
from tests.bench.visitor import Visitor

THINK_SECONDS = 5
SETTLED_SECONDS = 6
"""By then a server has built its pictures."""
QUESTION, OPTIONS = "overall", (0, 1)
BLOCK = 10
"""So many actions on one server before the other's turn."""
Action = Callable[[], Awaitable[float]]


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    actions: int
    visitors: int
    rounds: int
    starts: int
    stored: tuple[int, ...]


WHOLE = Size(actions=200, visitors=300, rounds=8, starts=7, stored=(1, 10, 100, 1000))
QUICK = Size(actions=40, visitors=60, rounds=2, starts=3, stored=(1, 100))


@dataclass(slots=True)
class Sample:
    """What one action took, over and over."""

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
def both(folder: Path, *, by_script: bool = False) -> Iterator[dict[str, Served]]:
    """Our app and the floor, running."""
    servers = {name: Served(name, folder, by_script=by_script) for name in (FLOOR, OURS)}
    try:
        for server in servers.values():
            server.wait()
        yield servers
    finally:
        for server in servers.values():
            server.stop()


def answer_key(application: str) -> str:
    """The key of the radio that the visitors answer; the app shortens the id."""
    return str(WidgetKey(ANSWER, id_letters(application), QUESTION, language="en"))


async def measured(server: Served, sample: Sample, action: Action) -> None:
    """Add one action to the sample."""
    before = server.cpu_ms()
    sample.times.append(await action())
    sample.cpu_ms += server.cpu_ms() - before


async def alone(servers: Mapping[str, Served], application: str, actions: int) -> dict[str, Sample]:
    """One visitor on each: a rerun of the empty app, and in ours answers and openings of pages after an answer."""
    samples = {name: Sample() for name in (FLOOR, "answer", "outlook", "applications")}
    empty, ours = Visitor(servers[FLOOR].url), Visitor(servers[OURS].url, f"app={application}")
    await asyncio.sleep(SETTLED_SECONDS)
    await empty.open()
    await ours.open()
    for page in ("Outlook", "Applications", "Questions"):
        await ours.go(page)
    options = cycle(OPTIONS)
    for _ in range(actions // BLOCK):
        for _ in range(BLOCK):
            await measured(servers[FLOOR], samples[FLOOR], empty.rerun)
        for _ in range(BLOCK):
            answer = partial(ours.choose, answer_key(application), next(options))
            await measured(servers[OURS], samples["answer"], answer)
        for _ in range(BLOCK):
            await ours.choose(answer_key(application), next(options))
            await measured(servers[OURS], samples["outlook"], partial(ours.go, "Outlook"))
            if ours.charts < 4:
                raise RuntimeError(f"only {ours.charts} charts under {ours.titles}")
            await ours.go("Questions")
        await measured(servers[OURS], samples["applications"], partial(ours.go, "Applications"))
        await ours.go("Questions")
    await asyncio.gather(empty.close(), ours.close())
    return samples


@dataclass(frozen=True, slots=True)
class Crowd:
    """What many visitors at a time cost."""

    sample: Sample
    empty_mib: float
    full_mib: float
    visitors: int

    @property
    def kib_each(self) -> float:
        return (self.full_mib - self.empty_mib) * 1024 / self.visitors


async def crowds(servers: Mapping[str, Served], applications: list[str], size: Size) -> dict[str, Crowd]:
    """Many visitors with time to think, each with an application of their own; the two servers in turns."""
    visitors: dict[str, list[Visitor]] = {
        FLOOR: [Visitor(servers[FLOOR].url) for _ in range(size.visitors)],
        OURS: [Visitor(servers[OURS].url, f"app={each}") for each in applications[: size.visitors]],
    }
    samples = {name: Sample() for name in servers}
    empty_mib = {}
    for name, server in servers.items():
        first = Visitor(server.url, visitors[name][0].query)
        await first.open()
        empty_mib[name] = server.memory_mib()
        for visitor in visitors[name]:
            await visitor.open()
        await first.close()
    for number in range(size.rounds):
        for name, server in servers.items():
            before = server.cpu_ms()
            times = await asyncio.gather(
                *(act(visitor, name, number, place, applications) for place, visitor in enumerate(visitors[name]))
            )
            samples[name].times.extend(times)
            samples[name].cpu_ms += server.cpu_ms() - before
    full_mib = {name: server.memory_mib() for name, server in servers.items()}
    await asyncio.gather(*(visitor.close() for name in servers for visitor in visitors[name]))
    return {name: Crowd(samples[name], empty_mib[name], full_mib[name], size.visitors) for name in servers}


async def act(visitor: Visitor, name: str, number: int, place: int, applications: list[str]) -> float:
    """Think for a while and answer a question, or run the empty app."""
    await asyncio.sleep(random.Random(f"{number} {place}").uniform(0, THINK_SECONDS))
    if name == FLOOR:
        return await visitor.rerun()
    return await visitor.choose(answer_key(applications[place]), OPTIONS[number % len(OPTIONS)])


def cold_starts(folder: Path, starts: int, *, by_script: bool) -> dict[str, Sample]:
    """From the start of the process to the end of the first page, in turns."""
    samples = {FLOOR: Sample(), OURS: Sample()}
    for _ in range(starts):
        for name, sample in samples.items():
            server = Served(name, folder, by_script=by_script)
            try:
                server.wait()
                asyncio.run(first_page(server))
                sample.times.append(server.age_ms())
            finally:
                server.stop()
    return samples


async def first_page(server: Served) -> None:
    """Open the first page and leave."""
    visitor = Visitor(server.url)
    await visitor.open()
    await visitor.close()


def row(name: str, sample: Sample, aim: str) -> None:
    """Print one measured action."""
    print(f"{name:<44}{sample.median:>9.1f}{sample.p95:>9.1f}{sample.cpu:>9.1f}   {aim}")


def print_alone(samples: Mapping[str, Sample], stored: int) -> None:
    """One visitor's actions as times and as ratios to the floor."""
    floor = samples[FLOOR]
    row(f"{stored:>5} stored: empty app", floor, "the floor")
    aims = {"answer": "1.5, and 6 ms of CPU", "outlook": "3", "applications": "none"}
    for name, aim in aims.items():
        ratio = samples[name].median / floor.median
        row(f"{stored:>5} stored: {name}", samples[name], f"{ratio:.2f} times the floor (aim: {aim})")


def print_crowds(crowd: Mapping[str, Crowd]) -> None:
    """Many visitors, as times, ratios and memory."""
    floor, ours = crowd[FLOOR], crowd[OURS]
    row(f"{floor.visitors} visitors: empty app", floor.sample, "the floor")
    ratio = ours.sample.p95 / floor.sample.p95
    row(f"{ours.visitors} visitors: answer", ours.sample, f"p95 {ratio:.2f} times the floor's (aim: 3)")
    print(
        f"memory: {ours.full_mib:.0f} MiB with {ours.visitors} visitors (aim: under 140), "
        f"floor {floor.full_mib:.0f}; {ours.kib_each:.0f} KiB a visitor, floor {floor.kib_each:.0f}, "
        f"{ours.kib_each / floor.kib_each:.2f} times (aim: 2)"
    )


def print_starts(samples: Mapping[str, Sample], way: str, aim: float) -> None:
    """Cold starts of both."""
    ours, floor = samples[OURS].median, samples[FLOOR].median
    print(f"cold start by {way}: {ours:.0f} ms, floor {floor:.0f}, {ours / floor:.2f} times (aim: {aim})")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short run")
    size = QUICK if parser.parse_args().quick else WHOLE
    print(f"{'ms':<44}{'median':>9}{'p95':>9}{'CPU':>9}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for stored in size.stored:
            applications = store_applications(folder / str(stored), stored)
            with both(folder / str(stored)) as servers:
                print_alone(asyncio.run(alone(servers, applications[-1], size.actions)), stored)
        applications = store_applications(folder / "crowd", size.visitors)
        with both(folder / "crowd") as servers:
            print_crowds(asyncio.run(crowds(servers, applications, size)))
        for by_script, way, aim in ((False, "uvicorn", 2.0), (True, "streamlit run", 2.4)):
            print_starts(cold_starts(folder / "1", size.starts, by_script=by_script), way, aim)


if __name__ == "__main__":
    main()
