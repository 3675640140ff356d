"""Sales data as JSON, and the OpenAPI description of what is not JSON: the files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Final, Self

from pydantic import Field, WithJsonSchema

from domain.sales.csv.layouts import EXPORTS
from domain.sales.csv.layouts.table import LANGUAGES, NAMES
from domain.sales.models import OnUnknownProduct, PeriodSales, RecentSales, SalesSummary, UploadMode, UploadTicket
from domain.shared.csv.text import Encoding
from domain.shared.notice import empty_category
from domain.shared.periods import Granularity
from handlers.shared.file_options import CURRENCY_PATTERN, MAX_MAPPED, Mark
from handlers.shared.file_schemas import file_body, named_columns
from handlers.shared.json_types import JsonInstant, JsonNumber, RequestBody, ResponseBody
from handlers.shared.summaries import SummedAsOf
from handlers.shared.warnings import UNKNOWN_CATEGORY, WarningBody

#: More sales come as a file.
MAX_ITEMS: Final = 5_000
#: Items are checked one by one, so that a wrong one does not stop the others.
_ITEM: Final[dict[str, Any]] = {
    "title": "SalesItem",
    "type": "object",
    "description": "What one product sold on a day, or a part of it: items of one product and day are summed.",
    "required": ["product_id", "date", "quantity_sold"],
    "additionalProperties": False,
    "properties": {
        "product_id": {"type": "string"},
        "date": {"type": "string", "format": "date"},
        "quantity_sold": {"type": "number", "description": "Negative for a return, which reduces its day."},
        "price": {"anyOf": [{"type": "number"}, {"type": "null"}]},
        "revenue": {"anyOf": [{"type": "number"}, {"type": "null"}], "description": "Else quantity times price."},
    },
}


SkuMap = Annotated[
    dict[Annotated[str, Field(max_length=200)], Annotated[str, Field(max_length=64)]],
    Field(max_length=MAX_MAPPED, default_factory=dict, description="Product ids by the ids that are sent."),
]


class NewUpload(RequestBody):
    """A file to come."""

    filename: Annotated[
        str, Field(min_length=1, max_length=200, description="Its name; a `.gz` at the end says it is compressed.")
    ]
    on_unknown_product: OnUnknownProduct = OnUnknownProduct.REJECT
    mode: Annotated[
        UploadMode,
        Field(description="Replace the days that the file holds, or add to them; what one upload adds counts once."),
    ] = UploadMode.REPLACE
    columns: Annotated[
        dict[str, Annotated[str, Field(max_length=1000)] | None],
        Field(max_length=20, default_factory=dict, description="As for `POST /sales-data/upload`."),
    ]
    date_format: Annotated[str | None, Field(max_length=20, description="As for `POST /sales-data/upload`.")] = None
    decimal_mark: Annotated[Mark | None, Field(description="As for `POST /sales-data/upload`.")] = None
    encoding: Annotated[Encoding | None, Field(description="As for `POST /sales-data/upload`.")] = None
    currency: Annotated[
        str | None, Field(pattern=CURRENCY_PATTERN, description="As for `POST /sales-data/upload`.")
    ] = None
    time_zone: Annotated[str | None, Field(max_length=50, description="As for `POST /sales-data/upload`.")] = None
    sku_map: SkuMap


class NewSales(RequestBody):
    """Sales of some products and days; an item that is wrong is reported by its index and does not stop the others."""

    items: Annotated[
        list[Annotated[Any, WithJsonSchema(_ITEM)]],
        Field(min_length=1, max_length=MAX_ITEMS),
    ]
    mode: Annotated[
        UploadMode, Field(description="Replace the days, or add to them, which needs an `Idempotency-Key`.")
    ] = UploadMode.REPLACE
    on_unknown_product: OnUnknownProduct = OnUnknownProduct.REJECT
    sku_map: SkuMap


class UploadTicketBody(ResponseBody):
    """Address for the file: one request with this method, these headers and the file as its body."""

    upload_id: str
    upload_url: str
    method: str
    headers: dict[str, str]
    expires_at: JsonInstant
    max_bytes: int
    status_url: str

    @classmethod
    def of(cls, ticket: UploadTicket) -> Self:
        """Return the JSON form of a ticket."""
        return cls(
            upload_id=ticket.upload_id,
            upload_url=ticket.upload_url,
            method=ticket.method,
            headers=ticket.headers,
            expires_at=ticket.expires_at,
            max_bytes=ticket.max_bytes,
            status_url=f"/sales-data/uploads/{ticket.upload_id}",
        )


class SalesDayBody(ResponseBody):
    """Sales of a product on a day, or in the week or month that starts on `date`."""

    product_id: str
    date: date
    quantity_sold: JsonNumber
    revenue: JsonNumber | None
    price: JsonNumber | None
    created_at: JsonInstant | None

    @classmethod
    def of(cls, sales: PeriodSales) -> Self:
        """Return the JSON form of one period."""
        return cls(
            product_id=sales.product_id,
            date=sales.day,
            quantity_sold=sales.quantity_sold,
            revenue=sales.revenue,
            price=sales.price,
            created_at=sales.created_at,
        )


class SalesHistoryPage(ResponseBody):
    """Some of a product's history, oldest first, and the cursor of what follows."""

    items: list[SalesDayBody]
    next_cursor: str | None


class RecentSalesItem(ResponseBody):
    """Units that a product sold, a value a period."""

    product_id: str
    quantity_sold: Annotated[list[JsonNumber | None], Field(description="Null where the product has no row.")]


class RecentSalesBody(ResponseBody):
    """Units sold by some products in the same last periods, for small charts beside them."""

    granularity: Granularity
    as_of: Annotated[date, Field(description="Today: the last period holds days up to it.")]
    periods: Annotated[list[date], Field(description="First days of the periods, oldest first.")]
    items: list[RecentSalesItem]
    without_sales: Annotated[list[str], Field(description="Products that never sold, or that there are not.")]

    @classmethod
    def of(cls, recent: RecentSales, product_ids: Sequence[str], granularity: Granularity) -> Self:
        """Return the JSON form, in the order that products were asked for."""
        return cls(
            granularity=granularity,
            as_of=recent.as_of,
            periods=list(recent.periods),
            items=[
                RecentSalesItem(product_id=each, quantity_sold=list(recent.quantities[each]))
                for each in product_ids
                if each in recent.quantities
            ],
            without_sales=[each for each in product_ids if each not in recent.quantities],
        )


class CategoryBody(ResponseBody):
    """The sales of one category."""

    category: str
    products: int
    product_days: int
    total_units: JsonNumber
    total_revenue: JsonNumber


class MonthBody(ResponseBody):
    """The sales of one month."""

    month: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    total_units: JsonNumber
    total_revenue: JsonNumber


class TopProductBody(ResponseBody):
    """One of the products that sell most."""

    product_id: str
    name: str
    category: str
    total_units: JsonNumber
    total_revenue: JsonNumber
    last_date: date


class StockoutProductBody(ResponseBody):
    """A product that seems to have been out of stock."""

    product_id: str
    runs: int
    days: int


class DataQualityBody(ResponseBody):
    """Data quality: gaps, suspected stockouts and stale products."""

    gaps: Annotated[int, Field(description="Days without a row between a product's first and last row, summed.")]
    suspected_stockouts: Annotated[int, Field(description="Runs of days without a sale too long to be chance.")]
    stockout_products: Annotated[list[StockoutProductBody], Field(description="The 20 with most such days.")]
    stale_products: Annotated[
        list[str],
        Field(description="Active, but without a row in the latest 28 days: the first 500 in order of their ids."),
    ]
    stale_total: Annotated[int, Field(description="How many there are of these in all.")]


class SalesSummaryBody(ResponseBody):
    """The shop's sales at a glance."""

    products: int
    products_with_sales: int
    product_days: int
    first_date: date | None
    last_date: date | None
    total_units: JsonNumber
    total_revenue: JsonNumber
    summed_as_of: SummedAsOf
    by_category: list[CategoryBody]
    by_month: list[MonthBody]
    top_products: list[TopProductBody]
    data_quality: DataQualityBody
    warnings: Annotated[list[WarningBody], Field(description=UNKNOWN_CATEGORY)]

    @classmethod
    def of(cls, summary: SalesSummary, category: str | None = None) -> Self:
        """Return the JSON form of a summary, of all or of one category."""
        quality = summary.data_quality
        return cls(
            products=summary.products,
            products_with_sales=summary.products_with_sales,
            product_days=summary.product_days,
            first_date=summary.first_date,
            last_date=summary.last_date,
            total_units=summary.total_units,
            total_revenue=summary.total_revenue,
            summed_as_of=summary.summed_as_of,
            by_category=[CategoryBody(**vars(category)) for category in summary.by_category],
            by_month=[
                MonthBody(
                    month=f"{month.month:%Y-%m}", total_units=month.total_units, total_revenue=month.total_revenue
                )
                for month in summary.by_month
            ],
            top_products=[TopProductBody(**vars(product)) for product in summary.top_products],
            data_quality=DataQualityBody(
                gaps=quality.gaps,
                suspected_stockouts=quality.suspected_stockouts,
                stockout_products=[
                    StockoutProductBody(product_id=product_id, runs=runs, days=days)
                    for product_id, runs, days in quality.stockout_products
                ],
                stale_products=list(quality.stale_products),
                stale_total=quality.stale_total,
            ),
            warnings=WarningBody.all_of(empty_category(category, summary.products)),
        )


_ENGLISH = {role: names["en"].split("|") for role, names in NAMES.items()}

OPENAPI_REQUEST_BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("/sales-data/upload", "post"): file_body(
        "Sales as a file with a header, separated by `,`, `;`, tab or `|`, up to 4.5 MB; `Content-Encoding: gzip` is "
        f"understood. {named_columns(_ENGLISH)} The first three are needed. "
        f"Columns are known by their names in {', '.join(LANGUAGES.values())} too. "
        f"{', '.join(layout.name for layout in EXPORTS)} load as they come. "
        "Rows of one product and day are summed; a later upload replaces the day, or adds to it with `mode=add`.",
        "date,product_id,quantity_sold,price\n2026-11-20,SKU-1,12,4.99\n",
    ),
}
