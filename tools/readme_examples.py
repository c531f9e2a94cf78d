#!/usr/bin/env python3
"""The worked examples of README.md and docs/COMPARE.md are real: `readme_examples.py GOUJI` fails when one is stale, with --write
they are brought up to date. An example is a console block that begins with `$ gouji …`; the README shows its plan as well."""

import pathlib
import re
import shlex
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
PAGES = ["README.md", "docs/COMPARE.md"]
EXAMPLE = re.compile(r"(```console\n\$ gouji (.+)\n)(?:(?!```).*\n)*```\n")


def fresh(gouji: str, text: str) -> str:
    def run(match: re.Match) -> str:
        output = subprocess.run([gouji, *shlex.split(match.group(2))], cwd=root, capture_output=True, text=True).stdout
        return f"{match.group(1)}{output.rstrip()}\n```\n"

    plan = (root / "docs/examples/lingang.plan").read_text(encoding="utf-8")
    text = re.sub(r"```\n// 虚构.*?\n```\n", lambda _: f"```\n{plan}```\n", text, count=1, flags=re.S)
    return EXAMPLE.sub(run, text)


def main() -> int:
    gouji = str(pathlib.Path(sys.argv[1]).resolve())
    stale = 0
    for name in PAGES:
        page = root / name
        old = page.read_text(encoding="utf-8")
        new = fresh(gouji, old)
        if new == old:
            continue
        if "--write" in sys.argv:
            page.write_text(new, encoding="utf-8")
            continue
        print(f"{name}: an example is stale; run tools/readme_examples.py GOUJI --write")
        stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main())
