"""Time and identifiers from the machine the code runs on."""
