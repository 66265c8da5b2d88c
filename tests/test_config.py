"""The settings that ship with the app: private, safe, and readable in light and dark."""

import tomllib
from pathlib import Path

import pytest
from streamlit import config

from tests.contrast import channels, contrast

SETTINGS = tomllib.loads((Path(__file__).parents[1] / ".streamlit" / "config.toml").read_text("utf-8"))
TEXT, MARK = 4.5, 3.0
"""The least contrast of text (WCAG 1.4.3) and of what marks a control (WCAG 1.4.11)."""
CAPTION_OPACITY = 0.6
"""How much of the text colour Streamlit gives a caption."""


def by_dotted_name(settings, prefix=""):
    """Dotted name -> value, for every setting."""
    settings_by_name = {}
    for name, value in settings.items():
        settings_by_name |= (
            by_dotted_name(value, f"{prefix}{name}.") if isinstance(value, dict) else {f"{prefix}{name}": value}
        )
    return settings_by_name


def blended(colour, ground, opacity):
    """The colour that is seen where a colour of this opacity lies on a ground."""
    return tuple(opacity * top + (1 - opacity) * below for top, below in zip(colour, ground, strict=True))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("server.address", "127.0.0.1"),
        ("server.allowedHosts", ["localhost", "127.0.0.1"]),
        ("server.showEmailPrompt", False),
        ("server.maxUploadSize", 50),
        ("server.fileWatcherType", "none"),
        ("browser.gatherUsageStats", False),
        ("client.toolbarMode", "minimal"),
        ("client.showErrorDetails", "none"),
        ("runner.postScriptGC", False),
        ("global.minCachedMessageSize", 1e9),
        ("runner.magicEnabled", False),
    ],
)
def test_the_app_is_private_by_default(name, value):
    assert by_dotted_name(SETTINGS)[name] == value


def test_the_browser_opens_when_the_app_starts():
    assert "headless" not in SETTINGS["server"]


def test_protections_stay_on():
    assert not {"server.enableCORS", "server.enableXsrfProtection", "server.enableAgentApi"} & set(
        by_dotted_name(SETTINGS)
    )
    assert "server.trustedUserHeaders" not in by_dotted_name(SETTINGS)


def test_streamlit_knows_every_setting():
    assert set(by_dotted_name(SETTINGS)) <= set(config.get_config_options())


def test_contrast_is_computed_as_in_the_reference():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast(channels("#767676"), channels("#ffffff")) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_theme_has_enough_contrast(theme):
    colours = {name: channels(value) for name, value in SETTINGS["theme"][theme].items() if name.endswith("Color")}
    page = colours["backgroundColor"]
    for ground in (page, colours["secondaryBackgroundColor"]):
        assert contrast(colours["textColor"], ground) >= TEXT
        assert contrast(blended(colours["textColor"], ground, CAPTION_OPACITY), ground) >= TEXT
        assert contrast(colours["borderColor"], ground) >= MARK
    assert contrast(colours["primaryColor"], page) >= TEXT
    assert SETTINGS["theme"][theme]["showWidgetBorder"]


def test_controls_are_large_enough_to_hit():
    assert SETTINGS["theme"]["baseFontSize"] >= 18, "with 17 pixels the rows of a radio are below the 24 of WCAG 2.5.8"
