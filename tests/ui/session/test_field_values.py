"""Facts as form fields show them, and read back."""

import pytest

from assessment.core.model.process import Person
from assessment.ui.session.field_values import person_line, read_people


def test_people_whose_lines_are_alike_stay_two():
    before = (Person("Roe, Jane"), Person("Roe", "Jane"), Person("", ""))
    assert read_people("Roe, Jane \nRoe, Jane\n\nBob", before) == (*before[:2], Person("Bob"))
    assert read_people("Roe, Jane\nRoe, Jane\nRoe, Jane", before) == before[:2]


@pytest.mark.parametrize(
    "line", ["Ana, Head of data, ana@x.org", "Ana <ana@x.org>, Head of data", "ana@x.org; Ana, Head of data"]
)
def test_an_address_is_found_wherever_it_stands_in_the_line(line):
    assert read_people(line, ()) == (Person("Ana", "Head of data", "ana@x.org"),)


def test_what_is_meant_as_an_address_is_kept_as_typed_to_be_refused_beside_its_field():
    assert read_people("Ana, ana@\nBo @x.org\nCleo, R & D @ Acme\ndi@x.org", ()) == (
        Person("Ana", email="ana@"),
        Person("Bo", email="@x.org"),
        Person("Cleo", "R & D @ Acme"),
        Person("di@x.org", email="di@x.org"),
    )


def test_a_line_shows_all_that_is_known_and_is_read_back():
    for person in (Person("Ana"), Person("Ana", email="a@x.org"), Person("Ana", "CTO", "a@x.org")):
        assert read_people(person_line(person), ()) == (person,)
