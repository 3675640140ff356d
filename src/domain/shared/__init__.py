"""The few words every context shares: errors, identifiers, pages, time."""
