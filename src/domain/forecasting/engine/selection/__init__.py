"""Rolling-origin errors of the candidates, and their combination weights."""
