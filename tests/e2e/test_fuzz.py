"""Schemathesis against the running stack: whatever is sent, the API answers as its description says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from local.checks import FUZZ_SEEDS, fuzz_checks

if TYPE_CHECKING:
    import pytest

    from tests.support.stack import RunningStack

# Some thousands of requests in two minutes, of one seed; `make api-fuzz` takes all seeds and more of each.
SEEDS = FUZZ_SEEDS[:1]
EXAMPLES = os.environ.get("FUZZ_EXAMPLES", "4")


def test_answers_follow_the_description_whatever_is_sent(stack: RunningStack, subtests: pytest.Subtests) -> None:
    for check in fuzz_checks(stack.api_url, str(stack.described["bulk_api_key"]), EXAMPLES, SEEDS):
        with subtests.test(check.name):
            assert check.run()
