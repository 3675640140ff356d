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


@pytest.mark.parametrize("country", ["XX", "DE-XX", "", "nonsense"])
def test_an_unknown_country_has_none(country):
    assert PublicHolidays(country).between(*YEAR) == {}


def test_the_stacks_parameter_takes_a_country_with_or_without_a_region():
    parameter = load_template(Path(__file__).parents[4] / "template.yaml")["Parameters"]["Country"]
    allowed = re.compile(parameter["AllowedPattern"])
    for country in ("US", "DE-BY", "GB-ENG", "FR-971"):
        assert allowed.fullmatch(country)
        assert PublicHolidays(country).between(*YEAR)
    assert not allowed.fullmatch("de")
    assert not allowed.fullmatch("DE-")
