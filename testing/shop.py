"""Sales to upload: made by rule, so that a test can say what must come out."""

from __future__ import annotations

import math
from datetime import date, timedelta

TODAY = date(2026, 11, 1)


def daily_sales(product_id: str, days: int = 400, level: float = 20.0, last: date = TODAY) -> str:
    """Return a CSV of daily sales with a weekday profile, a mild yearly season and some noise."""
    rows = ["date,product_id,quantity_sold,price"]
    for ago in range(days - 1, -1, -1):
        day = last - timedelta(days=ago)
        weekday = (0.8, 0.8, 0.9, 1.0, 1.2, 1.5, 0.8)[day.weekday()]
        year = 1 + 0.2 * math.cos(2 * math.pi * day.timetuple().tm_yday / 365)
        noise = 0.8 + 0.4 * ((day.toordinal() * 7919 % 101) / 100)
        rows.append(f"{day.isoformat()},{product_id},{round(level * weekday * year * noise)},4.50")
    return "\n".join(rows) + "\n"
