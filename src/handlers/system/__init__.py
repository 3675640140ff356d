"""System routes: health, contract, documentation page. The only ones without a key."""
