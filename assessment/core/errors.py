"""The error of everything that a person can put right; parent of all errors of this package."""

from collections.abc import Sequence


class AssessmentError(Exception):
    """Something given to Callback is wrong; `problems` holds one sentence for each thing."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[type["AssessmentError"], tuple[tuple[str, ...]]]:
        """Pickled with its problems one by one, so that another process can raise it again."""
        return type(self), (self.problems,)
