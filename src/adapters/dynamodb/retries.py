"""Trying again, a random while later: the one place of DynamoDB's jitter.

Waits are drawn from 0 to a limit that doubles with every try ("full jitter"; Brooker, Exponential Backoff And Jitter,
AWS Architecture Blog, 2015), from the system's randomness: processes restored from one snapshot would share the state
of a generator, and so wait for the same times.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TRIES: Final = 9
BASE_DELAY_SECONDS = 0.05
MAX_DELAY_SECONDS = 2.0
_RANDOM: Final = random.SystemRandom()


def tries(limit: int = TRIES, sleep: Callable[[float], None] = time.sleep) -> Iterator[int]:
    """Yield the number of each try, from 0 on, with a wait before every one but the first."""
    for number in range(limit):
        if number:
            sleep(_RANDOM.uniform(0, min(MAX_DELAY_SECONDS, BASE_DELAY_SECONDS * 2 ** (number - 1))))
        yield number
