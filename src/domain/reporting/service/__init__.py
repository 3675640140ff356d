"""What can be asked of reporting: recommendations, the forecast summary, replays, and reports as files."""
