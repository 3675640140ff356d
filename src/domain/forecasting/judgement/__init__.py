"""What people and a language model add to the numbers: applied, bounded, verified, explained and scored here."""
