"""Answers of the forecasting API: the JSON bodies that callers get. Requests are in ``schemas.py``."""
