"""Known factors on days: the year, holidays, events, price."""
