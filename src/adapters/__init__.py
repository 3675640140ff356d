"""Adapters to the outside world: one package a technology, each implementing ports of the domain."""
