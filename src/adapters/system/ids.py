"""Identifiers from time and randomness."""

from __future__ import annotations

import secrets
import time


class TimeOrderedIds:
    """Implements :class:`domain.shared.ports.IdSource` with the layout of UUID version 7 (RFC 9562), without dashes."""

    def new_id(self) -> str:
        """Return 32 hexadecimal digits: 48 bits of Unix milliseconds, then version, variant and 74 random bits."""
        milliseconds = time.time_ns() // 1_000_000
        random = secrets.randbits(74)
        value = (milliseconds << 80) | (0x7 << 76) | ((random >> 62) << 64) | (0b10 << 62) | (random & ((1 << 62) - 1))
        return f"{value:032x}"
