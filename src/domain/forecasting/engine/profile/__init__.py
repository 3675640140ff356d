"""What the shop's products have in common, learned once and stored."""
