"""What to order, when and why, and how the shop is doing."""
