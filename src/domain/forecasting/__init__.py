"""Demand forecasts with calibrated intervals, their explanation and their accuracy."""
