"""Which answers the notes could support. Notes move no number, and nothing is answered by itself."""

from assessment.core.applications.notes import NoteCounts
from assessment.core.model import Item
from assessment.core.model.questionnaire import Roles

MANY_STORIES, SOME_STORIES = 5, 2
"""How many stories the two upper answers of the story bank mean, as the questionnaire words them."""


def supported_answers(roles: Roles, item: Item, counts: NoteCounts) -> tuple[str, ...]:
    """The options of an item that agree with what is written, the one to offer first; empty where none does.

    That a debrief is whole is known to nobody but the person: some questions agree with both of its upper options.
    """
    options: tuple[str, ...] = ()
    if item.id == roles.story_bank and counts.stories >= SOME_STORIES:
        options = ("five_or_more",) if counts.stories >= MANY_STORIES else ("two_to_four",)
    elif item.id == roles.stories_for_employer and counts.linked_stories:
        options = ("most",) if 2 * counts.linked_stories > counts.stories else ("some",)
    elif item.id == roles.debrief and counts.asked:
        options = ("partly", "full")
    return tuple(option for option in options if option in item.options_by_id)
