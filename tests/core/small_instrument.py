"""A small instrument, built by hand: two evidence items, one of them with readiness credit, and a fit item."""

from dataclasses import fields

from assessment.core.model import (
    Credit,
    Domain,
    Evidence,
    Frequencies,
    Grade,
    Group,
    Instrument,
    Item,
    Option,
    OutlookSettings,
    Pool,
    Roles,
    SilenceSettings,
    Stage,
)

AFTERWARDS = frozenset({Stage.WAITING, Stage.DECIDED})


ROLES = Roles(**{field.name: field.name for field in fields(Roles)})
"""Each role names an item of its own name; most of these items are not in the instrument."""


def _item(name: str, domain: str, *options: str, stages: frozenset[Stage] = frozenset(Stage)) -> Item:
    return Item(name, domain, f"{name}?", name, tuple(Option(option, option) for option in options), stages)


def _evidence(item: str, worth: float, **options: tuple[float, float]) -> Evidence:
    rows = {name: Frequencies(offered, passed_over, worth) for name, (offered, passed_over) in options.items()}
    return Evidence(item, "warmth", "C", rows, ())


def small_instrument(version: str = "2026.11+small") -> Instrument:
    items = (
        _item("stage", "process", "invited", "waiting", "decided"),
        _item("finalists", "process", "two", "three"),
        _item("rapport", "signs", "warm", "neutral", "cool", stages=AFTERWARDS),
        _item("practice", "preparation", "with_a_person", "alone", "none"),
        _item("manager", "fit", "strong", "mixed", "weak"),
    )
    return Instrument(
        version=version,
        domains=tuple(Domain(name, name, "") for name in ("process", "signs", "preparation", "fit")),
        items={item.id: item for item in items},
        roles=ROLES,
        outlook=OutlookSettings(0.10, 0.17, 0.40, 1.0, 0.02, 0.90, SilenceSettings(14, 7, 0.35, 0.15, 0.35, 0.35)),
        pools={"two": Pool(2, 2), "three": Pool(3, 3), "unknown": Pool(3, 6)},
        grades={"C": Grade("C", "structural logic", 100)},
        groups={"warmth": Group("warmth", "Warmth", 0.35, "soft")},
        evidence={
            "rapport": _evidence("rapport", 200, warm=(58, 50), neutral=(32, 35), cool=(10, 15)),
            "practice": _evidence("practice", 200, with_a_person=(36, 30), alone=(34, 34), none=(30, 36)),
        },
        readiness={"practice": Credit("practice", 5, {"with_a_person": 1.0, "alone": 0.5, "none": 0.0}, ())},
        fit={"manager": Credit("manager", 4, {"strong": 1.0, "mixed": 0.5, "weak": 0.0}, ())},
        step_words={},
        tips=(),
        stage_steps={},
        blanks={},
        letters={},
        sources={},
        bases={},
    )
