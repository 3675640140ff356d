"""Advice of a language model on a forecast: briefing, proposals, verification, application."""
