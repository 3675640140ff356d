"""Words of status columns in eight languages, as programs and people inflect them: each is known, or said not to be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from domain.sales.csv.standing import columns, words
from domain.sales.csv.standing.columns import Kind
from domain.sales.csv.standing.inflection import listed_form
from domain.sales.csv.standing.meaning import Says, says
from domain.sales.models import UploadOptions
from testing.sales import Shop, answer

WRITTEN = json.loads((Path(__file__).parents[4] / "data" / "sales" / "status_words.json").read_text(encoding="utf-8"))
#: Not to be told without the program: an invoice that is not paid is a sale, an order that is not paid may be none.
OPEN = WRITTEN.pop("open")
MEANT = (Says.SALE, Says.NO_SALE, Says.RETURNED)
CASES = [
    (language, word, said)
    for language, told in WRITTEN.items()
    for listed, said in zip(told.values(), MEANT, strict=True)
    for word in listed
]
LISTED = [(words.SALE, Says.SALE), (words.NO_SALE, Says.NO_SALE), (words.RETURNED, Says.RETURNED)]


@pytest.mark.parametrize("language", WRITTEN)
def test_a_word_says_what_it_says_in_every_form(language):
    wrong = {
        word: says(Kind.STATUS, word).name
        for of, word, said in CASES
        if of == language and says(Kind.STATUS, word) != said
    }
    assert wrong == {}
    upper = {word for of, word, said in CASES if of == language and says(Kind.STATUS, word.upper()) != said}
    assert upper == set()


@pytest.mark.parametrize("word", OPEN)
def test_what_cannot_be_told_counts_and_is_said(word):
    assert says(Kind.STATUS, word) is Says.UNKNOWN
    told = answer(f"date,sku,qty,status\n2026-04-03,B,1,{word}\n2026-04-03,B,1,paid\n").report
    assert [notice.code for notice in told.warnings] == ["unknown_status"]
    assert word in told.warnings[0].detail


@pytest.mark.parametrize("language", WRITTEN)
def test_a_file_counts_its_sales_alone(language):
    told = [(word, said) for of, word, said in CASES if of == language]
    rows = [f"2026-04-03,B,{1 if said is Says.SALE else 1000},{word}" for word, said in told]
    read = answer("\n".join(["date,sku,qty,status", *rows]))
    sales = sum(said is Says.SALE for _, said in told)
    assert read.sold == {("B", "2026-04-03"): (str(sales), None, None)}
    assert sum(each.rows for each in read.report.excluded) == len(told) - sales
    assert not [notice for notice in read.report.warnings if notice.code == "unknown_status"]


def test_every_listed_word_is_itself_and_says_one_thing():
    assert not words.SALE & words.NO_SALE
    assert not words.RETURNED & (words.SALE | words.NO_SALE)
    for listed, said in LISTED:
        assert {says(Kind.STATUS, word) for word in listed} == {said}


def test_an_inflected_word_says_what_its_listed_form_says():
    """Whatever ending comes to a listed word: it is that word, another listed one, or unknown; nothing else."""
    known = {word: said for listed, said in LISTED for word in listed}
    for word in known:
        for ending in ("e", "er", "es", "s", "en"):
            form = listed_form(word + ending)
            assert says(Kind.STATUS, word + ending) in {known.get(form), Says.UNKNOWN, Says.SALE}
            if len(word.rsplit(" ", 1)[-1]) > 4 and form != word:
                assert form in known


@pytest.mark.parametrize(
    "word", ["refunded", "erstattet", "remboursée", "reembolsado", "rimborsato", "terugbetaald", "zwrócone"]
)
@pytest.mark.parametrize(
    "in_part", ["partially {}", "teilweise {}", "{} partiellement", "parcialmente {}", "częściowo {}"]
)
def test_what_came_back_in_part_is_a_sale_as_a_status_and_a_return_as_a_row_of_its_own(in_part, word):
    assert says(Kind.STATUS, in_part.format(word)) is Says.SALE
    assert says(Kind.TYPE, in_part.format(word)) in {Says.RETURN, Says.SALE}
    assert says(Kind.TYPE, "partial refund") is Says.RETURN
    assert says(Kind.STATUS, in_part.format("cancelled")) is Says.UNKNOWN


@pytest.mark.parametrize("values", [["Bons", "Tees"], ["Orders", "Teas"], ["Offene", "Neue"], ["Drafts", "Wine"]])
def test_types_of_products_in_the_plural_are_no_types_of_transactions(values):
    rows = [f"2026-04-03,B,1,{value}" for value in values]
    read = answer("\n".join(["date,sku,qty,type", *rows]))
    assert read.sold == {("B", "2026-04-03"): ("2", None, None)}


def test_a_row_with_yes_in_a_column_of_flags_is_no_sale_whatever_the_column_is_called():
    for name in sorted(columns.FLAG | columns.WEAK_FLAG):
        shop = Shop()
        text = f"date,sku,quantity,{name}\n2026-01-05,SKU-1,3,false\n2026-01-05,SKU-1,30,true\n"
        shop.uploads.upload("sales.csv", text.encode(), UploadOptions())
        assert {row[0] for row in shop.sold().values()} == {"3"}, name


def test_names_in_a_column_that_may_be_of_flags_leave_nothing_out():
    for name in sorted(columns.WEAK_FLAG):
        shop = Shop()
        text = f"date,sku,quantity,{name}\n2026-01-05,SKU-1,3,Smith\n2026-01-06,SKU-1,30,2.5\n"
        shop.uploads.upload("sales.csv", text.encode(), UploadOptions())
        assert [row[0] for row in shop.sold().values()] == ["3", "30"], name
