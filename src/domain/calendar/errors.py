"""Errors of the calendar."""

from __future__ import annotations

from domain.shared.errors import ConflictError, InvalidError, NotFoundError, PreconditionFailedError


class EntryNotFoundError(NotFoundError):
    """No entry has this id."""

    code = "calendar-entry-not-found"
    title = "Calendar entry not found"

    def __init__(self, event_id: str) -> None:
        super().__init__(f"No entry of the calendar has the id '{event_id}'.")


class EntryExistsError(ConflictError):
    """Another entry has the same name, days and scope.

    Parameters
    ----------
    event_id
        The other entry's id.
    """

    code = "calendar-entry-exists"
    title = "Calendar entry exists already"

    def __init__(self, event_id: str) -> None:
        super().__init__(
            f"The entry '{event_id}' has the same name, days and scope, and says something else. "
            f"Use PATCH or PUT /calendar/{event_id} to change it."
        )
        self.event_id = event_id


class StaleEntryError(PreconditionFailedError):
    """The entry was changed since the caller read it."""

    code = "calendar-entry-changed"
    title = "Calendar entry changed in the meantime"

    def __init__(self, event_id: str, expected: int) -> None:
        super().__init__(f"'{event_id}' is no longer at version {expected}. Read it again, then repeat the change.")


class InvalidEntryError(InvalidError):
    """An entry breaks a rule of the calendar."""

    code = "invalid-calendar-entry"
    title = "Invalid calendar entry"
