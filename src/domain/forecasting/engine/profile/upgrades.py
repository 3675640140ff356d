"""Upgrades of older stored forms of a shop's profile, a step a version.

Raise ``VERSION`` with every change of the form, add the step that leads to it, and keep a document of the form before
in ``tests/data/profiles``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

VERSION = 12
"""Of the form that is written."""
_OLDEST = 5
_NUMBER = re.compile(r"\d+\.\d+")


def upgraded(document: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the document in today's form; ``None`` when its form is older than any step, or newer than this code."""
    version = document.get("version")
    if not isinstance(version, int) or not _OLDEST <= version <= VERSION:
        return None
    current = dict(document)
    for step in range(version, VERSION):
        current = _STEPS[step](current)
    return current


def _from_5(document: dict[str, Any]) -> dict[str, Any]:
    """Candidates by fields instead of dots (``season.level.0.06``); ``dated`` and ``double`` by their new names."""
    effects = dict(document["effects"])
    dated = effects.pop("dated")
    special_days = {**dated, "weekdays": dated["weekdays"].get("week")}
    grains = [
        {
            **grain,
            "seasons": {_season_of_5(name): prior for name, prior in grain["seasons"].items()},
            "classes": [_class_of_5(each) for each in grain["classes"]],
        }
        for grain in document["grains"]
    ]
    return {**document, "version": 6, "grains": grains, "effects": {**effects, "special_days": special_days}}


def _class_of_5(document: dict[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in document.items() if key != "error"}
    return {**rest, "errors": [[*_candidate_of_5(name), error] for name, error in document["error"].items()]}


def _season_of_5(name: str) -> str:
    return "fortnight" if name == "double" else name


def _candidate_of_5(name: str) -> tuple[str, str | None, list[float]]:
    """Family, season and constants of ``season.family.constants``, or of ``cycle.constant``."""
    season, *rest = name.split(".")
    params = [float(each) for each in _NUMBER.findall(name)]
    if season == "cycle":
        return "same_phase", "cycle", params
    return rest[0], None if season == "flat" else _season_of_5(season), params


def _from_6(document: dict[str, Any]) -> dict[str, Any]:
    """Step from form 6, which did not hold how much products differ: all follow the shop's year and special days."""
    effects = document["effects"]
    year = None if effects["year"] is None else {**effects["year"], "share": [1.0, 0.0]}
    special_days = {**effects["special_days"], "spreads": {}}
    return {**document, "version": 7, "effects": {**effects, "year": year, "special_days": special_days}}


def _from_7(document: dict[str, Any]) -> dict[str, Any]:
    """Step from form 7, without own sums, and with one mean and variance of how far products follow the year."""
    effects = document["effects"]
    year = effects["year"]
    if year is not None:
        year = {**year, "share": [*year["share"], 0.0], "elsewhere": [*year["share"], 0.0]}
    grains = [
        {
            **grain,
            "classes": [{**each, "totals": {**each["totals"], "own": [0.0] * 4}} for each in grain["classes"]],
        }
        for grain in document["grains"]
    ]
    return {**document, "version": 8, "grains": grains, "effects": {**effects, "year": year}}


def _from_8(document: dict[str, Any]) -> dict[str, Any]:
    """Step from form 8, which did not hold the sizes of the shop's sales."""
    return {**document, "version": 9, "dispersion": None}


def _from_9(document: dict[str, Any]) -> dict[str, Any]:
    """Step from form 9, without the share of products that do not follow the year at all."""
    effects = document["effects"]
    year = effects["year"]
    if year is not None:
        year = {**year, **{name: [*year[name], 0.0] for name in ("share", "elsewhere")}}
    return {**document, "version": 10, "effects": {**effects, "year": year}}


def _from_10(document: dict[str, Any]) -> dict[str, Any]:
    """Step from form 10, without how many silent products come back and what an event's days have of it."""
    effects = document["effects"]
    events = {name: {**each, "shape": []} for name, each in effects.get("events", {}).items()}
    return {**document, "version": 11, "returns": None, "effects": {**effects, "events": events}}


def _from_11(document: dict[str, Any]) -> dict[str, Any]:
    """Step from form 11, without the prices that events were at."""
    effects = document["effects"]
    events = {name: {**each, "price": 0.0} for name, each in effects["events"].items()}
    return {**document, "version": 12, "effects": {**effects, "events": events}}


_STEPS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    5: _from_5,
    6: _from_6,
    7: _from_7,
    8: _from_8,
    9: _from_9,
    10: _from_10,
    11: _from_11,
}
