"""The tables' streams as the outbox: what the database recorded of each write, in the same moment."""
