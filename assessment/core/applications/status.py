"""Where each application stands, as far as can be told without reading its texts and answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ApplicationStatus:
    """The status of one application; its `version` changes with every save.

    `decided` is whether an outcome was recorded, `revealed` whether the person has seen its outlook.
    """

    id: str
    version: int
    archived: bool
    decided: bool
    revealed: bool

    @property
    def is_open(self) -> bool:
        """Whether an outcome is still to come."""
        return not self.archived and not self.decided
