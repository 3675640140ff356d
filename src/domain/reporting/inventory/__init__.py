"""Replenishment arithmetic: from a forecast's cumulative distribution to levels, positions, orders and replays.

Plain functions on numbers and arrays; nothing here knows where they come from.
"""
