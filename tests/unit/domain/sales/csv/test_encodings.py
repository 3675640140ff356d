"""Files that are not UTF-8: read in the encoding in which their letters make sense, and said to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.csv.encodings import EncodingEvidence, encoding_of
from domain.shared.csv.report import UploadStatus
from domain.shared.csv.text import Encoding
from testing.sales import CREATE, Shop, answer

NAMES = ["Käsekuchen", "Brötchen", "Crème brûlée", "Jalapeño", "Pão de queijo", "Smörgås", "Größe", "ÄPFEL", "Œufs"]
LEGACY = [Encoding.WINDOWS_1252, Encoding.MAC_ROMAN]


def table(names, header="date;sku;name;quantity;price"):
    rows = [f"{1 + row % 19:02d}.11.2026;NEW-{row};{name};3;4,50" for row, name in enumerate(names)]
    return "\n".join([header, *rows]) + "\n"


@pytest.mark.parametrize("encoding", [Encoding.UTF_8, *LEGACY])
@pytest.mark.parametrize("before", [0, 12_000])
def test_a_file_is_read_in_the_encoding_in_which_its_letters_make_sense(encoding, before):
    data = table([*["plain"] * before, *NAMES]).encode(encoding)
    found = answer(data)
    assert (found.report.rows_accepted, found.report.read_as.encoding) == (before + len(NAMES), encoding.value)
    assert [notice.code for notice in found.report.warnings].count("encoding") == (encoding is not Encoding.UTF_8)
    shop = Shop()
    shop.upload(data, CREATE)
    assert [shop.catalogue.kept[f"NEW-{before + row}"].name for row in range(len(NAMES))] == NAMES


@pytest.mark.parametrize("encoding", LEGACY)
def test_names_of_columns_are_in_it_too(encoding):
    found = answer(table(NAMES, "Datum;Artikelnr;Größe;Menge;Preis").encode(encoding))
    assert "Größe" in found.report.read_as.unused_columns


def test_one_stray_byte_in_a_file_of_utf_8_is_an_error_of_its_row():
    data = table(NAMES).encode().replace(b"NEW-3", b"NEW\xe4")
    found = answer(data)
    assert (found.report.read_as.encoding, found.codes) == ("utf-8", ["not_utf8"])


@pytest.mark.parametrize("encoding", ["cp1251", "shift_jis", "cp1253", "gbk"])
def test_letters_that_make_no_sense_are_not_taken_for_others(encoding):
    texts = {"cp1251": "Хлеб белый", "shift_jis": "白いパン", "cp1253": "Ψωμί λευκό", "gbk": "白面包"}
    data = f"date;sku;qty\n2026-11-01;{texts[encoding]};1\n2026-11-02;SKU-1;1\n".encode(encoding)
    found = answer(data)
    assert (found.report.status, found.report.read_as.encoding) == (UploadStatus.COMPLETED, "utf-8")
    assert found.codes == ["not_utf8"]


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.sampled_from(LEGACY))
def test_any_of_these_names_shows_its_encoding(names, encoding):
    assert encoding_of(" ".join(names).encode(encoding)) in {encoding, Encoding.UTF_8}


@given(st.binary(max_size=80))
def test_any_bytes_have_an_encoding(data):
    evidence = EncodingEvidence()
    evidence.add(data)
    assert evidence.encoding in Encoding
