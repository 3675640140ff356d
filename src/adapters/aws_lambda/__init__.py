"""Ports implemented by calling other Lambda functions."""
