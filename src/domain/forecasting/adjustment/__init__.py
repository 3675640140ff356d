"""Changes of a finished forecast's days: a new daily mean of the same shape, and people's overrides."""
