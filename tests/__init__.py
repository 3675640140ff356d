"""Tests of Stockcast."""
