"""The whole shop's calendar: every category with the holidays of its own country."""

from __future__ import annotations

from datetime import date

import numpy as np

from adapters.calendars.holidays import PublicHolidays
from domain.forecasting.inputs.holidays import shop_calendar
from domain.forecasting.models.demand import DemandHistory


def test_each_category_has_the_holidays_of_its_own_country() -> None:
    holidays = PublicHolidays("US", '{"Bier": "DE-BY", "Ale": "GB-SCT", "Unsold": "FR"}')
    histories = [
        DemandHistory(f"P-{category}", category, date(2025, 1, 1), np.ones(500)) for category in ("Tea", "Bier", "Ale")
    ]

    made = shop_calendar(holidays, histories, ())

    assert set(made.elsewhere) == {"Bier", "Ale"}
    assert made.holidays_of("Tea")[date(2025, 7, 4)] == "Independence Day"
    assert made.holidays_of(None) == made.holidays
    assert made.holidays_of("Bier")[date(2025, 6, 19)] == "Corpus Christi"
    assert date(2025, 7, 4) not in made.holidays_of("Bier")
    assert made.holidays_of("Ale")[date(2025, 12, 1)].startswith("Saint Andrew")
    assert all("Black Friday" in made.holidays_of(category).values() for category in ("Tea", "Bier", "Ale"))
