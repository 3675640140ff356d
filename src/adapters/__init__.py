"""How Stockcast talks to the world: one package a technology, each implementing ports of the domain."""
