"""Versions of what is kept in tables from release to release, and the steps from older versions to today's.

Each kind of item has a :class:`StoredForm` beside its codec; docs/operations.md lists them. A version is raised by a
change that another release would misread or could not read; a new optional attribute is none.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NoReturn

from domain.shared.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from adapters.dynamodb.typed import Item

#: Attribute with the version of a plain item; an item without it is of version 1.
ATTRIBUTE: Final = "form"
_log = logging.getLogger("stockcast")


class UnknownFormError(UnavailableError):
    """An item is kept in a version that this release does not read, most likely a newer release's."""


@dataclass(frozen=True)
class StoredForm:
    """The form in which one kind of item is kept.

    Parameters
    ----------
    name
        The kind, as docs/operations.md names it.
    version
        The version that is written.
    upgrades
        By the version they start from: steps that return an item in the form of the version after it.
    """

    name: str
    version: int = 1
    upgrades: Mapping[int, Callable[[Item], Item]] = field(default_factory=dict)

    def stamp(self) -> Item:
        """Return the attribute that tells the version, to be kept with a plain item."""
        return {} if self.version == 1 else {ATTRIBUTE: self.version}

    def read(self, item: Item) -> Item:
        """Return a plain item in today's form.

        Raises
        ------
        UnknownFormError
            When no steps lead from its version to today's.
        """
        return self.upgraded(item, int(item.get(ATTRIBUTE, 1)))

    def upgraded(self, item: Item, version: int) -> Item:
        """Return an item of a version in today's form; raises as :meth:`read` does."""
        steps = range(version, self.version)
        if version > self.version or any(step not in self.upgrades for step in steps):
            self.refuse(item, f"version {version}")
        for step in steps:
            item = self.upgrades[step](item)
        return item

    def refuse(self, item: Item, found: str) -> NoReturn:
        """Log that an item cannot be read, and raise :class:`UnknownFormError`."""
        reason = f"A stored {self.name} has {found} of its form; this release reads up to version {self.version}."
        _log.warning("kept by another version", extra={"key": [item.get("PK"), item.get("SK")], "reason": reason})
        raise UnknownFormError(f"{reason} Nothing is lost: deploy the newer release again.")
