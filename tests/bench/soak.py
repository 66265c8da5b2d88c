"""Many visitors on one server for minutes: does its memory stay flat, and is every acknowledged answer stored?

Run it with `.venv/bin/python tests/bench/soak.py`, with `--minutes` and `--visitors` for another size. Each visitor has
an application of their own, thinks for up to five seconds before each action, answers questions at random, and looks
at the outlook and the plan now and then. It prints figures and asserts nothing: the aim is less than 5 percent more
memory after the first minute, and no answer lost.

Streamlit keeps some 200 widgets of each visitor, from their first sight of each page until they leave, so memory
grows until all have seen all pages; the second half of a run of ten minutes shows where it levels off.
"""

import argparse
import asyncio
import random
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles

from assessment.storage.opening import open_storage
from assessment.storage.repository import SqlRepository
from assessment.ui.session.widget_key import WidgetKey
from tests.bench.server_process import CALLBACK, MeasuredServer
from tests.bench.stored_applications import store_applications
from tests.bench.visitor import Visitor
from tests.support import INSTRUMENT

LONGEST_THOUGHT_SECONDS = 5
LOOK_EVERY = 8
"""After so many actions a visitor looks at the outlook and the plan."""
SAMPLE_SECONDS = 10


class SoakVisitor:
    """A visitor with an application, the answers that the server has acknowledged, and how long each took in ms."""

    def __init__(self, url: str, application: str, seed: int) -> None:
        self.application = application
        self.acknowledged: dict[str, str] = {}
        self.times: list[float] = []
        self._tab = Visitor(url, f"app={application}")
        self._random = random.Random(seed)

    async def visit(self, until: float) -> None:
        """Act until this moment of the monotonic clock."""
        await self._tab.open()
        actions = 0
        while time.monotonic() < until:
            await asyncio.sleep(self._random.uniform(0, LONGEST_THOUGHT_SECONDS))
            actions += 1
            if actions % LOOK_EVERY:
                await self._answer()
            else:
                await self._look_around()
        await self._tab.close()

    async def _answer(self) -> None:
        key = self._random.choice([key for key in self._tab.radios if key.startswith("answer:")])
        parsed = WidgetKey.parse(key)
        assert parsed
        options = list(INSTRUMENT.items[parsed.name].options_by_id)
        number = self._random.randrange(len(options))
        self.times.append(await self._tab.choose(key, number))
        self.acknowledged[parsed.name] = options[number]

    async def _look_around(self) -> None:
        await self._tab.open_page("Outlook")
        if "skip_guess" in self._tab.buttons:
            await self._tab.press("skip_guess")
        await self._tab.open_page("Plan")
        await self._tab.open_page("Questions")


async def soak(
    server: MeasuredServer, applications: list[str], minutes: float
) -> tuple[list[SoakVisitor], list[float]]:
    """Let the visitors act; returns them, and the server's memory in MiB every `SAMPLE_SECONDS`."""
    until = time.monotonic() + 60 * minutes
    visitors = [SoakVisitor(server.url, application, seed) for seed, application in enumerate(applications)]
    visits = [asyncio.create_task(visitor.visit(until)) for visitor in visitors]
    samples = []
    while time.monotonic() < until:
        await asyncio.sleep(SAMPLE_SECONDS)
        samples.append(server.memory_mib())
    await asyncio.gather(*visits)
    return visitors, samples


def lost_answers(database: Path, visitors: list[SoakVisitor]) -> int:
    """How many acknowledged answers the database does not hold."""
    with closing(open_storage(database)) as storage:
        repository = SqlRepository(storage, "local", INSTRUMENT.version)
        return sum(
            repository.stored_application(visitor.application).responses.get(item) != option
            for visitor in visitors
            for item, option in visitor.acknowledged.items()
        )


def print_result(samples: list[float], visitors: list[SoakVisitor], lost: int) -> None:
    """Print the memory over time, and the answers with their times."""
    first_minute = samples[: 60 // SAMPLE_SECONDS]
    print("memory in MiB each 10 s: " + " ".join(f"{sample:.0f}" for sample in samples))
    print(
        f"after the first minute: {first_minute[-1]:.1f} MiB; at the end: {samples[-1]:.1f}; "
        f"{samples[-1] / first_minute[-1] - 1:+.1%} (aim: under 5 %)"
    )
    half = samples[len(samples) // 2]
    print(f"of this in the second half: {half:.1f} to {samples[-1]:.1f} MiB, {samples[-1] / half - 1:+.1%}")
    times = [each for visitor in visitors for each in visitor.times]
    kept = sum(len(visitor.acknowledged) for visitor in visitors)
    print(f"{len(times)} answers acknowledged, median {median(times):.0f} ms, p95 {quantiles(times, n=20)[-1]:.0f} ms")
    print(f"{kept} latest answers of {len(visitors)} visitors compared with the database: {lost} lost (aim: 0)")


def main() -> None:
    """Soak and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=40)
    parser.add_argument("--minutes", type=float, default=5)
    size = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        applications = store_applications(folder, size.visitors)
        server = MeasuredServer(CALLBACK, folder)
        try:
            server.wait()
            visitors, samples = asyncio.run(soak(server, applications, size.minutes))
        finally:
            server.stop()
        print_result(samples, visitors, lost_answers(folder / "callback.db", visitors))


if __name__ == "__main__":
    main()
