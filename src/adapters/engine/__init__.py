"""The forecasting engine behind the ports of contexts that must not know it."""
