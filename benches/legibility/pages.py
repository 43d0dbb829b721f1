"""The drawn pages, what is true of them, and the committed table of how well each can be read."""

import argparse
import csv
import hashlib
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LIST = HERE / "pages.yaml"
TABLE = HERE / "truth.tsv"

# Share of characters read by the small network: from here on a page is legible, up to there it is not.
LEGIBLE, ILLEGIBLE = 0.95, 0.75
# Text that is damaged is still there to be measured; text that vanished leaves clean paper.
DAMAGED = ["defocus", "motion", "small", "upscaled", "noise", "jpeg", "dark", "faint", "moire"]
VANISHED = ["over-exposed", "glare-full", "glare-partial", "one-bit"]
# What reading survives, and how the sheet lies.
HARMLESS = ["shadow", "show-through", "black-border"]
PLACED = ["cut", "skew", "quarter-turn", "upside-down", "perspective", "tiny"]


@dataclass
class Page:
    """One file: what was done to it, and how well it can be read."""

    name: str
    path: Path
    truth: dict
    accuracy: float | None = None
    # Of lines in a partial glare.
    covered: float | None = None

    @property
    def defect(self):
        return self.truth.get("defect", "clean")

    @property
    def state(self):
        """legible, illegible, grey, or unread where the table lacks it."""
        if self.accuracy is None:
            return "unread"
        return "legible" if self.accuracy >= LEGIBLE else "illegible" if self.accuracy <= ILLEGIBLE else "grey"


def target():
    return Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))


def run(command, **rest):
    return subprocess.run(list(map(str, command)), check=True, stdout=subprocess.PIPE, text=True, **rest).stdout


def draw(folder, keep):
    """Draws the pages unless they are there and to be kept."""
    if not (keep and (folder / "truth.json").exists()):
        run(["cargo", "run", "--release", "-p", "draw", "--", "degrade", LIST, folder], cwd=ROOT)
    truths = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return [Page(truth["file"], folder / truth["file"], truth) for truth in truths]


def parser(doc):
    """Options that every script here has."""
    parser = argparse.ArgumentParser(description=doc.split("\n")[0])
    parser.add_argument("--output", type=Path, help="file for the table")
    parser.add_argument("--pages", type=Path, default=target() / "legibility/pages", help="folder of the drawn pages")
    parser.add_argument("--only", default="", help="files whose name has this")
    return parser


def tell(text, output):
    """A table to the terminal, and to a file where one is named."""
    print(text)
    if output:
        output.write_text(text, encoding="utf-8")


def fingerprint(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def table():
    """The committed table by file name: (hash, accuracy, accuracy of covered lines)."""
    if not TABLE.exists():
        return {}
    rows = csv.DictReader(TABLE.open(encoding="utf-8"), delimiter="\t")
    number = lambda text: float(text) if text else None
    return {row["file"]: (row["sha256"], number(row["accuracy"]), number(row["covered"])) for row in rows}


def with_accuracy(pages):
    """Pages with what the table says of them; names of those whose bytes are not those that were read."""
    known, strange = table(), []
    for page in pages:
        row = known.get(page.name)
        if row is None:
            continue
        page.accuracy, page.covered = row[1], row[2]
        if row[0] != fingerprint(page.path):
            strange.append(page.name)
    return strange
