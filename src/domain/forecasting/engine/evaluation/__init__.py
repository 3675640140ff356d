"""Error and coverage metrics, and the rolling-origin backtest."""
