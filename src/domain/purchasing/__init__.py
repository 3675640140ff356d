"""Purchasing: suppliers, purchase orders, receipts and the lead times learned from them."""
