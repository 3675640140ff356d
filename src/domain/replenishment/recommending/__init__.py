"""Order recommendation of one product: the numbers, the reason in words, and the memory between pages."""
