"""Notices: what is allowed, and worth a second look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    """Something to know about an order that was done all the same.

    Parameters
    ----------
    code
        Machine-readable, snake_case and stable.
    detail
        One sentence for a person.
    """

    code: str
    detail: str
