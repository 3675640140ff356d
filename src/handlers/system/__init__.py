"""What the API says about itself: health, contract, documentation page. The only routes without a key."""
