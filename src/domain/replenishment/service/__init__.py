"""Use cases of replenishment: recommendations, and policy replays."""
