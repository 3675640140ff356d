"""How the shop is doing: the forecast summary, and reports as files."""
