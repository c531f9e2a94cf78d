#!/usr/bin/env python3
"""`check_schema.py GOUJI` holds the JSON reports of the five plans, of a broken one, and of one with a configuration and a
baseline, and those of their graphs, trends, scenarios, progress and comparisons, against their schemas in reports/."""

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
    """Runs the program, and fails when its JSON does not fit or it exits otherwise."""
    validator = jsonschema.Draft202012Validator(json.loads((root / "reports" / schema).read_text(encoding="utf-8")))
    run = subprocess.run([sys.argv[1], *arguments], cwd=root, capture_output=True, text=True)
    errors = list(validator.iter_errors(json.loads(run.stdout)))
    for error in errors[:5]:
        print(f"{arguments}: {list(error.absolute_path)}: {error.message}")
    if errors or run.returncode != code:
        sys.exit(1)


with tempfile.TemporaryDirectory() as folder:
    broken = pathlib.Path(folder) / "broken.plan"
    broken.write_text('plan a {\n indicator x 家 { target 2026 = 5家; claim 2026 = 6家; targt 2026 }\n}\n', encoding="utf-8")
    configured = pathlib.Path(folder) / "configured"
    configured.mkdir()
    (configured / "gouji.toml").write_text('select = ["reconcile"]\nbaseline = "known.tsv"\n', encoding="utf-8")
    (configured / "known.tsv").write_text(
        "#gouji-baseline\t1\n"
        "2026-03-01\tmilestone-target-mismatch\ta\tindicator\tx\tmilestone@2026=6家 target@2026=5家\t1\n"
        "2026-03-01\tmilestone-target-mismatch\ta\tindicator\ty\t-\t1\n", encoding="utf-8")
    (configured / "known.plan").write_text(
        "plan a {\n indicator x 家 { target 2026 = 5家; milestone 2026 6家 }\n indicator z 家 { target 2026 = 5家; milestone 2026 6家 }\n}\n",
        encoding="utf-8")
    for arguments in (["plans"], ["plans", "--show-checks"], [str(broken)], [str(configured)]):
        hold("audit.schema.json", ["audit", "--format", "json", *arguments], 1)
for plan in sorted((root / "plans").glob("*.plan")) + sorted((root / "tests/plans/clean").glob("*.plan")):
    hold("graph.schema.json", ["graph", "--format", "json", str(plan)], 0)
for scenario in sorted((root / "plans/scenarios").glob("*.scenario")):
    hold("whatif.schema.json", ["whatif", "--format", "json", f"plans/{scenario.stem}.plan", str(scenario)], 0)
for plan in sorted((root / "plans").glob("*.plan")):
    hold("status.schema.json", ["status", "--format", "json", "--as-of", "2025-06-30", str(plan)], 0)
for arguments in (["docs/examples/lingang-draft.plan", "docs/examples/lingang.plan"], ["plans/haishu.plan", "plans/wenzhou.plan"],
                  ["plans/haishu.plan", "plans/haishu.plan"], ["plans/xiamen.plan", "plans/huaiyin.plan"]):
    hold("compare.schema.json", ["compare", "--format", "json", "--fail-on", "never", *arguments], 0)
hold("trend.schema.json", ["trend", "--format", "json", "plans", "docs/examples/yunxi.plan"], 0)
print("the reports fit their schemas")
