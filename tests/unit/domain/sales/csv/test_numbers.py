"""Numbers in whole files: the decimal mark of each column is proven by the file, told by the caller, or asked for."""

# ruff: noqa: RUF001  # digits of other scripts
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sales.models import OnUnknownProduct, UploadOptions
from domain.shared.csv.marks import MarkEvidence, decided_marks
from domain.shared.csv.numbers import NOT_A_NUMBER, parse_amount
from domain.shared.csv.report import UploadStatus
from testing.sales import answer

DAYS = [f"2026-01-{day:02d}" for day in range(1, 29)]


def table(*columns, delimiter=",", names=("qty", "revenue", "price")):
    """Return a file with these columns of amounts, a row a day."""
    rows = zip(DAYS, *columns, strict=False)
    lines = [["date", "sku", *names[: len(columns)]], *([day, "SKU-1", *cells] for day, *cells in rows)]
    quote = delimiter == ","
    return "\n".join(delimiter.join(f'"{cell}"' if quote else cell for cell in line) for line in lines) + "\n"


def quantities(found):
    return [found.sold["SKU-1", day][0] for day in DAYS if ("SKU-1", day) in found.sold]


def words(mark):
    return UploadOptions(OnUnknownProduct.CREATE, decimal_mark=mark)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("cells", "numbers", "mark", "group"),
    [
        (["0,500", "1,250"], ["0.5", "1.25"], ",", "."),
        (["0.500", "1.250"], ["0.5", "1.25"], ".", ","),
        (["1.234", "0,5"], ["1234", "0.5"], ",", "."),
        (["1,234", "0.5"], ["1234", "0.5"], ".", ","),
        (["1.234.567", "1.234"], ["1234567", "1234"], ",", "."),
        (["1,234,567", "1,234"], ["1234567", "1234"], ".", ","),
        (["1,23,456.00", "1,234"], ["123456", "1234"], ".", ","),
        (["12,34,567", "1,234"], ["1234567", "1234"], ".", ","),
        (["1'234.50", "1,234"], ["1234.5", "1234"], ".", "'"),
        (["1’234,50", "1,234"], ["1234.5", "1.234"], ",", "'"),
        (["1 234,50", "1,234"], ["1234.5", "1.234"], ",", " "),
        (["1\u202f234,50", "12"], ["1234.5", "12"], ",", " "),
        (["1 234 567", "12"], ["1234567", "12"], None, None),
        (["1234,567", "1,234"], ["1234.567", "1.234"], ",", "."),
        (["1.5E+03", "1.234"], ["1500", "1.234"], ".", ","),
        (["١٬٢٣٤٫٥", "٣"], ["1234.5", "3"], None, None),
        (["१,२३,४५६.७५", "३"], ["123456.75", "3"], ".", ","),
        (["۱۲٫۵", "۱۲"], ["12.5", "12"], None, None),
        (["12,-", "1.234"], ["12", "1234"], ",", "."),
        (["12", "7"], ["12", "7"], None, None),
    ],
)
def test_a_column_is_read_by_what_it_proves_whatever_separates_the_cells(delimiter, cells, numbers, mark, group):
    found = answer(table(cells, delimiter=delimiter))
    assert quantities(found) == numbers
    assert (found.report.read_as.decimal_mark, found.report.read_as.group_mark) == (mark, group)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("cells", [["1.234", "980", "1.960"], ["1,240", "985"], ["1,000"], ["-1,234", "12,345"]])
def test_amounts_that_may_be_thousands_or_fractions_refuse_the_file(delimiter, cells):
    found = answer(table(cells, delimiter=delimiter))
    assert (found.report.status, found.sold) == (UploadStatus.FAILED, {})
    shown = [cell for cell in cells if cell.lstrip("-").count(".") + cell.count(",")]
    assert all(f"'{cell}'" in found.report.failure for cell in shown[:2])
    assert "'qty'" in found.report.failure
    assert "decimal_mark=" in found.report.failure


@pytest.mark.parametrize(("mark", "numbers"), [(".", ["1.234", "1.96"]), (",", ["1234", "1960"])])
def test_the_callers_word_settles_them(mark, numbers):
    found = answer(table(["1.234", "1.960"]), words(mark))
    assert quantities(found) == numbers
    assert found.report.read_as.decimal_mark == mark


def test_a_column_without_proof_goes_by_the_other_columns_when_they_agree():
    found = answer(table(["1.234", "2"], ["9,50", "8"]))
    assert quantities(found) == ["1234", "2"]
    found = answer(table(["1.234", "2"], ["9.50", "8"]))
    assert quantities(found) == ["1.234", "2"]
    disagreeing = answer(table(["1.234", "2"], ["9,50", "8"], ["9.50", "8"]))
    assert disagreeing.report.status is UploadStatus.FAILED


def test_columns_may_have_marks_of_their_own_and_then_none_is_said_of_the_file():
    found = answer(table(["1.5", "2"], ["9,50", "8"]))
    assert found.sold["SKU-1", DAYS[0]][:2] == ("1.5", "9.5")
    assert found.report.read_as.decimal_mark is None


def test_both_marks_proven_in_one_column_refuse_the_file_naming_both():
    found = answer(table(["1.5", "2,75"]))
    assert found.report.status is UploadStatus.FAILED
    assert "'1.5'" in found.report.failure
    assert "'2,75'" in found.report.failure
    told = answer(table(["1.5", "2,75"]), words("."))
    assert (quantities(told), told.codes) == (["1.5"], ["not_a_number"])


@pytest.mark.parametrize("late", [["0,5"], ["0.5"], ["0,5", "0.5"]])
def test_the_last_row_of_a_long_file_still_decides(late):
    lines = [f"2026-01-01;SKU-{row};1.234" for row in range(15_000)]
    lines += [f"2026-01-02;SKU-1;{cell}" for cell in late]
    found = answer("\n".join(["date;sku;qty", *lines]))
    if len(late) > 1:
        assert (found.report.status, found.sold) == (UploadStatus.FAILED, {})
    else:
        whole = "1234" if late == ["0,5"] else "1.234"
        assert {found.sold[f"SKU-{row}", "2026-01-01"][0] for row in range(15_000)} == {whole}
        assert found.report.rows_accepted == 15_001


@pytest.mark.parametrize(
    "cell", ["500 G", "2 KG", "1.2K", "2M", "3 pcs", "3 DZ", "4 kg", "5 EA", "2 BOX", "$3", "3 EUR", "3x", "12%", "N°3"]
)
def test_a_quantity_carries_no_letters(cell):
    found = answer(table(["0.5", cell]))
    assert (quantities(found), found.codes) == (["0.5"], ["not_a_number"])


@pytest.mark.parametrize("cell", ["$8.00", "8.00 $", "US$8.00", "US $8.00", "USD 8.00", "8.00 usd", "$8.00 USD", "$ 8"])
def test_money_carries_a_known_currency_before_or_behind(cell):
    found = answer(table(["1"], [cell]))
    assert found.sold["SKU-1", DAYS[0]] == ("1", "8", "8")


WHOLES = st.integers(0, 10**8)


@given(WHOLES, st.integers(0, 999), st.integers(0, 3), st.sampled_from([".,", ",.", ". ", ", ", ".'", ",'", ".", ","]))
def test_an_amount_is_read_as_it_was_written_or_told_to_be_open(whole, fraction, places, marks):
    mark, group = marks[0], marks[1:]
    fraction %= 10**places
    text = f"{whole:,}".replace(",", group) + (f"{mark}{fraction:0{places}d}" if places else "")
    meant = int((Decimal(whole) + Decimal(fraction).scaleb(-places)) * 10**6)
    assert parse_amount(text, mark) == meant
    evidence = MarkEvidence()
    evidence.add(text)
    assert set(evidence.proofs) <= {mark}
    if not evidence.open:
        other = parse_amount(text, decided_marks({"q": evidence}, final=True).get("q", mark))
        assert other == meant
    else:
        assert not evidence.proofs


@given(st.text(alphabet="0123456789.,' ", max_size=12))
def test_a_proof_of_one_mark_means_that_the_other_reads_nothing(text):
    evidence = MarkEvidence()
    evidence.add(text)
    for mark, other in ((".", ","), (",", ".")):
        if mark in evidence.proofs:
            assert parse_amount(text, other) == NOT_A_NUMBER
