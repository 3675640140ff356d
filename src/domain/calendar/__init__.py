"""The calendar: what the shop knows of its days."""
