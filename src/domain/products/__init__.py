"""The catalogue: what the shop sells, at what price and cost, and how it is restocked."""
