"""Checkpoint of loading a file, in a form that outlives the run, and the stores and sizes of loading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Self

from domain.sales.aggregation.row_counts import Tally
from domain.sales.csv.detect import FilePlan
from domain.shared.csv.encodings import EncodingEvidence
from domain.shared.csv.evidence import Evidence
from domain.shared.csv.rejected import rejected_lines, traced, traced_header

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.sales.ports import SalesCatalogue, SalesLedger, UploadFiles, UploadRecords
    from domain.shared.csv.import_mapping import KnownMappings

#: The form that progress is kept in; raise it with any change to what :meth:`Progress.to_json` returns.
FORM: Final = 8
_UNSAFE_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9._-]+")

_MOST_TIMES: Final = 20


@dataclass(frozen=True)
class Stores:
    """The products, where sales are kept, uploads with their files, and the import mappings.

    ``currency`` is what the shop keeps its amounts in.
    """

    catalogue: SalesCatalogue
    ledger: SalesLedger
    records: UploadRecords
    files: UploadFiles
    mappings: KnownMappings
    currency: str | None = None


@dataclass(frozen=True)
class Sizes:
    """Portion sizes; memory is bounded by a few times the larger of segment and partition.

    Parameters
    ----------
    block, segment
        Bytes of text that are parsed at once, and that are read between two notes of how far it is.
    partition
        Bytes of text whose products are written from memory together.
    run
        Product-days that are written between two notes.
    """

    block: int = 2 << 20
    segment: int = 16 << 20
    partition: int = 16 << 20
    run: int = 20_000


def clean_name(filename: str | None) -> str | None:
    """Return a file's name as it may be kept: its last part, in letters and digits."""
    if not filename:
        return None
    name = _UNSAFE_IN_NAMES.sub("_", filename.replace("\\", "/").rpartition("/")[2]).strip("._")
    return name[-100:] or None


def upload_key(upload_id: str, name: str) -> str:
    """Return the key of an upload's file."""
    return f"uploads/{upload_id}/{name}"


@dataclass(frozen=True)
class Staging:
    """Keys of an upload's intermediate files."""

    upload_id: str

    def segment(self, number: int) -> str:
        """Return where the sums of a segment are."""
        return self.key(f"segment-{number:06d}")

    def key(self, name: str) -> str:
        """Return where anything else is."""
        return f"staging/{self.upload_id}/{name}"


@dataclass
class Progress:
    """Progress of loading a file; survives JSON.

    Parameters
    ----------
    offset, line, order
        Where reading goes on, and what it has to know of the rows before.
    partitions
        How many partitions the sums are kept in.
    segments, read
        How many segments are read, and whether those are all.
    partition, chunk
        The partition that is being written, and how many of its runs of product-days are.
    rejected
        The files with rejected rows, in order.
    evidence
        What the cells said so far about how the file is to be read.
    begun_again
        How often reading had to begin anew.
    """

    plan: FilePlan
    offset: int
    line: int
    partitions: int = 1
    segments: int = 0
    read: bool = False
    partition: int = 0
    chunk: int = 0
    compared: int = 0
    order: list[str] | None = None
    tally: Tally = field(default_factory=Tally)
    rejected: list[str] = field(default_factory=list)
    evidence: Evidence = field(default_factory=Evidence)
    upload_id: str = ""
    origins: list[str] = field(default_factory=list)
    begun_again: int = 0

    @classmethod
    def begun(cls, plan: FilePlan, upload_id: str, partitions: int = 1, evidence: Evidence | None = None) -> Self:
        """Return the progress of a file of which no row is read by this plan."""
        return cls(plan, plan.offset, plan.first_line, partitions, evidence=evidence or Evidence(), upload_id=upload_id)

    def again(self, plan: FilePlan) -> Progress:
        """Return the progress of the same file, to be read anew by a better plan.

        Each proof decides something once, so a file begins anew a few times at most.
        """
        if self.begun_again == _MOST_TIMES:
            raise RuntimeError("what is proven of a file goes round in circles")
        self.evidence.encoding = EncodingEvidence()
        fresh = self.begun(plan, self.upload_id, self.partitions, self.evidence)
        fresh.begun_again = self.begun_again + 1
        return fresh

    def rejected_lines(self, rows: Iterable[tuple[int, Sequence[str]]]) -> bytes:
        """Return rejected rows, each with its line, as they are kept."""
        header = self.plan.header
        return rejected_lines(traced(rows, header.names, self.upload_id), header.delimiter, self.plan.encoding)

    def rejected_header(self) -> bytes:
        """Return the header of the file of rejected rows."""
        header = self.plan.header
        return rejected_lines([traced_header(header.names)], header.delimiter, self.plan.encoding)

    def to_json(self) -> dict[str, Any]:
        """Return a form that survives JSON, and later changes."""
        own = {"plan": self.plan.to_json(), "tally": self.tally.to_json(), "rejected": list(self.rejected)}
        own["origins"] = list(self.origins)
        own["evidence"] = self.evidence.to_json()
        return vars(self) | own | {"form": FORM}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self | None:
        """Return what :meth:`to_json` kept, ``None`` when it kept nothing or in another form: loading begins again."""
        if kept.get("form") != FORM:
            return None
        own = {
            "plan": FilePlan.from_json(kept["plan"]),
            "tally": Tally.from_json(kept["tally"]),
            "rejected": list(kept["rejected"]),
            "origins": list(kept["origins"]),
            "evidence": Evidence.from_json(kept["evidence"]),
        }
        return cls(**({name: value for name, value in kept.items() if name != "form"} | own))
