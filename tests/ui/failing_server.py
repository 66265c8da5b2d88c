"""The app with a fault: where the employer is named FAULT, drawing its name fails with all that is known of it."""

from assessment.ui.components import navigation
from assessment.ui.server import app
from assessment.ui.session import facts, visit

__all__ = ["app"]
FAULT = "Faulty Secretive Employer"
draw = navigation.show_application_name


def fail(place, name):
    if FAULT in name:
        raise ValueError(f"{name}: {facts.process()} of {visit.current().person}") from KeyError(name)
    draw(place, name)


navigation.show_application_name = fail
