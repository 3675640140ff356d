"""Expands template.yaml the way AWS does, to JSON on standard output; run with the SAM command line's own interpreter.

The template tests and the security scan look at what will really be created, not only at what was written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from samcli.yamlhelper import yaml_parse  # type: ignore[import-not-found]  # in an environment of its own
from samtranslator.translator.transform import transform  # type: ignore[import-not-found]

# What `sam package` would put in the place of local paths.
PACKAGED = {"CodeUri": "s3://packaged/code", "ContentUri": "s3://packaged/layer", "DefinitionUri": "s3://packaged/job"}


class _NoManagedPolicies:
    def load(self) -> dict[str, str]:
        return {"AWSLambdaBasicExecutionRole": "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"}


def main() -> None:
    """Print the expanded template, with parameters that are given as JSON."""
    template = yaml_parse(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sections = [
        template["Globals"]["Function"],
        *(resource["Properties"] for resource in template["Resources"].values()),
    ]
    for section in sections:
        for key in PACKAGED.keys() & section.keys():
            section[key] = PACKAGED[key]
    given = json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}
    expanded = transform(template, given, _NoManagedPolicies(), passthrough_metadata=True)
    json.dump(expanded, sys.stdout, indent=1, default=str)


if __name__ == "__main__":
    main()
