"""Cells that a spreadsheet would run as formulas: made harmless on the way out, restored on the way in.

A text cell that starts with ``=``, ``+``, ``-``, ``@``, their full-width forms, a tab or a line end (OWASP, CSV
Injection) gets an apostrophe in front, as spreadsheets do it themselves; plain numbers stay numbers. Reading a file
takes the apostrophe away again. A text that already looks neutralised gets a further one, so that every text comes back
as it was.
"""

from __future__ import annotations

import re

_RISKY = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")
_PLAIN_NUMBER = re.compile(r"[-+]?(?:\d[\d.,]*|[.,]\d+)%?", re.ASCII)
_NEUTRALISED = re.compile("'+" + _RISKY.pattern)
_TEXT_FORMULA = re.compile(r'="([^"]*)"')


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet might run the cell."""
    return bool(_RISKY.match(text)) and not _PLAIN_NUMBER.fullmatch(text)


def neutralised(text: str, *, numbers: bool = False) -> str:
    """Return the cell in a form that no spreadsheet runs; with ``numbers``, nor takes a text such as ``+1`` for one."""
    risky = is_formula(text) or (numbers and _RISKY.match(text)) or _NEUTRALISED.match(text)
    return "'" + text if risky else text


def restored(text: str) -> str:
    """Return a cell as it was before :func:`neutralised`; also the text in ``="0012"``, Excel's way to keep zeros."""
    if _NEUTRALISED.match(text):
        return text[1:]
    match = _TEXT_FORMULA.fullmatch(text)
    return match[1] if match else text
