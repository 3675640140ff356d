"""Forecasting methods: point forecasts of all series at one origin, a module a method.

The methods, imported here to register themselves:
"""

from domain.forecasting.engine.candidates import aggregated, drifts, fitted, levels, same_phase, trends  # noqa: F401
