"""What can be asked of replenishment: recommendations, and policy replays."""
