#!/usr/bin/env python3
"""`check_schema.py GOUJI` holds the JSON reports against their schemas: of an audit of the five plans and of a broken one
(reports/audit.schema.json), of the trends of the five plans and of an example with a past (reports/trend.schema.json)."""

import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

root = pathlib.Path(__file__).resolve().parent.parent


def hold(schema, arguments, code):
    validator = jsonschema.Draft202012Validator(json.loads((root / schema).read_text(encoding="utf-8")))
    run = subprocess.run([sys.argv[1], *arguments], cwd=root, capture_output=True, text=True)
    errors = list(validator.iter_errors(json.loads(run.stdout)))
    for error in errors[:5]:
        print(f"{arguments}: {list(error.absolute_path)}: {error.message}")
    if errors or run.returncode != code:
        sys.exit(1)


with tempfile.TemporaryDirectory() as folder:
    broken = pathlib.Path(folder) / "broken.plan"
    broken.write_text('plan a {\n indicator x 家 { target 2026 = 5家; claim 2026 = 6家; targt 2026 }\n}\n', encoding="utf-8")
    for arguments in (["plans"], ["plans", "--show-checks"], [str(broken)]):
        hold("reports/audit.schema.json", ["audit", "--format", "json", *arguments], 1)
hold("reports/trend.schema.json", ["trend", "--format", "json", "plans", "docs/examples/yunxi.plan"], 0)
print("the reports fit their schemas")
