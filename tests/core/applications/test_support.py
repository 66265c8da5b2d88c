"""Which answers the notes could support."""

import pytest

from assessment.core.applications.notes import NoteCounts, supported_answers
from tests.support import INSTRUMENT

ROLES = INSTRUMENT.roles


@pytest.mark.parametrize(
    ("item", "counts", "options"),
    [
        (ROLES.story_bank, NoteCounts(1, 0, 0), ()),
        (ROLES.story_bank, NoteCounts(2, 0, 0), ("two_to_four",)),
        (ROLES.story_bank, NoteCounts(4, 0, 0), ("two_to_four",)),
        (ROLES.story_bank, NoteCounts(5, 0, 0), ("five_or_more",)),
        (ROLES.stories_for_employer, NoteCounts(4, 0, 0), ()),
        (ROLES.stories_for_employer, NoteCounts(4, 2, 0), ("some",)),
        (ROLES.stories_for_employer, NoteCounts(4, 3, 0), ("most",)),
        (ROLES.debrief, NoteCounts(9, 9, 0), ()),
        (ROLES.debrief, NoteCounts(0, 0, 1), ("partly", "full")),
        (ROLES.thank_you, NoteCounts(9, 9, 9), ()),
    ],
)
def test_what_is_written_agrees_with_options_that_the_questionnaire_offers(item, counts, options):
    assert supported_answers(ROLES, INSTRUMENT.items[item], counts) == options
