"""Replenishment: stock levels, positions, order recommendations, and policy replays over past sales."""
