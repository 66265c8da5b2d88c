"""What each mechanism is worth that exists for speed only: the same visits with it and without it.

Run it with `.venv/bin/python tests/bench/bench_mechanisms.py [NAME ...]`. The two servers are measured in turns. The
processor's time counts, so that other programs hardly matter; the lock for savers is about waiting, so there the clock
counts, while twenty visitors answer at once. It prints figures and asserts nothing.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain, cycle
from pathlib import Path
from statistics import quantiles

from tests.bench.bench_pages import (
    ACTIONS_IN_TURN,
    OPTION_NUMBERS,
    TEMPLATE_SECONDS,
    Sample,
    answer_key,
    measure,
    running_servers,
)
from tests.bench.server_process import CALLBACK, LESS_FAST, MeasuredServer
from tests.bench.stored_applications import store_applications
from tests.bench.visitor import Visitor
from tests.bench.without_app import LOCK, MECHANISMS, VARIABLE

TURNS = 6
SAVERS = 20
ANSWER, OUTLOOK = "an answer", "the outlook"


async def measure_one_visitor(
    servers: Mapping[str, MeasuredServer], applications: Mapping[str, str]
) -> dict[tuple[str, str], Sample]:
    """One visitor on each server: the times of answers and of the outlook after an answer, by server and action."""
    await asyncio.sleep(TEMPLATE_SECONDS)
    visitors = {name: Visitor(server.url, f"app={applications[name]}") for name, server in servers.items()}
    samples = {(name, action): Sample() for name in servers for action in (ANSWER, OUTLOOK)}
    options = cycle(OPTION_NUMBERS)
    for visitor in visitors.values():
        await visitor.open()
        for page in ("Outlook", "Questions"):
            await visitor.open_page(page)
    for _ in range(TURNS):
        for name, visitor in visitors.items():
            key = answer_key(applications[name])
            for _ in range(ACTIONS_IN_TURN):
                await measure(servers[name], samples[name, ANSWER], partial(visitor.choose, key, next(options)))
            for _ in range(ACTIONS_IN_TURN):
                await visitor.choose(key, next(options))
                await measure(servers[name], samples[name, OUTLOOK], partial(visitor.open_page, "Outlook"))
                await visitor.open_page("Questions")
    await asyncio.gather(*(visitor.close() for visitor in visitors.values()))
    return samples


async def measure_savers(
    servers: Mapping[str, MeasuredServer], applications: Sequence[str]
) -> Mapping[str, list[float]]:
    """By server the milliseconds of answers that many visitors give at once, each to an application of their own."""
    await asyncio.sleep(TEMPLATE_SECONDS)
    half = len(applications) // 2
    own = dict(zip(servers, (applications[:half], applications[half:]), strict=True))
    visitors = {name: [Visitor(server.url, f"app={each}") for each in own[name]] for name, server in servers.items()}
    times: dict[str, list[float]] = {name: [] for name in servers}
    for visitor in chain.from_iterable(visitors.values()):
        await visitor.open()
    for number in range(ACTIONS_IN_TURN * 2):
        for name, savers in visitors.items():
            answers = (
                visitor.choose(answer_key(application), OPTION_NUMBERS[number % 2])
                for visitor, application in zip(savers, own[name], strict=True)
            )
            times[name] += await asyncio.gather(*answers)
    await asyncio.gather(*(visitor.close() for visitor in chain.from_iterable(visitors.values())))
    return times


def print_worth(mechanism: str) -> None:
    """Print what the mechanism saves of the processor's time, or of the time that savers wait."""
    with tempfile.TemporaryDirectory() as folder:
        applications = store_applications(Path(folder), 2 * SAVERS if mechanism == LOCK else 2)
        with running_servers(Path(folder), LESS_FAST, **{VARIABLE: mechanism}) as servers:
            if mechanism == LOCK:
                times = asyncio.run(measure_savers(servers, applications))
                worst = {name: quantiles(each, n=20)[-1] for name, each in times.items()}
                print(f"{mechanism}: p95 of {SAVERS} savers {worst[CALLBACK]:.0f} ms, without {worst[LESS_FAST]:.0f}")
                return
            # Each has its own: an answer that the other server changed would be shown as a conflict.
            own = dict(zip(servers, applications, strict=True))
            samples = asyncio.run(measure_one_visitor(servers, own))
    for action in (ANSWER, OUTLOOK):
        ours, without = samples[CALLBACK, action].cpu, samples[LESS_FAST, action].cpu
        print(f"{mechanism}: {action} {ours:.1f} ms, without {without:.1f} ({without / ours - 1:+.0%})", flush=True)


def main() -> None:
    """Print the worth of the mechanisms that are named, or of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *MECHANISMS], metavar="NAME", help=", ".join(MECHANISMS))
    for mechanism in parser.parse_args().names or MECHANISMS:
        print_worth(mechanism)


if __name__ == "__main__":
    main()
