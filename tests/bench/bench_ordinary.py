"""What an answer costs beside an ordinary Streamlit app with the same questions and pictures.

Run it with `.venv/bin/python tests/bench/bench_ordinary.py`. First one visitor answers without a pause, then 60 who
think for up to five seconds, both apps in turns. The ordinary app scores and draws everything again at each answer, on
one page; ours saves each answer and draws its pictures on pages of their own. It prints figures with the aim beside
them, and asserts nothing.
"""

import asyncio
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from random import Random

from tests.bench.bench_pages import (
    ACTIONS_IN_TURN,
    ITEM,
    LONGEST_THOUGHT_SECONDS,
    OPTION_NUMBERS,
    TEMPLATE_SECONDS,
    Sample,
    answer_key,
    measure,
    print_sample,
    running_servers,
)
from tests.bench.server_process import CALLBACK, ORDINARY_APP, MeasuredServer
from tests.bench.stored_applications import store_applications
from tests.bench.visitor import Visitor

VISITORS, ANSWERS, ROUNDS = 60, 100, 4
CPU_AIM, P95_AIM = 8, 5


async def open_visitors(server: MeasuredServer, applications: list[str], *, ours: bool) -> list[tuple[Visitor, str]]:
    """A visitor for each application, its page open, with the key of the question that it answers."""
    visitors = []
    for application in applications:
        visitor = Visitor(server.url, f"app={application}" if ours else "")
        await visitor.open()
        visitors.append((visitor, answer_key(application) if ours else ITEM))
    return visitors


async def answer_after_thought(visitor: Visitor, key: str, number: int, place: int) -> float:
    """Wait for a while, then answer; milliseconds of the answer alone."""
    await asyncio.sleep(Random(f"{number} {place}").uniform(0, LONGEST_THOUGHT_SECONDS))
    return await visitor.choose(key, OPTION_NUMBERS[number % len(OPTION_NUMBERS)])


async def measure_alone(server: MeasuredServer, sample: Sample, visitor: Visitor, key: str) -> None:
    """Add some answers of one visitor, one after another."""
    for turn in range(ACTIONS_IN_TURN):
        await measure(server, sample, partial(visitor.choose, key, OPTION_NUMBERS[turn % len(OPTION_NUMBERS)]))


async def measure_crowd(
    server: MeasuredServer, sample: Sample, visitors: list[tuple[Visitor, str]], number: int
) -> None:
    """Add an answer of each visitor, all in the same few seconds."""
    before = server.cpu_ms()
    answers = (answer_after_thought(visitor, key, number, place) for place, (visitor, key) in enumerate(visitors))
    sample.times.extend(await asyncio.gather(*answers))
    sample.cpu_ms += server.cpu_ms() - before


async def measure_answers(
    servers: Mapping[str, MeasuredServer], applications: list[str]
) -> tuple[dict[str, Sample], dict[str, Sample]]:
    """Samples by app: of one visitor, and of many."""
    alone, crowd = {app: Sample() for app in servers}, {app: Sample() for app in servers}
    await asyncio.sleep(TEMPLATE_SECONDS)
    visitors = {app: await open_visitors(server, applications, ours=app == CALLBACK) for app, server in servers.items()}
    for _ in range(ANSWERS // ACTIONS_IN_TURN):
        for app, server in servers.items():
            await measure_alone(server, alone[app], *visitors[app][0])
    for number in range(ROUNDS):
        for app, server in servers.items():
            await measure_crowd(server, crowd[app], visitors[app], number)
    await asyncio.gather(*(visitor.close() for opened in visitors.values() for visitor, _ in opened))
    return alone, crowd


def print_samples(samples: Mapping[str, Sample], who: str) -> None:
    """Print both apps' answers, and how many times less ours take."""
    ordinary, callback = samples[ORDINARY_APP], samples[CALLBACK]
    print_sample(f"{who}: ordinary app", ordinary, "what somebody would build instead")
    cpu, p95 = ordinary.cpu / callback.cpu, ordinary.p95 / callback.p95
    aims = f"{cpu:.1f} times less CPU (aim: {CPU_AIM}), p95 {p95:.1f} times less (aim with {VISITORS}: {P95_AIM})"
    print_sample(f"{who}: Callback", callback, aims)


def main() -> None:
    """Measure and print."""
    print(f"{'ms an answer':<44}{'median':>9}{'p95':>9}{'CPU':>9}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        applications = store_applications(folder, VISITORS)
        with running_servers(folder, ORDINARY_APP) as servers:
            alone, crowd = asyncio.run(measure_answers(servers, applications))
    print_samples(alone, "1 visitor")
    print_samples(crowd, f"{VISITORS} visitors")


if __name__ == "__main__":
    main()
