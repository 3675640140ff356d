"""Use cases of purchasing."""
