"""Remove from the layer's packages what no function ever reads, so that less is downloaded, mapped and searched.

Only whole directories and files whose kind says so are removed (tests, type stubs, headers, the API descriptions of
AWS services that are not called). The layer-completeness test imports every handler against the result.
"""

import shutil
import sys
from pathlib import Path

# The AWS services the code talks to, and STS, through which credentials may come: the rest of the descriptions goes.
SERVICES = frozenset(
    {"bedrock-runtime", "dynamodb", "events", "lambda", "s3", "secretsmanager", "sns", "sqs", "stepfunctions", "sts"}
)

# Directories that hold no code a function runs, by package.
DIRECTORIES = (
    "bin",
    "boto3/examples",
    "numpy/_pyinstaller",
    "numpy/distutils",
    "numpy/doc",
    "numpy/f2py",
    "numpy/_core/include",
    "numpy/_core/lib",
    "numpy/random/lib",
    "numpy/random/_examples",
    "pydantic/v1",
    "pydantic/mypy.py",
)
TEST_DIRECTORIES = frozenset({"tests", "testing", "test"})
# numpy imports numpy.testing lazily, reportlab's graphics have no tests of their own in the wheel.
KEPT_TESTING = ("numpy/testing",)
# Modules that only attach docstrings to compiled functions: emptied, numpy starts a tenth sooner.
DOCSTRINGS = ("numpy/_core/_add_newdocs.py", "numpy/_core/_add_newdocs_scalars.py")
SUFFIXES = (".pyi", ".pxd", ".pyx", ".h", ".a", ".c", ".cpp", ".exe", ".dist-info/RECORD", ".dist-info/INSTALLER")


def remove(path: Path) -> None:
    """Remove a file or a whole directory."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def trim_services(data: Path, keep: frozenset[str]) -> None:
    """Keep the descriptions of ``keep`` and the shared files (endpoints, partitions, retry rules)."""
    for entry in sorted(data.iterdir()):
        if entry.is_dir() and entry.name not in keep:
            remove(entry)


def trim(site: Path) -> None:
    """Trim the packages installed under ``site``."""
    for name in DIRECTORIES:
        remove(site / name)
    for name in DOCSTRINGS:
        (site / name).write_text("")
    for package in ("botocore", "boto3"):
        trim_services(site / package / "data", SERVICES)
    kept = tuple(str(site / name) for name in KEPT_TESTING)
    for path in sorted(site.rglob("*"), reverse=True):
        if not str(path).startswith(kept) and is_unread(path):
            remove(path)


def is_unread(path: Path) -> bool:
    """Say whether no function ever reads a file or directory."""
    if path.is_dir():
        return path.name in TEST_DIRECTORIES or path.name == "__pycache__"
    return path.is_file() and str(path).endswith(SUFFIXES)


def main() -> None:
    """Trim the directory named on the command line and say what that saved."""
    site = Path(sys.argv[1])
    before = size(site)
    trim(site)
    sys.stderr.write(f"layer: {before / 1e6:.0f} MB trimmed to {size(site) / 1e6:.0f} MB\n")


def size(directory: Path) -> int:
    """Bytes of all files below ``directory``."""
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
