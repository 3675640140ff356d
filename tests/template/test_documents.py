"""What documents and workflows tell people and machines to run is there to be run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from local.__main__ import VERBS, VERBS_WITH_WORDS
from local.checks import GROUPS

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / ".github").rglob("*.yml"), ROOT / ".ci" / "run"]
)
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z0-9-]*):", MAKEFILE, re.MULTILINE))


def named(document):
    return str(document.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_make_target_that_is_named_exists(document):
    text = document.read_text(encoding="utf-8")
    asked = set(re.findall(r"(?:`|^    |run: |\n\s+- run: )make ([a-z][a-z0-9-]*)", text, re.MULTILINE))
    assert asked <= TARGETS, asked - TARGETS


@pytest.mark.parametrize("document", [each for each in DOCUMENTS if each.suffix == ".md"], ids=named)
def test_every_link_leads_somewhere(document):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", [each for each in DOCUMENTS if each.suffix == ".md"], ids=named)
def test_every_module_that_is_to_be_run_exists(document):
    for name in re.findall(r"python -m ((?:benchmarks|local|scripts)[.\w]*)", document.read_text(encoding="utf-8")):
        path = ROOT / Path(*name.split("."))
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), name


def test_what_stands_in_for_aws_is_there():
    text = (ROOT / "docs/embedded-aws.md").read_text(encoding="utf-8")
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", text))
    assert len(named) > 20
    assert not [name for name in sorted(named) if f"def {name}(" not in tests]


def test_every_make_target_calls_a_verb_or_a_group_of_checks_that_exists():
    assert set(re.findall(r"\$\(LOCAL\) ([a-z][a-z-]*)", MAKEFILE)) <= VERBS.keys() | VERBS_WITH_WORDS.keys()
    assert set(re.findall(r"local\.checks ([a-z0-9-]+)", MAKEFILE)) <= GROUPS.keys()
    phony = set(re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[1].split())
    assert phony == TARGETS


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=named)
def test_a_workflow_is_bounded_pinned_and_has_only_the_rights_it_names(workflow):
    read = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert read["permissions"] == {"contents": "read"}
    for name, job in read["jobs"].items():
        if "uses" in job:
            assert (ROOT / job["uses"]).is_file(), name
            continue
        assert job["timeout-minutes"] <= 60, name
        rights = {("contents", "read"), ("id-token", "write"), ("security-events", "write")}
        assert set(job.get("permissions", {"contents": "read"}).items()) <= rights
        for step in job["steps"]:
            # A tag can be moved to other code, a commit cannot.
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"]) if "uses" in step else step["run"], name
            # What a stranger may have written goes into a script only through the environment.
            assert "${{" not in step.get("run", ""), name


def test_every_pinned_action_names_its_version_and_is_pinned_alike():
    lines = [line for path in WORKFLOWS for line in path.read_text(encoding="utf-8").splitlines() if "uses: " in line]
    pins = [re.search(r"uses: (\S+)@([0-9a-f]{40})  # (v\d+\.\d+\.\d+)$", line) for line in lines if "./" not in line]
    assert all(pins), lines
    versions = {match.groups() for match in pins}
    assert len({name for name, *_ in versions}) == len(versions)


def test_every_ecosystem_with_a_lock_is_kept_up_to_date():
    read = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))
    watched = {(item["package-ecosystem"], item["directory"]) for item in read["updates"]}
    assert watched == {("uv", "/"), ("npm", "/web"), ("github-actions", "/")}
    assert (ROOT / "uv.lock").exists()
    assert (ROOT / "web/package-lock.json").exists()


def test_a_deployments_tests_share_no_concurrency_group_with_others():
    read = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))["concurrency"]["group"] for path in WORKFLOWS}
    assert "github.workflow" in read["test"], "called by deploy, it is grouped with deploy's run"
    assert len(set(read.values())) == len(read)


def test_only_the_deployment_gets_an_identity_and_it_waits_for_the_tests():
    read = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in WORKFLOWS}
    having = {
        (stem, name)
        for stem, workflow in read.items()
        for name, job in workflow["jobs"].items()
        if job.get("permissions", {}).get("id-token")
    }
    assert having == {("deploy", "deploy")}
    deploy = read["deploy"]["jobs"]["deploy"]
    assert deploy["needs"] == "test"
    assert read["deploy"]["jobs"]["test"]["uses"] == "./.github/workflows/test.yml"
    assert "aws-access-key-id" not in str(read)
