"""REST function of the calendar."""
