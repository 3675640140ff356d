"""The forecasting engine: small numpy-only modules, one method each; ``engine.py`` is the way in."""
