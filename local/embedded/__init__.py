"""MiniStack, the embedded AWS, with what it lacks; :mod:`local.embedded.__main__` says what and why, and starts it."""
