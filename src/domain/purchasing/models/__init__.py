"""Suppliers, purchase orders, the stock they change, and the shop's settings for them."""
