"""The forecasting engine: small numpy-only modules, one method each; ``engine.forecast_batch`` is the way in."""
