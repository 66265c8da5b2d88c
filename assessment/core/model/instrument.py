"""The instrument: the content of the data files in one value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from assessment.core.model.advice import Basis, Letter, Source, StageStep, Tip
from assessment.core.model.figures import UNKNOWN_POOL, Credit, Evidence, Grade, Group, OutlookSettings, Pool
from assessment.core.model.questionnaire import Domain, Item, Responses, Roles
from assessment.core.text.i18n import tr


@dataclass(frozen=True)
class Instrument:
    """The checked content of the data files; mappings by item are in the order of the questionnaire.

    `step_words` and `blanks` say what stands in a step and in a letter for a fact that nobody gave.
    """

    version: str
    domains: tuple[Domain, ...]
    items: Mapping[str, Item]
    roles: Roles
    outlook: OutlookSettings
    pools: Mapping[str, Pool]
    grades: Mapping[str, Grade]
    groups: Mapping[str, Group]
    evidence: Mapping[str, Evidence]
    readiness: Mapping[str, Credit]
    fit: Mapping[str, Credit]
    step_words: Mapping[str, str]
    tips: tuple[Tip, ...]
    stage_steps: Mapping[str, StageStep]
    blanks: Mapping[str, str]
    letters: Mapping[str, Letter]
    sources: Mapping[str, Source]
    bases: Mapping[str, Basis]

    @cached_property
    def readiness_by_domain(self) -> Mapping[str, Mapping[str, Credit]]:
        """Domain id -> item id -> credit, for the domains with items that earn readiness."""
        by_domain: dict[str, dict[str, Credit]] = {}
        for item, credit in self.readiness.items():
            by_domain.setdefault(self.items[item].domain, {})[item] = credit
        return {domain.id: by_domain[domain.id] for domain in self.domains if domain.id in by_domain}

    @cached_property
    def unanswered_pools(self) -> tuple[Pool, ...]:
        """The pools for an unanswered number of finalists; the first whose conditions all hold is the one that counts.

        Those with most conditions come first, and the one without any last.
        """
        pools = (pool for name, pool in self.pools.items() if pool.when or name == UNKNOWN_POOL)
        return tuple(sorted(pools, key=lambda pool: -len(pool.when)))

    @cached_property
    def round_items(self) -> tuple[Item, ...]:
        """The items that only describe the role and the round: none has figures, and none is for the employer."""
        roles = {self.roles.stage, self.roles.finalists}
        counted = self.evidence.keys() | self.readiness.keys() | self.fit.keys() | roles
        return tuple(item for item in self.items.values() if not item.askable and item.id not in counted)

    def source_titles(self, sources: Iterable[str]) -> str:
        """The titles of the sources in one line; without a source, the words for our own judgement."""
        titles = [self.sources[source].title for source in sources if source in self.sources]
        return "; ".join(titles) or tr("our own judgement")

    def response_problems(self, responses: Responses) -> list[str]:
        """One sentence for each response that names an unknown item or option."""
        problems = []
        for item_id, option_id in responses.items():
            item = self.items.get(item_id)
            if item is None:
                problems.append(f"responses: '{item_id}' is not an item of the questionnaire.")
            elif option_id not in item.options_by_id:
                offered = ", ".join(item.options_by_id)
                problems.append(f"responses: {item_id}: '{option_id}' is not offered; choose one of {offered}.")
        return problems
