"""Text cells that a spreadsheet would take for a formula, made harmless, and back.

A cell that starts with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return is run by spreadsheet programs when the
file is opened (OWASP, CSV Injection). An apostrophe in front turns it into text. So that nothing is lost on the way
back, a text that already looks like a neutralised one gets a further apostrophe: ``restored(neutralised(x)) == x`` for
every text.
"""

from __future__ import annotations

import re

_TAKEN_FOR_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r]")


def neutralised(text: str) -> str:
    """Return the text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _TAKEN_FOR_A_FORMULA.match(text) else text


def restored(cell: str) -> str:
    """Return the text that was neutralised; any other text comes back as it is."""
    return cell[1:] if _NEUTRALISED.match(cell) else cell
