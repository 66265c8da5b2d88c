"""Tables with the questions and answers of an earlier version are still read."""

import tomllib

import pandas as pd

from assessment.catalog import data_folder, earlier_wordings, shipped_texts
from tests.cohort.reader.reading import read
from tests.support import INSTRUMENT


def test_every_earlier_text_has_its_place_and_another_text_now():
    texts = shipped_texts()
    for file in (data_folder() / "earlier_wording").glob("*.toml"):
        by_language = tomllib.loads(file.read_text(encoding="utf-8"))
        assert all(words.keys() <= texts.keys() for words in by_language.values())
        assert not by_language.get("en", {}).items() & texts.items()


def test_a_table_in_earlier_words_is_read():
    for earlier in earlier_wordings():
        options = {item.id: [option.label for option in item.options] for item in earlier.items.values()}
        people = {earlier.items[item].stem: pd.Series(labels, dtype="str") for item, labels in options.items()}
        responses = read(pd.DataFrame(people).to_csv(index=False), translations=earlier_wordings())
        for item, labels in options.items():
            assert responses.frame[item].tolist()[: len(labels)] == list(INSTRUMENT.items[item].options_by_id)
