"""Uploaded files in OpenAPI and JSON: the body that is a file, and the report on it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Self

from aws_lambda_powertools.event_handler import Response
from pydantic import Field

from domain.shared.csv.report import UnusableUploadError, UploadReport, UploadStatus
from handlers.shared import problems
from handlers.shared.json_types import JsonNumber, ResponseBody

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aws_lambda_powertools.event_handler import APIGatewayRestResolver

    from domain.shared.csv.read_as import ReadAs
    from domain.shared.csv.report import Notice, Overwrites


class RowErrorBody(ResponseBody):
    """Error of one row that was not taken."""

    line: Annotated[
        int, Field(description="The line of the file the row starts on; the header is on line 1. Of JSON, the index.")
    ]
    column: Annotated[str | None, Field(description="The column at fault, as the file names it.")]
    value: str | None
    code: str
    detail: str


class NoticeBody(ResponseBody):
    """Something worth knowing that did not keep rows from being taken."""

    code: str
    detail: str
    line: Annotated[int | None, Field(description="The line of the cell that it is about, where it is about one.")] = (
        None
    )
    column: Annotated[str | None, Field(description="The cell's column, as the file names it.")] = None
    value: str | None = None

    @classmethod
    def of(cls, notice: Notice) -> Self:
        """Return the JSON form."""
        return cls(code=notice.code, detail=notice.detail, line=notice.line, column=notice.column, value=notice.value)


class ExclusionBody(ResponseBody):
    """Rows that are no sales by what a column says: cancelled, void, a draft, …"""

    column: Annotated[str, Field(description="The column, as the file names it.")]
    value: Annotated[str | None, Field(description="Its value, as the file writes it; null: further values.")]
    rows: int


class OverwriteBody(ResponseBody):
    """A product-day that is replaced."""

    product_id: str
    date: date
    units_before: JsonNumber
    units_after: JsonNumber


class OverwritesBody(ResponseBody):
    """The product-days that a file puts in place of stored ones."""

    product_days: int
    units_before: JsonNumber
    units_after: JsonNumber
    examples: Annotated[list[OverwriteBody], Field(description="Those that change most.")]

    @classmethod
    def of(cls, overwrites: Overwrites) -> Self:
        """Return the JSON form."""
        return cls(
            product_days=overwrites.product_days,
            units_before=overwrites.units_before,
            units_after=overwrites.units_after,
            examples=[OverwriteBody(**vars(each)) for each in overwrites.examples],
        )


class ReadAsBody(ResponseBody):
    """Reading result of a file; null is what was not decided."""

    layout: Annotated[str, Field(description="The known export that the file is, or `table`.")]
    encoding: str
    delimiter: str
    columns: Annotated[
        dict[str, str | None], Field(description="The file's own column name by role; null where there is none.")
    ]
    unused_columns: Annotated[list[str], Field(description="Columns that were not looked at.")]
    date_format: Annotated[str | None, Field(description="As `date_format=` takes it.")]
    decimal_mark: str | None
    group_mark: Annotated[
        str | None, Field(description="Groups thousands, where a file groups them; blanks and apostrophes do too.")
    ]
    currency: Annotated[
        str | None, Field(description="What amounts of money are in (ISO 4217); null where the file has none.")
    ]
    time_zone: Annotated[
        str | None,
        Field(description="Whose days they are: the caller's zone, or the one offset of all stamps; null: as written."),
    ]
    mapping_id: Annotated[
        str | None, Field(description="The import mapping whose options were taken, since the call had none.")
    ] = None

    @classmethod
    def of(cls, read_as: ReadAs) -> Self:
        """Return the JSON form."""
        return cls(
            layout=read_as.layout,
            encoding=read_as.encoding,
            delimiter=read_as.delimiter,
            columns=dict(read_as.columns),
            unused_columns=list(read_as.unused_columns),
            date_format=read_as.date_format,
            decimal_mark=read_as.decimal_mark,
            group_mark=read_as.group_mark,
            currency=read_as.currency,
            time_zone=read_as.time_zone,
            mapping_id=read_as.mapping_id,
        )


class UploadReportBody(ResponseBody):
    """Upload report: every row is accounted for."""

    upload_id: str
    status: UploadStatus
    progress: Annotated[float, Field(ge=0, le=1)]
    dry_run: bool
    filename: str | None
    rows_received: Annotated[int, Field(description="Always rows_accepted + rows_rejected.")]
    rows_accepted: int
    rows_rejected: int
    rows_skipped: Annotated[int, Field(description="Blank lines and lines of totals; not part of rows_received.")]
    product_days_written: int
    products_touched: int
    products_created: int
    first_date: date | None
    last_date: date | None
    errors: Annotated[list[RowErrorBody], Field(description="The first 100.")]
    errors_truncated: bool
    rejected_rows_url: Annotated[
        str | None, Field(description="The rejected rows, to be corrected and uploaded again; valid for an hour.")
    ]
    warnings: list[NoticeBody]
    excluded: Annotated[
        list[ExclusionBody], Field(description="Rows that count as no sale; they are among the accepted ones.")
    ]
    overwrites: Annotated[
        OverwritesBody | None,
        Field(description="What was stored of the file's product-days before; null for files that replace none."),
    ]
    failure: Annotated[str | None, Field(description="Why the upload failed as a whole.")]
    read_as: Annotated[ReadAsBody | None, Field(description="How the file was read; null as long as none of it was.")]
    status_url: Annotated[
        str | None, Field(description="Where to ask for this report again; null when nothing was kept.")
    ]

    @classmethod
    def of(cls, report: UploadReport, rejected_rows_url: str | None, status_url: str | None = None) -> Self:
        """Return the JSON form of a report; ``status_url`` is where it can be asked for again."""
        return cls(
            upload_id=report.upload_id,
            status=report.status,
            progress=round(report.progress, 4),
            dry_run=report.dry_run,
            filename=report.filename,
            rows_received=report.rows_received,
            rows_accepted=report.rows_accepted,
            rows_rejected=report.rows_rejected,
            rows_skipped=report.rows_skipped,
            product_days_written=report.product_days_written,
            products_touched=report.products_touched,
            products_created=report.products_created,
            first_date=report.first_date,
            last_date=report.last_date,
            errors=[
                RowErrorBody(line=row.line, column=row.column, value=row.value, code=row.code, detail=row.detail)
                for row in report.errors
            ],
            errors_truncated=report.errors_truncated,
            rejected_rows_url=rejected_rows_url,
            warnings=[NoticeBody.of(notice) for notice in report.warnings],
            excluded=[ExclusionBody(column=each.column, value=each.value, rows=each.rows) for each in report.excluded],
            overwrites=OverwritesBody.of(report.overwrites) if report.overwrites else None,
            failure=report.failure,
            read_as=ReadAsBody.of(report.read_as) if report.read_as else None,
            status_url=status_url,
        )


def named_columns(aliases: Mapping[str, Sequence[str]]) -> str:
    """Return the names that columns go by, as sentences."""
    listed = "; ".join(
        f"{role} (" + ", ".join(f"`{name.replace(' ', '_')}`" for name in names) + ")"
        for role, names in aliases.items()
    )
    return f"Columns are found by name, in any order; case, blanks, `_`, `-` and `.` make no difference: {listed}."


def file_body(description: str, example: str) -> dict[str, Any]:
    """Return the OpenAPI ``requestBody`` of a call that takes a CSV file as it is or in a form."""
    file = {"type": "string", "format": "binary"}
    return {
        "required": True,
        "description": description,
        "content": {
            "text/csv": {"schema": {"type": "string"}, "example": example},
            "multipart/form-data": {
                "schema": {"type": "object", "required": ["file"], "properties": {"file": file}},
                "encoding": {"file": {"contentType": "text/csv, text/tab-separated-values, application/gzip"}},
            },
            "text/tab-separated-values": {"schema": {"type": "string"}},
            "application/gzip": {"schema": file},
        },
    }


def answer_unusable_files(
    app: APIGatewayRestResolver, body_of: Callable[[UnusableUploadError], UploadReportBody]
) -> None:
    """Let an app answer a file of which nothing could be used: the problem carries the report a success would be."""

    @app.exception_handler(UnusableUploadError)
    def unusable(error: UnusableUploadError) -> Response[str]:
        told = body_of(error).model_dump(mode="json")
        of_items = (told["read_as"] or {}).get("layout") == "json"
        root = "/items" if of_items else "/lines"
        rows = [
            {"pointer": f"{root}/{row['line']}" + (f"/{row['column']}" if row["column"] else "")} | row
            for row in told["errors"]
        ]
        extra = {"report": told} | ({"errors": rows} if rows else {})
        return problems.from_domain_error(error.cause or error, extra=extra)
