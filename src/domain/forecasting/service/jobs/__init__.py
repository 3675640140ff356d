"""Forecast jobs: start and status, planning into batches, work on a batch, and the end."""
