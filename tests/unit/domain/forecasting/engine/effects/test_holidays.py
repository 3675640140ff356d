"""Days around holidays."""

from __future__ import annotations

from datetime import date

from domain.forecasting.engine.effects.holidays import holiday_days
from domain.forecasting.models.known_days import Calendar


def test_the_holiday_itself_wins_over_another_ones_eve() -> None:
    calendar = Calendar({date(2025, 12, 25): "Christmas", date(2025, 12, 26): "Boxing Day"})

    found = holiday_days(calendar.holidays, date(2025, 12, 1), date(2025, 12, 31))

    assert found["Christmas|0"] == [date(2025, 12, 25).toordinal()]
    assert found["Boxing Day|0"] == [date(2025, 12, 26).toordinal()]
