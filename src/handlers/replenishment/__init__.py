"""Replenishment over HTTP."""
