"""Facts as form fields show them, and read back."""

from assessment.core.model.process import Person
from assessment.ui.session.field_values import read_people


def test_people_whose_lines_are_alike_stay_two():
    before = (Person("Roe, Jane"), Person("Roe", "Jane"), Person("", ""))
    assert read_people("Roe, Jane \nRoe, Jane\n\nBob", before) == (*before[:2], Person("Bob"))
    assert read_people("Roe, Jane\nRoe, Jane\nRoe, Jane", before) == before[:2]
