"""The outcomes that people gave to the counts of their host: kept as a mark of the application, and nothing else.

Whoever takes one back, or deletes the application, is not counted again. A mark is for the outcome that stood there
when it was given, so that another one has to be given anew.
"""

from sqlalchemy import Connection, and_, bindparam, delete, insert, select

from assessment.core.model import Responses
from assessment.core.model.process import Outcome
from assessment.storage.clients import SqlClients
from assessment.storage.database import Storage
from assessment.storage.statements import get_row
from assessment.storage.tables import APPLICATIONS, GIVEN_OUTCOMES, RESPONSES

GIVEN_AT = select(GIVEN_OUTCOMES.c.given_at).where(GIVEN_OUTCOMES.c.application == bindparam("application"))
IS_GIVEN = and_(
    GIVEN_OUTCOMES.c.application == APPLICATIONS.c.id, GIVEN_OUTCOMES.c.given_at >= APPLICATIONS.c.outcome_at
)
WITH_GIVEN_OUTCOME = (
    select(APPLICATIONS.c.id)
    .join(GIVEN_OUTCOMES, IS_GIVEN)
    .where(APPLICATIONS.c.deleted_at.is_(None))
    .order_by(APPLICATIONS.c.position, APPLICATIONS.c.id)
)
GIVEN_ANSWERS = (
    select(APPLICATIONS.c.id, APPLICATIONS.c.outcome, RESPONSES.c.item, RESPONSES.c.option)
    .select_from(APPLICATIONS)
    .join(GIVEN_OUTCOMES, IS_GIVEN)
    .join(RESPONSES, RESPONSES.c.application == APPLICATIONS.c.id)
    .where(RESPONSES.c.saved_at < APPLICATIONS.c.outcome_at, APPLICATIONS.c.deleted_at.is_(None))
    .order_by(APPLICATIONS.c.id, RESPONSES.c.version)
)
"""Each answer that was saved before the outcome was, the latest to an item last."""


class SqlGivenOutcomes(SqlClients):
    """Which of the applications of `owner` are given to the counts."""

    def outcome_is_given(self, application: str) -> bool:
        def read(connection: Connection) -> bool:
            outcome_at = get_row(connection, self._owner, application)["outcome_at"]
            given_at = connection.scalar(GIVEN_AT, {"application": application})
            return bool(outcome_at and given_at and given_at >= outcome_at)

        return self._storage.read(read)

    def applications_with_given_outcome(self) -> tuple[str, ...]:
        mine = WITH_GIVEN_OUTCOME.where(APPLICATIONS.c.owner == self._owner)
        return self._storage.read(lambda connection: tuple(connection.scalars(mine)))

    def give_outcome(self, application: str, *, given: bool) -> None:
        now = self._storage.clock()

        def write(connection: Connection) -> None:
            get_row(connection, self._owner, application)
            connection.execute(delete(GIVEN_OUTCOMES).where(GIVEN_OUTCOMES.c.application == application))
            if given:
                connection.execute(insert(GIVEN_OUTCOMES).values(application=application, given_at=now))

        self._storage.write(write)


def given_outcomes(storage: Storage, instrument_version: str | None = None) -> tuple[tuple[Responses, Outcome], ...]:
    """How each given process ended, after the answers from before that.

    Of answers to this version of the questionnaire alone where one is named.

    As the administrator only, who sees everybody.
    """
    chosen = GIVEN_ANSWERS
    if instrument_version:
        chosen = chosen.where(RESPONSES.c.instrument_version == instrument_version)
    outcomes: dict[str, Outcome] = {}
    answers: dict[str, dict[str, str | None]] = {}
    for row in storage.read(lambda connection: connection.execute(chosen).all()):
        outcomes[row.id] = Outcome(row.outcome)
        answers.setdefault(row.id, {})[row.item] = row.option
    return tuple(
        ({item: option for item, option in answers[each].items() if option is not None}, outcome)
        for each, outcome in outcomes.items()
    )
