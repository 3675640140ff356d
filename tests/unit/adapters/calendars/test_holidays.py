"""Public holidays by country, and what happens with countries nobody knows."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from adapters.calendars.holidays import PublicHolidays
from testing.template import load_template

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def test_holidays_have_english_names_and_keep_to_the_days_asked_for():
    german = PublicHolidays("de")
    assert german.between(*YEAR)[date(2026, 10, 3)] == "German Unity Day"
    assert set(german.between(date(2026, 12, 24), date(2027, 1, 1))) == {
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2027, 1, 1),
    }


def test_a_subdivision_adds_its_own():
    assert date(2026, 1, 6) in PublicHolidays("DE-BY").between(*YEAR)
    assert date(2026, 1, 6) not in PublicHolidays("DE").between(*YEAR)


@pytest.mark.parametrize(
    ("country", "told"),
    [
        ("XX", "The holidays of 'XX' are not known, so no public holidays are in this forecast. It is not a country"),
        ("DE-XX", "Its regions are BB, BE, BW, BY, "),
        ("", "It is not a country that is known (ISO 3166)."),
        ("nonsense", "Correct the stack's parameter Country or CategoryCountries."),
    ],
)
def test_an_unknown_country_has_none_and_is_told(country, told):
    calendar = PublicHolidays(country)
    assert calendar.between(*YEAR) == {}
    assert told in calendar.problem(calendar.region("Tea"))
    assert calendar.problems() == (calendar.problem(country.upper()),)


def test_a_category_has_the_holidays_of_its_own_country():
    calendar = PublicHolidays("US", '{"Tea": "gb-sct", "Bier": "DE-BY"}')
    assert [calendar.region(category) for category in ("Tea", "Bier", "Coffee", None)] == [
        "GB-SCT",
        "DE-BY",
        "US",
        "US",
    ]
    assert date(2026, 11, 30) in calendar.between(*YEAR, calendar.region("Tea"))  # Saint Andrew's Day
    assert date(2026, 11, 26) in calendar.between(*YEAR, calendar.region("Coffee"))  # Thanksgiving
    assert date(2026, 11, 26) not in calendar.between(*YEAR, "DE-BY")
    assert calendar.between(*YEAR) == calendar.between(*YEAR, "US")
    assert calendar.problems() == ()


@pytest.mark.parametrize("text", ["", "{}"])
def test_no_category_need_have_a_country(text):
    assert PublicHolidays("US", text).region("Tea") == "US"


def test_every_country_that_is_named_is_looked_at():
    found = PublicHolidays("US", '{"Tea": "XX", "Bier": "DE-ZZ", "Wein": "XX"}').problems()
    assert [told.split(" are ")[0] for told in found] == ["The holidays of 'XX'", "The holidays of 'DE-ZZ'"]


@pytest.mark.parametrize("text", ["Tea=GB", "[]", '{"Tea": 1}', '{"Tea": '])
def test_countries_that_cannot_be_read_are_told_and_not_followed(text):
    calendar = PublicHolidays("US", text)
    assert calendar.region("Tea") == "US"
    (told,) = calendar.problems()
    assert told.startswith("The stack's parameter CategoryCountries is not a JSON object")
    assert calendar.between(*YEAR)


def test_the_stacks_parameter_takes_a_country_with_or_without_a_region():
    parameter = load_template(Path(__file__).parents[4] / "template.yaml")["Parameters"]["Country"]
    allowed = re.compile(parameter["AllowedPattern"])
    for country in ("US", "DE-BY", "GB-ENG", "FR-971"):
        assert allowed.fullmatch(country)
        assert PublicHolidays(country).between(*YEAR)
    assert not allowed.fullmatch("de")
    assert not allowed.fullmatch("DE-")
