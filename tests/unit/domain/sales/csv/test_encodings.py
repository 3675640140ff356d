"""Files that are not UTF-8: read in the encoding in which their letters make sense, and said to be."""

from __future__ import annotations

import codecs
import gzip
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sales.loading.run import Outcome
from domain.sales.models import UploadOptions
from domain.shared.csv.encodings import EncodingEvidence, encoding_of
from domain.shared.csv.report import UploadStatus
from domain.shared.csv.text import Encoding
from domain.shared.errors import DomainError
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


WIDE = ["utf-16", "utf-16-le", "utf-16-be", "a mark and utf-16-be"]


def wide(text, codec):
    return codecs.BOM_UTF16_BE + text.encode("utf-16-be") if codec.startswith("a mark") else text.encode(codec)


@pytest.mark.parametrize("codec", WIDE)
@pytest.mark.parametrize("rows", [3, 300])
def test_utf_16_is_read_whichever_way_round_it_is_and_said(codec, rows):
    names = ["Grüner Tee", "緑茶", "Чай", "😀 tea"]
    text = table(itertools.islice(itertools.cycle(names), rows))
    data = wide(text, codec)
    found = answer(data)
    assert found.report.read_as.encoding == "utf-16"
    assert [notice.code for notice in found.report.warnings] == []
    assert (found.report.rows_accepted, found.sold) == (rows, answer(text).sold)
    shop = Shop()
    upload_id = shop.arrive(gzip.compress(data), CREATE)
    while shop.ingest(upload_id, lambda: False) is Outcome.CONTINUE:
        pass
    assert (shop.uploads.report(upload_id).read_as.encoding, shop.sold()) == ("utf-16", found.sold)


@pytest.mark.parametrize("codec", WIDE)
def test_rejected_rows_of_utf_16_come_back_as_utf_8_and_are_taken_corrected(codec):
    shop = Shop()
    first = shop.upload(wide("date;sku;note;quantity\n2026-11-01;SKU-1;緑茶;1\n2026-11-01;SKU-1;緑茶;x\n", codec))
    back = shop.files.kept[first.rejected_rows_key].decode()
    assert "緑茶;x" in back
    back = back.replace(";x;", ";2;")
    for again in (back, wide(back, codec)):
        shop.clock.advance(minutes=1)
        shop.upload(again)
        assert shop.sold()["SKU-1", "2026-11-01"][0] == "3"


@pytest.mark.parametrize("encoding", [None, Encoding.UTF_16])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_the_caller_names_what_the_beginning_does_not_show(codec, encoding):
    """A long title in a script whose letters have no zeros hides that the text is UTF-16."""
    data = ("緑茶の売り上げの一覧表" * 40 + "\ndate;sku;quantity\n2026-11-01;SKU-1;1\n").encode(codec)
    shop = Shop()
    if encoding is None:
        with pytest.raises(DomainError):
            shop.upload(data)
    else:
        assert shop.upload(data, UploadOptions(encoding=encoding)).rows_accepted == 1
    assert len(shop.sold()) == (encoding is not None)


def test_half_a_character_at_the_end_and_halves_of_pairs_are_errors_of_their_rows():
    text = "date;sku;quantity\n2026-11-01;SKU-1;1\n2026-11-02;SKU-\ud800;1\n2026-11-03;SKU-1;7"
    found = answer(text.encode("utf-16-le", "surrogatepass") + b"8")
    assert found.codes == ["not_utf8", "not_utf8"]
    assert len(found.sold) == 1


def test_a_part_of_a_file_may_end_within_its_last_lines_end():
    """That is how the web app cuts the beginning of a large file."""
    data = "date;sku;quantity\n2026-11-01;SKU-1;1\n".encode("utf-16-le")[:-1]
    assert (answer(data).codes, len(answer(data).sold)) == ([], 1)


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
