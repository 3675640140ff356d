"""An audit passes only when every package was asked about and none has a hole."""

from __future__ import annotations

import json
import sys

import pytest

from local import audit

FINE = {"name": "six", "version": "1.17.0", "vulns": []}
HOLE = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
SKIPPED = {"name": "six", "skip_reason": "Dependency not found on PyPI and could not be audited"}


def npm(**severities):
    found = {name: {"severity": severity} for name, severity in severities.items()}
    return {"vulnerabilities": found, "metadata": {"dependencies": {"prod": 20}}}


@pytest.mark.parametrize(
    ("kind", "answer", "said"),
    [
        ("python", {"dependencies": [FINE]}, None),
        ("python", {"dependencies": [FINE, HOLE]}, "1 of 2 packages have known holes"),
        ("python", {"dependencies": [FINE, SKIPPED]}, "NOT AUDITED, the registry does not tell (1 packages)"),
        ("python", {}, "NOT AUDITED"),
        ("npm", npm(), None),
        ("npm", npm(minor="moderate"), None),
        ("npm", npm(left="critical"), "1 of 20 packages have known holes"),
        ("npm", {"error": {"summary": "405 Method Not Allowed"}}, "NOT AUDITED"),
    ],
)
def test_it_passes_only_where_all_was_asked_and_nothing_found(kind, answer, said, monkeypatch, capsys):
    command = [sys.executable, "-c", f"print({json.dumps(json.dumps(answer))})"]
    monkeypatch.setattr(sys, "argv", ["audit", kind, *command])
    if said is None:
        audit.main()
        assert "no known holes" in capsys.readouterr().out
        return
    with pytest.raises(SystemExit):
        audit.main()
    assert said in "".join(capsys.readouterr())
