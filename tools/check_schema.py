#!/usr/bin/env python3
"""`check_schema.py GOUJI` holds the JSON reports of the five plans, and of a broken one, against their schemas in reports/."""

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
schema = json.loads((root / "reports/audit.schema.json").read_text(encoding="utf-8"))
validator = jsonschema.Draft202012Validator(schema)

with tempfile.TemporaryDirectory() as folder:
    broken = pathlib.Path(folder) / "broken.plan"
    broken.write_text('plan a {\n indicator x 家 { target 2026 = 5家; claim 2026 = 6家; targt 2026 }\n}\n', encoding="utf-8")
    for arguments in (["plans"], ["plans", "--show-checks"], [str(broken)]):
        run = subprocess.run([sys.argv[1], "audit", "--format", "json", *arguments], cwd=root, capture_output=True, text=True)
        errors = list(validator.iter_errors(json.loads(run.stdout)))
        for error in errors[:5]:
            print(f"{arguments}: {list(error.absolute_path)}: {error.message}")
        if errors or run.returncode != 1:
            sys.exit(1)

schema = json.loads((root / "reports/graph.schema.json").read_text(encoding="utf-8"))
validator = jsonschema.Draft202012Validator(schema)
for plan in sorted((root / "plans").glob("*.plan")) + sorted((root / "tests/plans/clean").glob("*.plan")):
    arguments = [sys.argv[1], "graph", "--format", "json", str(plan)]
    run = subprocess.run(arguments, cwd=root, capture_output=True, text=True)
    errors = list(validator.iter_errors(json.loads(run.stdout)))
    for error in errors[:5]:
        print(f"{plan.name}: {list(error.absolute_path)}: {error.message}")
    if errors or run.returncode != 0:
        sys.exit(1)
print("the reports fit their schemas")
