#!/usr/bin/env python3
"""A ledger is filled in, saved by LibreOffice, and given to the next audit: what was filled in is kept. Exit 77: there is no LibreOffice.

ledger_roundtrip.py GOUJI PLAN
"""

import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
import zipfile
from pathlib import Path

NAMESPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
FILLED = {"整改措施": "=重新核定目标 <年底前>\n并报批", "状态": "整改中", "备注": "@张三", "责任单位": "区科技局"}
DEADLINE = "46387"  # 2026-12-31


def sheet_part(book: zipfile.ZipFile, name: str) -> str:
    relations = {r.get("Id"): r.get("Target") for r in xml.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
    for sheet in xml.fromstring(book.read("xl/workbook.xml")).iterfind("x:sheets/x:sheet", NAMESPACE):
        if sheet.get("name") == name:
            target = relations[next(value for key, value in sheet.items() if key.endswith("}id"))]
            return target.lstrip("/") if target.startswith("/") else "xl/" + target
    raise SystemExit(f"no sheet {name}")


def rows(file: Path, name: str) -> list[dict[str, str]]:
    """Cells by row and column letters."""
    with zipfile.ZipFile(file) as book:
        strings = ["".join(t.text or "" for t in si.iterfind(".//x:t", NAMESPACE)) for si in xml.fromstring(book.read("xl/sharedStrings.xml"))]
        found = []
        for row in xml.fromstring(book.read(sheet_part(book, name))).iterfind("x:sheetData/x:row", NAMESPACE):
            cells = {}
            for cell in row:
                value = cell.findtext("x:v", None, NAMESPACE)
                text = "".join(t.text or "" for t in cell.iterfind(".//x:is//x:t", NAMESPACE))
                if value is not None:
                    text = strings[int(value)] if cell.get("t") == "s" else value
                cells[re.sub(r"\d", "", cell.get("r"))] = text
            found.append(cells)
        return found


def fill_in(file: Path, filled: Path, row_number: int, columns: dict[str, str]) -> None:
    with zipfile.ZipFile(file) as book:
        part = sheet_part(book, "整改台账")
        parts = {name: book.read(name) for name in book.namelist()}
    text = parts[part].decode()
    for head, words in [*FILLED.items(), ("整改期限", DEADLINE)]:
        at = f"{columns[head]}{row_number}"
        escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        cell = f'<c r="{at}"><v>{words}</v></c>' if head == "整改期限" else f'<c r="{at}" t="inlineStr"><is><t>{escaped}</t></is></c>'
        text, count = re.subn(rf'<c r="{at}"[^>/]*(/>|>.*?</c>)', lambda _: cell, text, count=1)
        assert count == 1, at
    parts[part] = text.encode()
    with zipfile.ZipFile(filled, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)


def main() -> int:
    gouji, plan = sys.argv[1:3]
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return 77
    with tempfile.TemporaryDirectory() as folder_name:
        folder = Path(folder_name)

        def audit(*options: str) -> None:
            result = subprocess.run([gouji, "audit", plan, "--fail-on", "never", *options], capture_output=True, text=True)
            assert result.returncode == 0, result.stderr

        audit("--format", f"xlsx={folder}/first.xlsx")
        ledger = rows(folder / "first.xlsx", "整改台账")
        columns = {text: column for column, text in ledger[1].items()}
        fill_in(folder / "first.xlsx", folder / "filled.xlsx", 4, columns)
        (folder / "saved").mkdir()
        subprocess.run([office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx", "--outdir", f"{folder}/saved",
                        f"{folder}/filled.xlsx"], check=True, capture_output=True)
        saved = folder / "saved" / "filled.xlsx"
        before = saved.read_bytes()
        audit("--ledger", str(saved), "--format", f"xlsx={folder}/second.xlsx")
        assert saved.read_bytes() == before, "the old ledger was written to"
        second = rows(folder / "second.xlsx", "整改台账")
        kept = {text: second[3].get(column, "") for column, text in second[1].items()}
        for head, words in [*FILLED.items(), ("整改期限", DEADLINE)]:
            assert kept[head] == words, f"{head}: {kept[head]!r} is not {words!r}"
        assert kept["变化"] == "" and len(second) == len(ledger), "nothing is new, nothing is gone"

        # Onto itself: the same content, and a run that has not read it refuses to write over it.
        audit("--ledger", str(saved), "--format", f"xlsx={saved}")
        assert rows(saved, "整改台账")[3] == second[3]
        result = subprocess.run([gouji, "audit", plan, "--format", f"xlsx={saved}"], capture_output=True, text=True)
        assert result.returncode == 2 and "--ledger" in result.stderr, result.stderr
    print("what was filled in is kept")
    return 0


if __name__ == "__main__":
    sys.exit(main())
