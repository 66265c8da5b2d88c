"""A law that sets a time by which employers must tell people whom they interviewed."""

from dataclasses import dataclass
from datetime import date, timedelta

from assessment.core.text.date_parsing import LAST_DAY


@dataclass(frozen=True, slots=True)
class Duty:
    """Within so many `days` of the last interview, employers with this many `employees` or more must tell."""

    places: tuple[str, ...]
    days: int
    employees: int
    title: str
    url: str

    def holds_in(self, place: str) -> bool:
        """Whether one of the places is named in the text, alone or between commas, in any case."""
        named = {part.strip().casefold() for part in place.split(",")}
        return any(each.casefold() in named for each in self.places)

    def last_day(self, interview: date) -> date | None:
        """The last day on which to tell; None after LAST_DAY."""
        return interview + timedelta(self.days) if (LAST_DAY - interview).days >= self.days else None
