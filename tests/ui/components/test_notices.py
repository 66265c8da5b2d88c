"""The notices above a page, as sentences."""

import pytest

from assessment.core.applications.notes import Landed
from assessment.ui.components.notices import note_conflict_sentence


@pytest.mark.parametrize("value", [Landed.MISSED, True, "", ("n1",)])
def test_a_choice_in_a_note_that_another_tab_changed_too_is_not_quoted(value):
    changed = {("q1", "field"): value, ("q1", "story"): "s1"}
    assert note_conflict_sentence(changed) == "Notes were changed in another tab too."
