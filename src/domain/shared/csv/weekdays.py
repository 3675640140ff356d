"""Names of weekdays in front of days: ``Mo, 05.01.2026``, ``Mon Jan 05 2026``, ``lun. 5 janvier 2026``."""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = frozenset(
    """
    monday mon mo tuesday tue tues tu wednesday wed weds we thursday thu thur thurs th friday fri fr saturday sat sa
    sunday sun su montag dienstag di mittwoch mi donnerstag do freitag samstag sonnabend sonntag so lundi lun mardi mar
    mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim lunes martes miércoles miercoles mié mie jueves jue
    viernes vie sábado sabado sáb sab domingo dom lunedì lunedi martedì martedi mercoledì mercoledi giovedì giovedi gio
    venerdì venerdi sabato domenica maandag ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo segunda
    segunda-feira seg terça terça-feira ter quarta quarta-feira qua quinta quinta-feira qui sexta sexta-feira sex
    poniedziałek pon wtorek wt środa śr czwartek czw piątek pt sobota niedziela niedz nd
    """.split()  # noqa: SIM905  # a table
)
#: A name, and what surely is a whole day behind it: the name of a month may be a weekday's, too (``mar``).
_BEFORE = re.compile(
    r"(?P<name>[^\W\d_]+(?:-feira)?)\.?,? +"
    r"(?P<day>(?:\d{1,4}([-/.]) ?\d{1,2}\3|\d{1,2}\.?(?: de)? [^\W\d]|[^\W\d]{3,}\.? \d).*)"
)


def without_weekday(text: str) -> str:
    """Return a day without the name of its weekday."""
    match = _BEFORE.fullmatch(text)
    return match["day"] if match and match["name"].lower() in _NAMES else text
