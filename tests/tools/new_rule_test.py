#!/usr/bin/env python3
"""tools/new_rule in a temporary copy: what it writes compiles and is listed in order, what it cannot do it says and leaves alone."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

source = pathlib.Path(sys.argv[1])
compiler = sys.argv[2]
failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)


def tree(root):
    return {file.relative_to(root): file.read_bytes() for file in root.rglob("*") if file.is_file()}


with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder)
    shutil.copytree(source / "analyzer/rules", root / "analyzer/rules")
    (root / "tools").mkdir()
    (root / "tests/analyzer").mkdir(parents=True)
    shutil.copy(source / "tools/new_rule", root / "tools/new_rule")

    def run(*arguments):
        return subprocess.run([sys.executable, root / "tools/new_rule", *arguments], capture_output=True, text=True, check=False)

    def codes():
        return re.findall(r"GOUJI_RULE\(\w+\)\s*// (GJ\d{4})", (root / "analyzer/rules/rules.def").read_text(encoding="utf-8"))

    before = tree(root)
    refused = {
        ("GJ0101", "wholly-new-name", "reconcile"): "GJ0101 is taken by milestone-target-mismatch",
        ("GJ0198", "unit-missing", "reconcile"): "unit-missing is taken by GJ0201",
        ("GJ198", "wholly-new-name", "reconcile"): "is no code",
        ("gj0198", "wholly-new-name", "reconcile"): "is no code",
        ("GJ0098", "wholly-new-name", "language"): "mistakes of the language",
        ("GJ0198", "Wholly_New", "reconcile"): "is no name",
        ("GJ0198", "new", "reconcile"): "is no name",
        ("GJ0198", "wholly-new-", "reconcile"): "is no name",
        ("GJ0198", "wholly-new-name", "unit"): "GJ01nn is the family reconcile",
        ("GJ9998", "wholly-new-name", "unit"): "the family unit has the codes GJ02nn",
        ("GJ0198", "wholly-new-name", "Unit"): "is no family",
        ("GJ0198", "wholly-new-name"): "usage",
    }
    for arguments, reason in refused.items():
        result = run(*arguments)
        expect(result.returncode == 2, f"{arguments}: exit code {result.returncode}")
        expect(reason in result.stderr, f"{arguments}: {result.stderr}")
        expect(tree(root) == before, f"{arguments} changed something")

    added = [("GJ0198", "wholly-new-name", "reconcile"), ("GJ0298", "other-new-name", "unit"), ("GJ9901", "first-of-family", "invented")]
    for arguments in added:
        result = run(*arguments)
        expect(result.returncode == 0, f"{arguments}: {result.stderr}")
        expect(arguments[0] in codes(), f"{arguments[0]} is not listed")
        expect(codes() == sorted(codes()), f"not in order of code: {codes()}")
        identifier = arguments[1].replace("-", "_")
        rule = root / f"analyzer/rules/{identifier}.cpp"
        fixture = root / f"tests/analyzer/{identifier}_test.cpp"
        for file in (rule, fixture):
            text = file.read_text(encoding="utf-8")
            expect("【待写】" in text and not re.search(r"@[A-Z]+@", text), f"{file.name} has no marks, or some were left")
        check = subprocess.run([compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-I", root, "-I", source, rule],
                               capture_output=True, text=True, check=False)
        expect(check.returncode == 0 and not check.stderr, f"{rule.name} does not compile: {check.stderr[:500]}")
        expect(run(*arguments).returncode == 2, f"{arguments} was written twice")

    listing = (root / "analyzer/rules/rules.def").read_text(encoding="utf-8")
    old = (source / "analyzer/rules/rules.def").read_text(encoding="utf-8")
    squeezed = lambda text: {re.sub(r"\s+", " ", line) for line in text.splitlines()}
    expect(squeezed(old) <= squeezed(listing), "a line of rules.def was lost")
    expect("// invented\nGOUJI_RULE(first_of_family)" in listing, "a new family has no comment of its own")
    for family in re.split(r"\n\n", listing):
        columns = {line.index("//") for line in family.splitlines() if line.startswith("GOUJI_RULE")}
        expect(len(columns) <= 1, f"the comments are not aligned:\n{family}")

for failure in failures:
    print(failure)
sys.exit(1 if failures else 0)
