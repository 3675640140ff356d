"""A file of sales into checked rows."""
