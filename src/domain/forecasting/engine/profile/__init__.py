"""Shop profile: shared properties of the products, learned once and stored."""
