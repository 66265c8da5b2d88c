"""Colours stand out from their background, with the style and without it."""

import pytest

from assessment.charts import palette
from tests.contrast import contrast

TEXTS = (palette.INK, palette.MUTED, palette.LIFT, palette.DRAG)
MARKS = (palette.LIFT, palette.DRAG, palette.OUTLINE)


@pytest.mark.parametrize("token", TEXTS)
def test_text_stands_out_from_its_ground_4_5_to_1(token):
    light, dark = palette.GROUNDS
    assert contrast(token.light, light) >= 4.5
    assert contrast(token.dark, dark) >= 4.5


@pytest.mark.parametrize("token", [*MARKS, *TEXTS])
def test_marks_stand_out_3_to_1_with_the_style_and_without_it(token):
    light, dark = palette.GROUNDS
    assert contrast(token.light, light) >= 3
    assert contrast(token.dark, dark) >= 3
    assert min(contrast(token.anywhere, ground) for ground in palette.GROUNDS) >= 3


def test_contrast_is_that_of_wcag():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_every_token_has_a_colour_of_its_own():
    assert len({token.anywhere for token in palette.TOKENS}) == len(palette.TOKENS)


@pytest.mark.parametrize("part", ["fill", "stroke"])
@pytest.mark.parametrize("token", palette.TOKENS)
def test_the_style_replaces_every_token_once(token, part):
    rule = f'[{part}="{token.anywhere}"] {{ {part}: light-dark({token.light}, {token.dark}) }}'
    assert palette.STYLE.count(rule) == 1
