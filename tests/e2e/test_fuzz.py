"""Schemathesis against the running stack: whatever is sent, the API answers as its description says."""

from __future__ import annotations

import os

import pytest

from local.checks import fuzz_checks
from tests.support.stack import RunningStack


@pytest.mark.skipif(not os.environ.get("STOCKCAST_FUZZ"), reason="takes minutes: STOCKCAST_FUZZ=1, or make api-fuzz")
def test_answers_follow_the_description_whatever_is_sent(stack: RunningStack, subtests: pytest.Subtests) -> None:
    for check in fuzz_checks(stack.api_url, str(stack.described["bulk_api_key"])):
        with subtests.test(check.name):
            assert check.run()
