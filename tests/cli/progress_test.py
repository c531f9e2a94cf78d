#!/usr/bin/env python3
"""`progress_test.py GOUJI`: a long run says on a terminal how far it is and leaves no trace of it; a short one, and one whose output
goes into a pipe, say nothing. What makes it long is a plan that comes through a pipe, late."""

import os
import pathlib
import pty
import subprocess
import sys
import tempfile
import threading
import time

ERASE = "\r\x1b[K"
PLAN = 'plan 甲 "甲方案" {\n    issuer "甲市"\n}\n'


def on_terminal(gouji, folder, arguments, late=0.8, piped_output=False):
    """What the program writes to the terminal's standard error; its report goes to a file, or into a pipe."""

    def hand_over():
        with open(folder / "late.plan", "w", encoding="utf-8") as plan:  # waits for the reader
            time.sleep(late)
            plan.write(PLAN)

    ours, theirs = pty.openpty()
    writer = threading.Thread(target=hand_over)
    writer.start()
    with open(folder / "report", "w", encoding="utf-8") as report:
        output = subprocess.PIPE if piped_output else report
        run = subprocess.Popen([gouji, *arguments, "late.plan", "other.plan"], cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=theirs,
                               env={**os.environ, "TERM": "xterm"})
        os.close(theirs)
        if piped_output:
            run.communicate()
        told = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux: nobody holds the other end any more
                break
            if not part:
                break
            told += part
    os.close(ours)
    writer.join()
    assert run.wait() == 0, (arguments, told)
    return told.decode()


def main():
    gouji = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        os.mkfifo(folder / "late.plan")
        (folder / "other.plan").write_text(PLAN.replace("甲", "乙"), encoding="utf-8")
        audit = ["audit", "--select", "reconcile"]
        for arguments, words in ((audit, "核对 1/2"), (["fmt", "--check"], "整理 1/2"), ([*audit, "--lang", "en"], "auditing 1/2")):
            told = on_terminal(gouji, folder, arguments)
            assert told == ERASE + words + ERASE, (arguments, told)
            assert on_terminal(gouji, folder, arguments, piped_output=True) == "", (arguments, "beside a pipe")
            assert on_terminal(gouji, folder, arguments, late=0) == "", (arguments, "a short run")


main()
