"""Stored changes told to other systems: stock, sales, forecasts and purchase orders as events on a bus."""
