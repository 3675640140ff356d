"""Errors of policy replays and snoozes."""

from __future__ import annotations

from domain.shared.errors import InvalidError


class NothingToReplayError(InvalidError):
    """None of the products has sold long enough for a policy to be walked through its history."""

    code = "nothing-to-replay"
    title = "Too little history"


class InvalidReplayError(InvalidError):
    """The replay cannot be asked for like this."""

    code = "invalid-report-request"
    title = "Invalid report request"


class InvalidSnoozeError(InvalidError):
    """A snooze breaks a rule."""

    code = "invalid-snooze"
    title = "Invalid snooze"
