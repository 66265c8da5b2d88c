"""The templates of all pictures, built by a process that ends: Altair takes half a second and 28 MiB to load."""

from assessment import charts
from assessment.catalog import available_languages, language_for
from assessment.ui.components.failure import LOG


def built_in_all_languages() -> charts.Templates:
    """The templates in every language there is."""
    return charts.built_templates(language_for(code) for code in available_languages())


def build_elsewhere() -> None:
    """Have the templates built and take them; where no process can be started, each is built when first shown."""
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import get_context

    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
            charts.take_templates(elsewhere.submit(built_in_all_languages).result())
    except (OSError, BrokenExecutor) as error:
        LOG.warning("pictures are built when they are first shown: %s", error)
