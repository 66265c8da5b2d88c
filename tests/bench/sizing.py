"""How many visitors a core and a GB carry, kept here, in each visit, and signed in with PostgreSQL.

Run it with `.venv/bin/python -m tests.bench.sizing`; `--visitors`, `--seconds` and `--think` give another size.
Visitors think for twelve seconds on average before each action; of ten actions seven are answers, and three open the
outlook, the plan and the questions. Processor time is measured and not the clock, so that other work on the machine
changes little; the times that visitors waited are printed for what they are. It asserts nothing.
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import psutil

from tests.bench.stored_applications import store_applications
from tests.bench.visitor import Visitor
from tests.server_process import AppServer, uvicorn_command
from tests.storage.postgres import Server, find_binaries
from tests.ui.hosted_server import HEADER, HostedServer

WAYS = "here", "visit", "signed-in"
ROUND = "", "", "", "", "", "", "", "Outlook", "Plan", "Questions"
"""What a visitor does one after the other: answer a question, or open a page."""
BUSY = 0.5
"""The share of a core that is planned for, so that a rush still answers at once."""
SETTLE_SECONDS = 5
MIB = 2**20


@dataclass(frozen=True)
class Size:
    """What was measured: milliseconds of processor time an action (server, PostgreSQL) and MiB (at rest, a visitor)."""

    actions: int
    server_ms: float
    database_ms: float
    rest_mib: float
    visitor_mib: float
    waits_ms: list[float]


@dataclass(frozen=True)
class Served:
    """A running server, and the processes of its database."""

    url: str
    pid: int
    database: list[psutil.Process]


@contextmanager
def served(way: str, folder: Path) -> Iterator[Served]:
    """The app kept in this way."""
    if way != "signed-in":
        server, postgres = AppServer(uvicorn_command(), folder, forked=False, CALLBACK_KEEP=way), None
    else:
        postgres = Server(find_binaries())
        server = HostedServer(postgres.url(), folder, forked=False)
    try:
        server.wait("/healthz")
        yield Served(server.url, server.process.pid, [psutil.Process(postgres.process.pid)] if postgres else [])
    finally:
        server.stop()
        if postgres:
            postgres.close()


def cpu_ms(processes: list[psutil.Process]) -> float:
    """The processor time that processes and all their children, ended ones too, have used."""
    used = 0.0
    for each in processes:
        times = [each.cpu_times(), *(child.cpu_times() for child in each.children(recursive=True))]
        used += sum(one.user + one.system for one in times) + times[0].children_user + times[0].children_system
    return used * 1000


class ThinkingVisitor:
    """A visitor who thinks, answers, and looks around now and then."""

    def __init__(self, url: str, number: int, think: float, query: str) -> None:
        self.waits: list[float] = []
        self._tab = Visitor(url, query, headers={HEADER: f"visitor{number}"})
        self._random, self._think, self._actions = random.Random(number), think, number

    async def open(self) -> None:
        """Come, and have the first page drawn whole."""
        await self._tab.open()
        await self._tab.rerun()

    async def visit(self, until: float) -> None:
        """Act until this moment of the monotonic clock."""
        while True:
            await asyncio.sleep(self._random.uniform(0, 2 * self._think))
            if time.monotonic() >= until:
                return
            await self.act()

    async def act(self) -> None:
        """Do the next thing."""
        page = ROUND[self._actions % len(ROUND)]
        self._actions += 1
        answers = [key for key in self._tab.radios if key.startswith("answer:")]
        if page or not answers:
            self.waits.append(await self._tab.open_page(page or "Questions"))
        else:
            self.waits.append(await self._tab.choose(self._random.choice(answers), 0))
        if "skip_guess" in self._tab.buttons:
            await self._tab.press("skip_guess")


async def measure(server: Served, queries: list[str], seconds: float, think: float) -> Size:
    """Let a visitor come for each address, and all but the first act for so many seconds."""
    process, database, visitors = psutil.Process(server.pid), server.database, len(queries) - 1
    everybody = [ThinkingVisitor(server.url, number, think, query) for number, query in enumerate(queries)]
    await everybody[0].open()
    for _ in ROUND:
        await everybody[0].act()
    await asyncio.sleep(SETTLE_SECONDS)
    rest = process.memory_info().rss
    for visitor in everybody[1:]:
        await visitor.open()
    before = cpu_ms([process]), cpu_ms(database)
    until = time.monotonic() + seconds
    await asyncio.gather(*(visitor.visit(until) for visitor in everybody[1:]))
    waits = [wait for visitor in everybody[1:] for wait in visitor.waits]
    return Size(
        len(waits),
        (cpu_ms([process]) - before[0]) / len(waits),
        (cpu_ms(database) - before[1]) / len(waits),
        rest / MIB,
        (process.memory_info().rss - rest) / MIB / visitors,
        waits,
    )


def addresses(way: str, folder: Path, number: int) -> list[str]:
    """The query of each visitor's address; kept here, all are one person, and each opens another application."""
    if way != "here":
        return [""] * number
    return [f"app={each}" for each in store_applications(folder / "data", number)]


def print_size(way: str, size: Size, think: float) -> None:
    """Print what was measured, and what follows from it."""
    a_core = BUSY * 1000 * think / size.server_ms
    a_gb = (1024 - size.rest_mib) / size.visitor_mib
    print(
        f"{way:>9}: {size.actions} actions, {size.server_ms:.1f} ms of a core each, PostgreSQL {size.database_ms:.1f}; "
        f"{size.rest_mib:.0f} MiB at rest, {size.visitor_mib:.2f} a visitor; waited {median(size.waits_ms):.0f} ms, "
        f"p95 {quantiles(size.waits_ms, n=20)[-1]:.0f}"
    )
    print(f"{'':>9}  {a_core:.0f} visitors a core at {BUSY:.0%} of it, {a_gb:.0f} a GB", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ways", nargs="*", default=WAYS)
    parser.add_argument("--visitors", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=12)
    size = parser.parse_args()
    for way in size.ways:
        with tempfile.TemporaryDirectory() as name:
            queries = addresses(way, Path(name), size.visitors + 1)
            with served(way, Path(name)) as server:
                measured = asyncio.run(measure(server, queries, size.seconds, size.think))
            print_size(way, measured, size.think)


if __name__ == "__main__":
    main()
