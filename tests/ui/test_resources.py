"""What all visits share stays as it was loaded."""

import shutil

import pytest

from assessment import catalog
from assessment.core.errors import AssessmentError
from assessment.ui import resources, serving
from tests.support import ROOT, in_language


@pytest.fixture
def data(monkeypatch, tmp_path):
    """A copy of the data files in place of the shipped ones, not loaded yet."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    monkeypatch.setattr(catalog, "data_folder", lambda: folder)
    resources._instrument.cache_clear()
    yield folder
    resources._instrument.cache_clear()


def test_a_data_file_that_is_broken_under_the_running_app_leaves_in_use_what_was_loaded(data):
    loaded = resources.instrument()
    (data / "questionnaire.toml").write_text("version = ")
    with pytest.raises(AssessmentError, match=r"questionnaire\.toml"):
        catalog.load_instrument()
    assert resources.instrument() is loaded


def test_a_language_chosen_after_a_data_file_broke_has_the_questions_in_use(data):
    loaded = resources.instrument()
    serving.load_languages()
    (data / "questionnaire.toml").write_text("version = ")
    with in_language("es"):
        chosen = resources.instrument()
    assert chosen.version == loaded.version
    assert chosen.items["finalists"].stem != loaded.items["finalists"].stem
