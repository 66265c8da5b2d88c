"""No item is looked up by an id that stands in Python: the data files assign the items that the program needs."""

import ast
from collections.abc import Iterator
from pathlib import Path

from assessment import load_instrument

PACKAGE = Path(__file__).parents[2] / "assessment"


def literals(file: Path) -> Iterator[str]:
    """Every string literal of a Python file."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_item_id_stands_as_a_string_in_python() -> None:
    """A failure names the file: look the item up by `instrument.roles`, or give another name to what is no item."""
    items = load_instrument().items
    files = sorted(PACKAGE.rglob("*.py"))
    assert files
    assert [
        (file.relative_to(PACKAGE).as_posix(), text) for file in files for text in literals(file) if text in items
    ] == []
