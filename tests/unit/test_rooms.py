"""Unit tests of the domain lie where what they test lies: `tests/unit/domain` mirrors `src/domain`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC, TESTS = ROOT / "src" / "domain", ROOT / "tests" / "unit" / "domain"
FILES = sorted(path.relative_to(TESTS) for path in TESTS.rglob("test_*.py"))


def packages(parent: Path) -> list[Path]:
    return sorted(path.parent.relative_to(SRC) for path in (SRC / parent).glob("*/__init__.py"))


def modules(package: Path) -> set[str]:
    return {path.stem for path in (SRC / package).glob("*.py")} - {"__init__"}


#: What is divided into rooms: the contexts, what they share, and the engine.
HOUSES = [*packages(Path()), Path("forecasting/engine")]


@pytest.mark.parametrize("folder", sorted({path.parent for path in FILES}), ids=str)
def test_every_folder_of_tests_is_a_package_of_the_domain(folder):
    assert (SRC / folder / "__init__.py").exists()


@pytest.mark.parametrize("test", [path for path in FILES if path.parent in HOUSES], ids=str)
def test_beside_the_rooms_there_are_only_tests_of_the_modules_beside_them(test):
    told = f"{test.stem.removeprefix('test_')}_"
    assert any(told.startswith(f"{module}_") for module in modules(test.parent)), (
        "test_<module>.py or test_<module>_<what of it>.py; a test of a room's module belongs into the room"
    )


@pytest.mark.parametrize("test", FILES, ids=str)
def test_a_test_with_a_modules_name_lies_beside_the_module(test):
    """A service's tests may be named for what they drive through it."""
    name = test.stem.removeprefix("test_")
    homes = {path.parent.relative_to(SRC) for path in (SRC / test.parts[0]).rglob(f"{name}.py")}
    assert not homes or test.parent in homes or "service" in test.parts


@pytest.mark.parametrize("room", [room for house in HOUSES for room in packages(house) if modules(room)], ids=str)
def test_every_room_has_tests(room):
    assert any(room in path.parents for path in FILES)


#: Rooms that every context has alike.
FLOORS = {"models", "service"}
ARCHITECTURE = (
    (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("## Which room")[1].split("\n## ")[0]
)
NAMED = {Path(name) for name in re.findall(r"`domain/([\w/]+)`", ARCHITECTURE)}


@pytest.mark.parametrize("room", [room for house in HOUSES for room in [house, *packages(house)]], ids=str)
def test_a_reader_of_the_architecture_finds_every_room(room):
    within = room in NAMED or any(room in named.parents for named in NAMED)
    assert room.name in FLOORS or within or NAMED & set(room.parents)
