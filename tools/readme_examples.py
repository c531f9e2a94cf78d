#!/usr/bin/env python3
"""The README's worked example is real: `readme_examples.py GOUJI` fails when it is stale, with --write it is brought up to date."""

import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
readme = root / "README.md"


def fresh(gouji: str) -> str:
    example = "docs/examples/lingang.plan"
    run = subprocess.run([gouji, "audit", example], cwd=root, capture_output=True, text=True)
    plan = (root / example).read_text(encoding="utf-8")
    text = readme.read_text(encoding="utf-8")
    text = re.sub(r"```\n// 虚构.*?\n```\n", lambda _: f"```\n{plan}```\n", text, count=1, flags=re.S)
    return re.sub(
        r"(```console\n\$ gouji audit docs/examples/lingang.plan\n).*?\n```\n",
        lambda match: f"{match.group(1)}{run.stdout.rstrip()}\n```\n",
        text,
        count=1,
        flags=re.S,
    )


def main() -> int:
    gouji = str(pathlib.Path(sys.argv[1]).resolve())
    text = fresh(gouji)
    if "--write" in sys.argv:
        readme.write_text(text, encoding="utf-8")
        return 0
    if text == readme.read_text(encoding="utf-8"):
        return 0
    print("README.md: the example is stale; run tools/readme_examples.py GOUJI --write")
    return 1


if __name__ == "__main__":
    sys.exit(main())
