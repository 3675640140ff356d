"""Ports of one context answered by another context's service in the same process; no technology in between."""
