"""Suppliers, purchase orders and deliveries in DynamoDB."""
