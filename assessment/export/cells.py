"""What a cell of a plan means besides days: yes and no in a few languages."""

from assessment.core.language import tr
from assessment.core.text import folded, shown

YES = {"yes", "y", "true", "x", "1", "ja", "j", "oui", "si", "sim", "wahr", "vrai", "verdadero", "vero"} | set("✓✔☑")
NO = {"", "no", "n", "false", "0", "nein", "non", "nao", "falsch", "faux", "falso", "☐"}


def read_done(cell: str) -> bool:
    """Whether the cell says yes; raises ValueError when it says neither yes nor no."""
    word = folded(cell)
    if word not in YES | NO:
        raise ValueError(tr("done is {cell}; expected yes or no", cell=shown(cell)))
    return word in YES
