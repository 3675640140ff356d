"""The environment, read when it is asked for and never at import, so that importing a handler needs no variables."""

from __future__ import annotations

import os

VERSION = "0.1.0"


class MissingSettingError(RuntimeError):
    """The template did not give the function a variable it needs."""


def required(name: str) -> str:
    """Return the variable ``name``; raises :class:`MissingSettingError` when it is absent or empty."""
    value = os.environ.get(name, "")
    if not value:
        raise MissingSettingError(f"the environment variable {name} is not set")
    return value


def optional(name: str, default: str = "") -> str:
    """Return the variable ``name``, or ``default`` when it is absent or empty."""
    return os.environ.get(name, "") or default
