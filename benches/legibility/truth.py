#!/usr/bin/env python3
"""Writes truth.tsv: how well the small network reads each drawn page where its lines are known to stand.

Run where the list of pages or the drawing changed; a page whose bytes are in the table is not read again. Needs a
build that can read pictures. Standard library only.
"""

import argparse
import json
import math
import subprocess
import sys
from pathlib import Path

from pages import HERE, ROOT, TABLE, draw, fingerprint, run, table, target

sys.path.insert(0, str(HERE.parent / "reading"))
from accuracy import distances, plain  # noqa: E402

# So many lines of a page, evenly over it.
LINES = 8
# Of lines in a partial glare.
COVERED = 4
# Margins around the em box, in ems: what a finder of lines leaves.
ABOVE, BESIDE = 0.1, 0.15
# Where the light is wrong, the page is read on the plane that is normalised by the paper as well, as the program
# does; the better of both counts.
LIGHT = {"dark", "faint", "over-exposed", "shadow", "glare-full", "glare-partial"}
# Likewise smoothed where pixels differ from their neighbours: the eye sees neither a screen's pixels nor noise beside
# strokes that are wider.
GRAIN = {"moire", "noise"}


def main():
    options = arguments()
    pages = draw(options.pages, keep=True)
    run(["cargo", "build", "--release", "--example", "true_legibility"], cwd=ROOT)
    reader = Reader(target() / "release/examples/true_legibility")
    known = {} if options.anew == [] else table()
    rows = []
    for index, page in enumerate(sorted(pages, key=lambda page: page.name)):
        name, truth = page.name, page.truth
        mark = fingerprint(page.path)
        row = known.get(name)
        if row is None or row[0] != mark or page.defect in (options.anew or ()):
            row = (mark, *judge(reader, page, truth))
            print(f"{index + 1} of {len(pages)}: {name} {shown(row[1])}", file=sys.stderr)
        rows.append((row[0], name, shown(row[1]), shown(row[2])))
        if index % 50 == 49:
            write(rows + [(r[0], n, shown(r[1]), shown(r[2])) for n, r in known.items() if n > name])
    write(rows)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=Path, default=target() / "legibility/pages", help="folder of the drawn pages")
    parser.add_argument("--anew", nargs="*", metavar="DEFECT", help="read all pages again, or those of these defects")
    return parser.parse_args()


def write(rows):
    lines = ["sha256\tfile\taccuracy\tcovered", *("\t".join(row) for row in rows)]
    aside = TABLE.with_suffix(".part")
    aside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    aside.replace(TABLE)


def shown(value):
    return "" if value is None else f"{value:.3f}"


class Reader:
    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def read(self, path, plane, lines):
        asked = {"file": str(path), "plane": plane, "quads": [margins(line["quad"]) for line in lines]}
        print(json.dumps(asked), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the reader ended with {self.process.wait()}")
        return json.loads(answer)["read"]


def judge(reader, page, truth):
    """Accuracy of the page, and of what a partial glare covers."""
    whole = [line for line in truth["lines"] if fit(line)]
    some = spread(whole, LINES)
    # Only in whole lines does a missing end count as the glare's doing.
    covered = spread([line for line in whole if any(meets(line, area) for area in truth["glare"])], COVERED)
    partial = truth.get("defect") == "glare-partial"
    accuracy = best(reader, page, some)
    return accuracy, best(reader, page, covered) if partial and covered else None


def best(reader, page, lines):
    if not lines:
        return None
    accuracy = share(lines, reader.read(page.path, "colour", lines))
    if accuracy < 0.95 and page.defect in LIGHT:
        accuracy = max(accuracy, share(lines, reader.read(page.path, "normalised", lines)))
    if accuracy < 0.95 and page.defect in GRAIN:
        accuracy = max(accuracy, share(lines, reader.read(page.path, "smooth", lines)))
    return accuracy


def share(lines, read):
    """1 − edit distance / printed characters, at least 0."""
    wrong = printed = 0
    for line, got in zip(lines, read):
        want, got = plain(line["text"]), plain(got)
        printed += len(want)
        wrong += min(len(want), distances(want, got, anywhere=False)[-1])
    return 1 - wrong / printed


def fit(line):
    """Lines that a reader can be held to: no stamp over them, whole, of more than a label's length."""
    return not (line["sealed"] or line["cut"] or line["specimen"]) and len(plain(line["text"])) >= 3


def spread(lines, most):
    """Evenly over the page, the first and the last among them."""
    if len(lines) <= most:
        return lines
    return [lines[round(i * (len(lines) - 1) / (most - 1))] for i in range(most)]


def meets(line, area):
    """Whether a box covers some of a line."""
    xs, ys = [p[0] for p in line["quad"]], [p[1] for p in line["quad"]]
    middle = (min(ys) + max(ys)) / 2
    return min(xs) < area[2] and max(xs) > area[0] and area[1] < middle < area[3]


def margins(quad):
    a, b, c, d = quad
    wide, high = math.dist(a, b) or 1, math.dist(a, d) or 1
    along = [(b[i] - a[i]) / wide * high * BESIDE for i in (0, 1)]
    down = [(d[i] - a[i]) * ABOVE for i in (0, 1)]
    signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    corners = zip((a, b, c, d), signs)
    return [[round(p[i] + s * along[i] + t * down[i]) for i in (0, 1)] for p, (s, t) in corners]


if __name__ == "__main__":
    main()
