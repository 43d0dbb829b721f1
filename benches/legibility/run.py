#!/usr/bin/env python3
"""Legibility benchmark: what the measures, and measures and reading together, say of pages whose damage is known.

Draws the pages (or takes them), holds them against truth.tsv, measures and judges them, and writes a table (see
README.md beside it). Standard library only.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import report
from pages import ROOT, draw, parser, run, target, tell, with_accuracy

# The notice's own year, so that no date of a drawn page is in the future.
CHECK = ["--profile", "intermediate", "--year", "2021", "--as-of", "2021-09-10", "--format", "json", "--lang", "en"]
# Files of one call: a command line is not endless.
BATCH = 100


def main():
    options = arguments()
    pages = draw(options.pages, options.keep_pages)
    pages = [page for page in pages if options.only in page.name]
    strange = with_accuracy(pages)
    measured = measure(pages)
    judged = None if options.measures else judge(pages, options.pages.parent / "judged")
    tell(report.write(pages, strange, measured, judged), options.output)


def arguments():
    options = parser(__doc__)
    options.add_argument("--keep-pages", action="store_true", help="do not draw again")
    options.add_argument("--measures", action="store_true", help="do not judge: no page is read")
    return options.parse_args()


def measure(pages):
    """Measures of each file by its name, as `examples/measure_page.rs` prints them."""
    run(["cargo", "build", "--release", "--example", "measure_page"], cwd=ROOT)
    program = target() / "release/examples/measure_page"
    found = {}
    for start in range(0, len(pages), BATCH):
        lines = run([program, *(page.path for page in pages[start : start + BATCH])]).splitlines()
        for line in map(json.loads, lines):
            found[Path(line["file"]).name] = line
        print(f"measured {len(found)} of {len(pages)}", end="\r", file=sys.stderr)
    print(file=sys.stderr)
    return found


def judge(pages, folder):
    """What the program's own report says of each file: its page, and its findings by check."""
    run(["cargo", "build", "--release"], cwd=ROOT)
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    for page in pages:
        os.link(page.path, folder / page.name)
    command = [target() / "release/scanlint", "check", folder, *CHECK]
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, text=True)
    # 2: the run could not be done; else a heap of pages of different people is ready, not ready or for a person to see.
    if done.returncode == 2:
        raise RuntimeError(f"the program ended with {done.returncode}")
    said = json.loads(done.stdout)
    judged = {file["path"]: {"page": file["pages"][0], "findings": {}} for file in said["files"] if file["pages"]}
    for finding in said["findings"]:
        if finding["path"] in judged and finding["page"]:
            judged[finding["path"]]["findings"].setdefault(finding["check"], finding)
    return judged


if __name__ == "__main__":
    main()
