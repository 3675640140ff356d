"""A year of a simulated shop, ordered for day by day: through the API, by a min/max, and with perfect knowledge."""
