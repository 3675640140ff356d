"""What to do about one product's stock: the numbers, the reason in words, and what is kept of them."""
