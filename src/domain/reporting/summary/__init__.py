"""The forecast summary: totals, movers, accuracy, and products that need attention."""
