"""Callback without one of the mechanisms that exist for speed only, as an ASGI object; CALLBACK_WITHOUT names it."""

import gc
import inspect
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

VARIABLE: Final = "CALLBACK_WITHOUT"
LOCK: Final = "a lock for savers"


def run_whole_pages() -> None:
    """No part of a page runs alone."""

    def not_a_fragment(function: Any = None, **_: Any) -> Any:
        return not_a_fragment if function is None else function

    vars(st)["fragment"] = not_a_fragment


def look_up_the_visit_each_time() -> None:
    """The visit is looked up in Streamlit's session whenever it is asked for."""
    from assessment.ui.session import visit

    class Forgetful:
        run = property(lambda self: None, lambda self, run: None)

    vars(visit)["_THIS_RUN"] = Forgetful()


def make_pages_each_time() -> None:
    """The pages are made in every run."""
    from assessment.ui.components import navigation

    vars(navigation)["_pages_in"] = navigation._pages_in.__wrapped__


def build_charts_each_time() -> None:
    """Every chart is built by Altair, without its checks as well."""
    from altair.utils.schemapi import debug_mode

    from assessment.charts.templates import TEMPLATES

    for template in TEMPLATES:
        vars(sys.modules[template.__module__])[template.__name__] = debug_mode(False)(inspect.unwrap(template))


def give_rows_to_streamlit() -> None:
    """The rows of a chart stand where Streamlit takes them for a table."""
    draw = st.vega_lite_chart

    def draw_with_table(*, spec: Mapping[str, Any], **settings: Any) -> DeltaGenerator:
        layers = spec["layer"]
        if len(layers) == 1 and "data" in layers[0]:
            spec = {**spec, "data": layers[0]["data"], "layer": layers[0]["layer"]}
        return draw(spec=dict(spec), **settings)

    vars(st)["vega_lite_chart"] = draw_with_table


def draw_closed_folds() -> None:
    """What stands in a closed fold is drawn."""
    ExpanderContainer.open = property(lambda self: True, lambda self, is_open: None)


def let_the_collector_be() -> None:
    """Python's collector looks at all objects as often as it likes."""
    for name in ("freeze", "set_threshold"):
        vars(gc)[name] = lambda *_: None


def collect_after_each_run() -> None:
    """Streamlit collects garbage after every run, as it does by default."""
    os.environ["STREAMLIT_RUNNER_POST_SCRIPT_GC"] = "true"


def let_savers_wait_in_sqlite() -> None:
    """Savers of one process wait in SQLite."""
    from assessment.storage.database import Storage

    Storage._turn = lambda *_: nullcontext()  # type: ignore[method-assign]


MECHANISMS: Final[Mapping[str, Callable[[], None]]] = {
    "parts that run alone": run_whole_pages,
    "the visit kept for a run": look_up_the_visit_each_time,
    "pages made once a language": make_pages_each_time,
    "templates of charts": build_charts_each_time,
    "rows in a layer": give_rows_to_streamlit,
    "closed folds left out": draw_closed_folds,
    "the collector's thresholds": let_the_collector_be,
    "no collection after a run": collect_after_each_run,
    LOCK: let_savers_wait_in_sqlite,
}
"""What exists for speed only -> a function that takes it away, to be called before the app is imported."""

MECHANISMS.get(os.environ.get(VARIABLE, ""), lambda: None)()

from assessment.ui.server import app  # noqa: E402

__all__ = ["app"]
