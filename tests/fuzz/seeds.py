#!/usr/bin/env python3
"""Writes what fuzzing starts from, below the folder given: dictionary (words of the language, comparators, units) and seeds
(the examples of the rule pages and the clean plans, whole and line by line). Taken from the sources, so it is never stale."""

import hashlib
import pathlib
import re
import sys

SIGNS = ["{", "}", "|", "@", "\"", "“", "”", "「", "」", ",", "、", ";", "；", "//", "..", "—", "至", "=", ">=", "≥", ">", "<=", "≤", "<", "~",
         "≈", "+", "-", "−", "/", "*", "%", "‰", ":", "：", "｛", "｝", "｜", "＝", "＞", "＠", "１", "．", "\\\"", "\n", "\ufeff", "\u3000",
         "2024", "2026", "2024..2026", "2026-06", "2026年6月", "2026年底", "2024—2026年", "100%", "1.2亿元", "百项", "+20% vs 2023", "10个以上",
         "件/万人", "个百分点", "余", "多", "零", "两", "十", "百", "千", "万", "亿", "@17-19", "@附件2:3"]


def quoted(word: str) -> str:
    return "".join(chr(byte) if 32 < byte < 127 and chr(byte) not in '"\\' else f"\\x{byte:02x}" for byte in word.encode())


def words(root: pathlib.Path) -> list[str]:
    found = list(SIGNS)
    for english, chinese in re.findall(r'GOUJI_KEYWORD\(\w+, "([^"]*)", "([^"]*)"\)', (root / "dsl/keywords.def").read_text()):
        found += [english, *chinese.split("|")]
    found += re.findall(r'Comparing\{"([^"]+)"', (root / "dsl/keywords.cpp").read_text())
    found += re.findall(r'(?:Measure|ScaleWord)\{"([^"]+)"', (root / "analyzer/units/unit.cpp").read_text())
    return sorted(set(found))


def plans(root: pathlib.Path) -> list[str]:
    texts = []
    for rule in sorted((root / "analyzer/rules").glob("*.cpp")):
        texts += re.findall(r'R"\((.*?)\)"', rule.read_text(), re.S)
    for folder in ("tests/plans/clean", "docs/examples"):
        texts += [path.read_text() for path in sorted((root / folder).glob("*.plan"))]
    return [re.sub(r"^\s*//\^.*\n", "", text, flags=re.M) for text in texts]


def write(folder: pathlib.Path, texts) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for text in texts:
        data = text.encode()
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def main(root: pathlib.Path, out: pathlib.Path) -> None:
    texts = plans(root)
    figures = sorted(set(re.findall(r"[0-9.]+ ?[亿万]?[\w%‰/]+", "\n".join(texts))))
    dates = sorted(set(re.findall(r"[0-9]{4}[-0-9年月日底.]*", "\n".join(texts))))
    write(out / "audit", texts)
    write(out / "language", texts + [f"plan a {{\n{line}\n}}\n" for text in texts for line in text.splitlines()])
    write(out / "quantity", ["\n".join(figures[i:i + 3]).replace(" ", "") for i in range(0, len(figures), 2)])
    write(out / "date", ["\n".join((date, dates[i - 1], "附件2:3")) for i, date in enumerate(dates)])
    (out / "gouji.dict").write_text("".join(f'"{quoted(word)}"\n' for word in words(root) if word))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
