"""Code that mutation testing changes, in pieces that take minutes each, and the tests that have to notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from local.report import stop

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Context:
    """Code by patterns of paths, and the unit tests that have to notice what is changed in it."""

    code: tuple[str, ...]
    tests: tuple[str, ...]


# The tests of reading read whole files in every locale, which takes minutes: they are not about sums and writes.
_SALES: Final = tuple(f"tests/unit/domain/sales/{each}" for each in ("aggregation", "loading", "service"))
_MODELS: Final = ("additions", "errors", "history", "models", "prices", "summary")

#: Tests that take seconds each, as a mutant that survives has to run through all there are: what only they notice
#: counts as unnoticed.
SLOW: Final = tuple(
    f"tests/unit/domain/sales/{each}"
    for each in (
        "csv/test_altered_ids.py::test_looking_for_similar_products_ends_where_there_are_none",
        "csv/test_dates.py::test_the_last_row_of_a_long_file_still_decides",
        "csv/test_encodings.py",
        "csv/test_formats.py::test_a_file_that_takes_too_long_is_ended_in_the_background_with_the_same_result",
        "csv/test_locales.py",
        "csv/test_numbers.py::test_the_last_row_of_a_long_file_still_decides",
        "csv/test_same_answers.py",
        "loading/test_items.py::test_items_end_as_the_same_rows_in_a_file_do",
        "loading/test_items.py::test_numbers_are_exact_to_the_millionth",
        "loading/test_pipeline.py::test_the_clock_is_looked_at_after_so_many_rows_however_short_they_are",
        "loading/test_run.py::test_an_order_of_a_shopify_file_in_one_request_goes_on_in_the_next_batch",
        "service/test_dry_runs.py::test_a_dry_run_foresees_any_rows_over_any_others",
        "service/test_ingest.py::test_a_crash_at_any_point_changes_nothing_in_the_end",
    )
)

#: Sales are tried room by room, each by the tests nearest to it: a mutant that some tests kill, all of them do.
CONTEXTS: Final = {
    "products": Context(("src/domain/products/*",), ("tests/unit/domain/products",)),
    "sales/csv": Context(("src/domain/sales/csv/*",), ("tests/unit/domain/sales/csv",)),
    "sales/aggregation": Context(("src/domain/sales/aggregation/*",), ("tests/unit/domain/sales/aggregation",)),
    "sales/loading": Context(("src/domain/sales/loading/*",), _SALES),
    "sales/service": Context(("src/domain/sales/service/*",), _SALES),
    "sales/models": Context(
        tuple(f"src/domain/sales/{each}.py" for each in _MODELS),
        (*(f"tests/unit/domain/sales/test_{each}.py" for each in ("additions", "history", "prices")), *_SALES),
    ),
    "replenishment": Context(("src/domain/replenishment/*",), ("tests/unit/domain/replenishment",)),
    "idempotency": Context(
        ("src/handlers/shared/idempotency.py",), ("tests/unit/handlers/shared/test_idempotency.py",)
    ),
}


def chosen(names: Sequence[str]) -> list[str]:
    """Return the contexts that were asked for, all of them for none; end the program where one is not there."""
    if unknown := [name for name in names if not rooms_of(name)]:
        stop(f"no such context: {', '.join(unknown)}. There are: {', '.join(CONTEXTS)}")
    return [room for name in names for room in rooms_of(name)] or list(CONTEXTS)


def rooms_of(name: str) -> list[str]:
    """Return the contexts of a name: itself, or all of its rooms."""
    return [each for each in CONTEXTS if each == name or each.startswith(f"{name}/")]
