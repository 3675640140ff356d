"""Purchasing over HTTP."""
