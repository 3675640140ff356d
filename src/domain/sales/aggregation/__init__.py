"""Checked rows into sums a product and day, and into counts for the report."""
