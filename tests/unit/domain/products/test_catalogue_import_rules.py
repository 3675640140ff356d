"""A catalogue file row by row: what each cell may hold, how rows are counted, and what is told about the others."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.products.catalogue_import import MAX_PRODUCTS, CatalogueImport, TooManyProductsError
from domain.products.models import ProductStatus
from domain.products.removal import ProductRemovals
from domain.shared.csv.reading import ReadingOptions
from domain.shared.csv.rejected import rejected_key
from domain.shared.csv.report import LISTED_ERRORS, UnusableUploadError, UploadStatus
from testing.fakes.import_mappings import FakeImportMappings
from testing.fakes.products import FakeProductBatches, FakeProductRepository
from testing.fakes.sales import FakeUploadFiles
from testing.products import product


class Batches(FakeProductBatches):
    """Products that somebody else changes before each of the first ``rivals`` times that they are kept."""

    rivals = 0
    kept_times = 0

    def keep(self, products):
        self.kept_times += 1
        if self.rivals:
            self.rivals -= 1
            for each in products:
                known = self._products.kept.get(each.product_id)
                version = known.version + 1 if known else 1
                self._products.kept[each.product_id] = product(each.product_id, version=version, name="Theirs")
        return super().keep(products)


class Catalogue:
    def __init__(self, clock, ids, *products):
        self.clock = clock
        self.products = FakeProductRepository(*products)
        self.batches = Batches(self.products)
        self.files = FakeUploadFiles()
        self.mappings = FakeImportMappings()
        removals = ProductRemovals(self.products, (), ids)
        self.imports = CatalogueImport(self.batches, removals, self.files, self.mappings, clock, ids)

    def upload(self, text, **options):
        return self.imports.upload(text.encode("utf-8", "surrogateescape"), **options)

    def refused(self, text, **options) -> UnusableUploadError:
        with pytest.raises(UnusableUploadError) as raised:
            self.upload(text, **options)
        return raised.value

    def details(self, product_id="SKU-1"):
        return self.products.get(product_id).details


@pytest.fixture
def catalogue(clock, ids):
    return Catalogue(clock, ids, product("SKU-1"), product("SKU-2"))


def only_error(report) -> tuple:
    (error,) = report.errors
    return error.line, error.column, error.value, error.code


@pytest.mark.parametrize(
    ("column", "cell", "field", "value"),
    [
        ("name", " Beans ", "name", "Beans"),
        ("name", "'=Beans", "name", "=Beans"),
        ("department", "Tea", "category", "Tea"),
        ("price", "$8.00", "current_price", Decimal(8)),
        ("cost", "1.5", "unit_cost", Decimal("1.5")),
        ("stock", "0", "on_hand", Decimal(0)),
        ("incoming", "3", "on_order", Decimal(3)),
        ("lead time", "0", "lead_time_days", 0),
        ("lead time", "14.0", "lead_time_days", 14),
        ("lead_time_std_days", "1.25", "lead_time_std_days", Decimal("1.25")),
        ("review period", "1", "review_period_days", 1),
        ("service_level", "0.9", "service_level", Decimal("0.9")),
        ("moq", "24", "min_order_quantity", Decimal(24)),
        ("case pack", "0.5", "order_multiple", Decimal("0.5")),
        ("status", "DISCONTINUED", "status", ProductStatus.DISCONTINUED),
        ("status", "Active", "status", ProductStatus.ACTIVE),
        ("supersedes", "OLD-1", "supersedes", "OLD-1"),
        ("supplier_id", "ROASTER-1", "supplier_id", "ROASTER-1"),
        ("supplier_sku", "R/12 a", "supplier_sku", "R/12 a"),
        ("counted on", "2026-10-31", "stock_as_of", date(2026, 10, 31)),
    ],
)
def test_a_cell_sets_its_field(catalogue, column, cell, field, value):
    quoted = f'"{cell.replace('"', '""')}"'
    report = catalogue.upload(f"sku,{column}\nSKU-1,{quoted}\n")
    assert (report.rows_accepted, report.errors, report.products_touched) == (1, (), 1)
    assert getattr(catalogue.details(), field) == value
    assert isinstance(getattr(catalogue.details(), field), type(value))


@pytest.mark.parametrize("nothing", ["", " ", "-", "n/a", "null"])
def test_a_cell_that_says_nothing_leaves_an_amount_as_it_is(catalogue, nothing):
    catalogue.upload("sku,on_hand\nSKU-1,5\n")
    before = catalogue.products.get("SKU-1")
    report = catalogue.upload(f"sku,on_hand,name\nSKU-1,{nothing},\n")
    assert (report.rows_accepted, report.products_touched, report.products_created) == (1, 1, 0)
    assert catalogue.products.get("SKU-1") == before


@pytest.mark.parametrize(
    ("column", "cell", "code", "says"),
    [
        ("name", "+cmd", "unsafe_name", "formula"),
        ("category", "@x", "unsafe_category", "formula"),
        ("status", "gone", "invalid_status", "'active' or 'discontinued'"),
        ("supersedes", "a b", "invalid_supersedes", "letter or a digit"),
        ("supplier_id", "The Roaster", "invalid_supplier_id", "letter or a digit"),
        ("supersedes", "SKU-1", "self_reference", "another product"),
        ("on_order", "-0.5", "negative_on_order", "negative"),
        ("review period", "0", "out_of_range", "between 1 and 90"),
        ("service level", "1", "out_of_range", "0.999"),
    ],
)
def test_a_wrong_cell_is_told_with_its_column_its_value_and_what_to_do(catalogue, column, cell, code, says):
    report = catalogue.upload(f"sku,{column}\nSKU-2,\nSKU-1,{cell}\n")
    shown = cell.replace("\udce9", "\ufffd")
    assert only_error(report) == (3, column, shown, code)
    assert says in report.errors[0].detail
    assert report.errors[0].detail.endswith(".")
    assert catalogue.products.get("SKU-1") == product("SKU-1")


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("stock as of", "2026-02-30", "no day"),
        ("price", "1000000001", "1,000,000,000"),
        ("price", "x", "digits only"),
        ("lead time", "1.5", "whole days"),
        ("review period", "0.000001", "whole days"),
        ("service level", "95%", "not a number"),
        ("price", "x" * 80, "digits only"),
    ],
)
def test_a_cell_that_cannot_be_read_is_warned_about_with_its_place_and_what_to_do(catalogue, column, cell, says):
    report = catalogue.upload(f"sku,{column}\nSKU-2,\nSKU-1,{cell}\n")
    assert not report.errors
    (notice,) = report.warnings
    assert (notice.code, notice.line, notice.column, notice.value) == ("unread_cell", 3, column, cell)
    assert says in notice.detail
    assert catalogue.products.get("SKU-1") == product("SKU-1")


@pytest.mark.parametrize(("cell", "code"), [("", "missing_product"), ("a b", "invalid_product_id")])
def test_a_row_without_a_usable_id_is_rejected(catalogue, cell, code):
    report = catalogue.upload(f"name,sku\nFine,SKU-2\nBeans,{cell}\n")
    assert only_error(report) == (3, "sku", cell, code)


def test_a_number_that_looks_like_a_formula_is_a_name(catalogue):
    catalogue.upload("sku,name\nSKU-1,-12\n")
    assert catalogue.details().name == "-12"


@pytest.mark.parametrize(("length", "shown"), [(80, "x" * 80), (81, "x" * 79 + "…")])
def test_a_long_value_is_shown_in_part(catalogue, length, shown):
    report = catalogue.upload(f"sku,supersedes\nSKU-2,\nSKU-1,{'x' * length}\n")
    assert report.errors[0].value == shown


def test_a_row_longer_than_the_header_is_rejected_unless_the_rest_is_empty(catalogue):
    report = catalogue.upload("sku,name\nSKU-1,One,,\nSKU-2,Two,surplus\n")
    assert only_error(report) == (3, None, "surplus", "too_many_columns")
    assert "3 cells" in report.errors[0].detail
    assert "2" in report.errors[0].detail
    assert catalogue.details("SKU-1").name == "One"


def test_a_row_shorter_than_the_header_says_nothing_of_the_rest(catalogue):
    report = catalogue.upload("sku,name,price,supersedes\nSKU-1,One\n")
    assert (report.rows_accepted, catalogue.details().name) == (1, "One")
    assert catalogue.details().current_price == product().details.current_price


def test_blank_lines_and_titles_are_no_rows_and_lines_are_counted_from_the_top(catalogue):
    report = catalogue.upload("Stock of November\n\nsku,name\n\nSKU-1,One\n , \n,\nSKU-2,=bad\n")
    assert (report.rows_received, report.rows_accepted, report.rows_rejected) == (2, 1, 1)
    assert report.rows_skipped == 3
    assert report.errors[0].line == 8


def test_a_comma_is_the_decimal_mark_where_the_file_shows_it(catalogue):
    catalogue.upload("sku;price;stock\nSKU-1;12,50;1.234\nSKU-2;9,5;2\n")
    assert (catalogue.details().current_price, catalogue.details().on_hand) == (Decimal("12.5"), Decimal(1234))


def test_ids_and_names_do_not_decide_the_decimal_mark(catalogue):
    catalogue.upload("sku;name;price\nSKU-1;1.2;9,5\nSKU-2;3.4;8\n")
    assert catalogue.details().current_price == Decimal("9.5")
    assert catalogue.details("SKU-2").name == "3.4"


def test_days_are_read_as_the_caller_says_or_as_all_rows_together_show(catalogue):
    catalogue.upload("sku,stock as of\nSKU-1,01/02/2026\n", options=ReadingOptions(date_format="MM/DD/YYYY"))
    assert catalogue.details().stock_as_of == date(2026, 1, 2)
    catalogue.upload("sku,stock as of\nSKU-1,01/02/2026\nSKU-2,13/02/2026\n")
    assert catalogue.details().stock_as_of == date(2026, 2, 1)


def test_stock_without_a_day_was_counted_today_and_other_fields_move_no_day(catalogue, clock):
    catalogue.upload("sku,name\nSKU-1,New\n")
    assert catalogue.details().stock_as_of is None
    catalogue.upload("sku,stock\nSKU-1,5\n")
    assert catalogue.details().stock_as_of == clock.now().date()
    clock.advance(days=3)
    catalogue.upload("sku,price\nSKU-1,5\n")
    assert catalogue.details().stock_as_of == (clock.now() - timedelta(days=3)).date()
    catalogue.upload("sku,stock,stock as of\nSKU-1,4,2026-11-01\n")
    assert catalogue.details().stock_as_of == date(2026, 11, 1)


def test_what_a_new_product_lacks_is_named(catalogue):
    report = catalogue.upload("sku,name,price\nSKU-1,One,\nNEW,New,\n")
    assert only_error(report) == (3, "sku", "NEW", "incomplete_product")
    assert report.errors[0].detail.endswith("Missing: category, current_price.")
    assert "NEW" not in catalogue.products.kept


def test_a_new_product_may_be_told_of_in_several_rows(catalogue, clock):
    report = catalogue.upload("sku,name,category,price\nNEW,New,,\nNEW,,Tea,\nNEW,,,3\n")
    made = catalogue.products.get("NEW")
    assert (made.version, made.created_at, made.updated_at) == (1, clock.now(), clock.now())
    assert (made.details.name, made.details.category, made.details.current_price) == ("New", "Tea", 3)
    assert (report.rows_accepted, report.products_created, report.products_touched) == (3, 1, 1)
    assert [(notice.code, notice.detail.split(" ")[0]) for notice in report.warnings] == [("repeated_products", "2")]


def test_all_rows_of_a_product_that_cannot_be_made_are_rejected_each_on_its_line(catalogue):
    report = catalogue.upload("sku,name\nNEW,a\nSKU-1,One\nNEW,b\n")
    assert [(error.line, error.code) for error in report.errors] == [
        (2, "incomplete_product"),
        (4, "incomplete_product"),
    ]
    assert (report.rows_received, report.rows_accepted, report.rows_rejected) == (3, 1, 2)
    assert report.warnings == ()


def test_a_change_takes_the_next_version_and_the_time_of_the_file(catalogue, clock):
    clock.advance(days=1)
    catalogue.upload("sku,name\nSKU-1,One\n")
    changed = catalogue.products.get("SKU-1")
    assert (changed.version, changed.updated_at) == (2, clock.now())
    assert changed.created_at == product().created_at


def test_the_rejected_rows_are_kept_in_the_files_order_with_its_header(catalogue):
    report = catalogue.upload("sku;name\nNEW;a\n a b;c\nSKU-1;One\nSKU-2;=1+x\n")
    assert report.rejected_rows_key == rejected_key(report.upload_id)
    kept = catalogue.files.kept[report.rejected_rows_key].decode()
    assert kept.splitlines() == ["sku;name", "NEW;a", " a b;c", "SKU-2;'=1+x"]
    url = catalogue.imports.rejected_rows_url(report)
    assert report.rejected_rows_key in url
    assert "rejected-products.csv" in url


def test_without_rejected_rows_nothing_is_kept_and_there_is_no_address(catalogue):
    report = catalogue.upload("sku,name\nSKU-1,One\n")
    assert report.status is UploadStatus.COMPLETED
    assert (report.rejected_rows_key, catalogue.files.kept) == (None, {})
    assert catalogue.imports.rejected_rows_url(report) is None


@pytest.mark.parametrize("surplus", [0, 1])
def test_a_report_lists_the_first_errors_and_counts_all(catalogue, surplus):
    rows = "".join(f"N-{number},x\n" for number in range(LISTED_ERRORS + surplus))
    report = catalogue.upload("sku,name\nSKU-1,One\n" + rows)
    assert (len(report.errors), report.rows_rejected) == (LISTED_ERRORS, LISTED_ERRORS + surplus)
    assert [error.line for error in report.errors] == list(range(3, 3 + LISTED_ERRORS))
    assert report.errors_truncated == bool(surplus)


def test_a_dry_run_is_told_as_one(catalogue):
    report = catalogue.upload("sku,name\nSKU-1,One\nNEW,x\n", dry_run=True)
    assert (report.dry_run, report.rejected_rows_key, report.products_touched) == (True, None, 1)
    assert not catalogue.upload("sku,name\nSKU-1,One\n").dry_run
    for text in ("sku,name\na b,x\n", "", "name\nx\n"):
        assert catalogue.refused(text, dry_run=True).report.dry_run
        assert not catalogue.refused(text).report.dry_run


def test_a_file_of_which_nothing_is_usable_says_why_in_its_report(catalogue):
    error = catalogue.refused("sku,name\na b,x\nc d,y\n")
    assert error.report.status is UploadStatus.FAILED
    assert (error.report.rows_received, error.report.rows_accepted, error.report.rows_rejected) == (2, 0, 2)
    assert error.detail.startswith("None of the 2 rows can be used. The first error: A product id")
    assert error.cause is None
    broken = catalogue.refused("name\nx\n")
    assert (broken.report.status, broken.report.rows_received) == (UploadStatus.FAILED, 0)
    assert broken.report.upload_id
    assert broken.detail == broken.cause.detail


@pytest.mark.parametrize(("text", "says"), [("", "file is empty"), ("sku,name\n", "no rows"), ("sku\n\n\n", "no rows")])
def test_an_empty_file_says_what_it_lacks(catalogue, text, says):
    assert says in catalogue.refused(text).detail


def test_a_file_that_names_too_many_products_is_refused_whole(catalogue):
    header = "sku,name,category,price\n"
    rows = "".join(f"P-{number},x,y,1\n" for number in range(MAX_PRODUCTS))
    assert catalogue.upload(header + rows).products_created == MAX_PRODUCTS
    with pytest.raises(
        TooManyProductsError, match=f"{MAX_PRODUCTS + 1:,} products; one request takes {MAX_PRODUCTS:,}"
    ):
        catalogue.upload(header + rows + "SKU-1,Changed,,\n")
    assert catalogue.details("SKU-1").name != "Changed"


def test_the_last_row_of_a_file_of_many_megabytes_is_taken_without_a_line_end(catalogue):
    rows = "".join(f"P-{number},{'n' * 200},{'c' * 100},1,{' ' * 200}\n" for number in range(9_000))
    data = f"sku,name,category,price,status\n{rows}SKU-1,Last,,,"
    assert len(data) > 4 << 20
    report = catalogue.upload(data)
    assert (report.rows_accepted, report.products_created) == (9_001, 9_000)
    assert catalogue.details().name == "Last"


@pytest.mark.parametrize("rivals", [1, 4])
def test_a_change_is_made_again_on_what_others_made_of_the_product(catalogue, rivals):
    catalogue.batches.rivals = rivals
    report = catalogue.upload("sku,price\nSKU-1,3\n")
    assert (report.rows_accepted, report.rows_rejected, report.products_created) == (1, 0, 0)
    kept = catalogue.products.get("SKU-1")
    assert (kept.details.name, kept.details.current_price, kept.version) == ("Theirs", 3, rivals + 2)
    assert catalogue.batches.kept_times == rivals + 1


def test_a_product_that_others_keep_changing_is_rejected_as_busy_after_five_times(catalogue):
    catalogue.batches.rivals = 5
    error = catalogue.refused("sku,price\nSKU-1,3\nSKU-1,4\n")
    assert catalogue.batches.kept_times == 5
    assert [(each.line, each.column, each.code) for each in error.report.errors] == [
        (2, None, "busy"),
        (3, None, "busy"),
    ]
    assert (error.report.rows_received, error.report.products_touched, error.report.products_created) == (2, 0, 0)
    assert catalogue.details().name == "Theirs"


def test_a_new_product_that_somebody_else_creates_meanwhile_is_changed_and_not_counted_as_created(catalogue):
    catalogue.batches.rivals = 1
    report = catalogue.upload("sku,name,category,price\nNEW,Mine,Tea,3\n")
    assert (report.products_created, report.products_touched) == (0, 1)
    kept = catalogue.products.get("NEW")
    assert (kept.details.name, kept.version) == ("Mine", 2)


def test_only_products_that_were_not_kept_are_tried_again(catalogue):
    def meanwhile():
        catalogue.products.kept["SKU-1"] = product("SKU-1", version=2, name="Theirs")

    catalogue.batches.before_keeping = meanwhile
    report = catalogue.upload("sku,price\nSKU-1,3\nSKU-2,3\n")
    assert (report.products_touched, report.rows_accepted) == (2, 2)
    assert (catalogue.products.get("SKU-1").version, catalogue.products.get("SKU-2").version) == (3, 2)
