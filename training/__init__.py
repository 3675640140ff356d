"""Training of a learned forecasting member: made-up shops, the recipe and its seeds; no part of the product."""
