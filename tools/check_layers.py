#!/usr/bin/env python3
"""Fails when an #include breaks the layer table of docs/ARCHITECTURE.md: dsl -> analyzer -> reports -> cli."""

import pathlib
import re
import sys

# folder: (folders of ours it may include, outside headers it may include besides the standard library)
LAYERS = {
    "dsl/grammar": ({"dsl", "dsl/grammar"}, {"boost", "fmt"}),
    "dsl": ({"dsl", "dsl/grammar"}, {"fmt", "utf8proc.h"}),
    "analyzer/units": ({"dsl", "analyzer/units"}, {"fmt", "boost"}),
    "analyzer/model": ({"dsl", "analyzer"}, {"fmt", "boost"}),
    "analyzer/graph": ({"dsl", "analyzer"}, {"fmt", "boost"}),
    "analyzer/trend": ({"dsl", "analyzer"}, {"fmt", "boost", "Eigen"}),
    "analyzer": ({"dsl", "analyzer"}, {"fmt"}),
    "reports": ({"dsl", "analyzer", "reports"}, {"fmt", "nlohmann", "pugixml.hpp", "xlsxwriter.h", "zip.h"}),
    "cli": ({"dsl", "analyzer", "reports", "cli"}, {"fmt", "nlohmann", "toml++", "CLI", "sys", "fcntl.h", "unistd.h", "dlfcn.h", "iconv.h", "opencc", "nettle"}),
}
# The library layers do no input or output, start no threads and know no locale or clock.
PURE = {"dsl", "analyzer", "reports"}
IMPURE_HEADERS = {"iostream", "fstream", "cstdio", "stdio.h", "filesystem", "thread", "mutex", "locale", "ctime", "unistd.h"}
# What draws numbers or fits trends; everything else is a fact.
DRAWN = ("analyzer/trend/", "analyzer/whatif/sampler.")
# Excel's cells are binary floating point.
DRAWN += ("reports/xlsx",)
# Opens the libraries that write office files, and lets one of them write to memory under the name of a file.
OPENER = "reports/office_libraries.cpp"
OPENER_HEADERS = {"dlfcn.h", "sys", "unistd.h"}
# Only the parser may reach into the grammar.
GRAMMAR_USERS = {"dsl/parser.cpp"}

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)


def layer_of(path: str) -> str | None:
    fitting = [layer for layer in LAYERS if path.startswith(layer + "/")]
    return max(fitting, key=len) if fitting else None


def main(root: pathlib.Path) -> int:
    broken = []
    for path in sorted(root.glob("**/*.[ch]pp")):
        name = path.relative_to(root).as_posix()
        layer = layer_of(name)
        if layer is None:
            continue
        ours, outside = LAYERS[layer]
        for bracket, header in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if bracket == '"':
                target = layer_of(header)
                fits = target in ours or (target is not None and target.split("/")[0] in ours and target != "dsl/grammar")
                if target == "dsl/grammar" and layer == "dsl" and name not in GRAMMAR_USERS:
                    fits = False
                if not fits:
                    broken.append(f"{name}: {header} is not for {layer}")
            elif "/" in header or header.endswith(".h"):
                if header.split("/")[0] not in outside and not (name == OPENER and header.split("/")[0] in OPENER_HEADERS):
                    broken.append(f"{name}: <{header}> is not for {layer}")
            # What a fit says is shown, never judged by; and its libraries stay behind its own headers.
            if name.startswith(("analyzer/rules/", "analyzer/audit/")) and header.startswith("analyzer/trend/"):
                broken.append(f"{name}: {header} is a projection, and no fact to judge by")
            if name.startswith("analyzer/trend/") and name.endswith(".hpp") and bracket == "<" and header.split("/")[0] in {"boost", "Eigen"}:
                broken.append(f"{name}: <{header}> is not for a public header")
            if name.split("/")[0] in PURE and header in IMPURE_HEADERS and name != OPENER:
                broken.append(f"{name}: <{header}> does input, output or threads")
        text = path.read_text(encoding="utf-8")
        if name.split("/")[0] in PURE and re.search(r"\bsystem_clock\b|\bsteady_clock\b|\bstd::cout\b|\bgetenv\b", text):
            broken.append(f"{name}: reads the clock, the environment or writes")
        if name.split("/")[0] in PURE and not name.startswith(DRAWN) and re.search(r"\bdouble\b|\bfloat\b", re.sub(r"//.*", "", text)):
            broken.append(f"{name}: binary floating point touches a fact")
    print("\n".join(broken) if broken else "layers hold")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()))
