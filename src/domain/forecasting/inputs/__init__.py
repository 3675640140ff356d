"""Inputs of the engine: demand histories, holidays and the shop's profile, from what the ports hold."""
