"""What to order, when and why: levels, positions, recommendations, and replays of the policy over past sales."""
