"""Finds the weights that tell upright lines of Chinese from those on their heads.

Why it exists: `src/observe/legibility/marks/weights.rs` is a table; this is where it comes from. It reads the
descriptions that the test `describes_lines` prints and fits a logistic without a bias: a turned line has the
opposite description, so each line teaches both ways. Pages, not lines, are held aside to see how well it does.

    python3 benches/legibility/upside.py DESCRIPTIONS > src/observe/legibility/marks/weights.rs
"""

import random
import sys

import numpy

# Pulls the weights to nothing; chosen on the pages held aside, between 0.01 and 100 it hardly matters.
RIDGE = 1.0
# A weight of 1 adds this much log-odds (thousandths) for a whole of what a line has.
UNIT = 1000
SHOWN = """//! Weights of `upside`, found by `benches/legibility/upside.py`; never edited by hand.
//!
//! Source: {lines} lines on {pages} drawn pages in the Chinese fonts of `fixtures/README.md`, of 9 to 30 pixels, sharp
//! and blurred, with and without noise, JPEG 60 to 95; none of the fixtures. Held aside: {right:.1f} % of lines.

/// Log-odds in thousandths for the whole of what a line has.
#[rustfmt::skip]
pub(super) const WEIGHTS: [i32; super::upside::FEATURES] = [
"""


def read(path):
    pages, rows, weights = [], [], []
    for line in open(path, encoding="utf-8"):
        parts = line.rstrip("\n").split("\t")
        if len(parts) == 4:
            pages.append(parts[0])
            weights.append(min(int(parts[1]), 20))
            rows.append([int(value) for value in parts[3].split()])
    return numpy.array(pages), numpy.array(rows) / 10000.0, numpy.array(weights, float)


def fit(rows, weights):
    """Newton's method; every line is upright, and its opposite is not: one class is enough."""
    found = numpy.zeros(rows.shape[1])
    weights = weights / weights.mean()
    for _ in range(30):
        wrong = 1 / (1 + numpy.exp(rows @ found))
        slope = rows.T @ (weights * wrong) - RIDGE / 100 * found
        curve = (rows.T * (weights * wrong * (1 - wrong))) @ rows + RIDGE / 100 * numpy.eye(rows.shape[1])
        step = numpy.linalg.solve(curve, slope)
        found += step
        if abs(step).max() < 1e-6:
            break
    return found


def main():
    pages, rows, weights = read(sys.argv[1])
    names = sorted(set(pages))
    random.Random(1).shuffle(names)
    right = 0
    for fold in range(5):
        aside = numpy.isin(pages, names[fold::5])
        right += (rows[aside] @ fit(rows[~aside], weights[~aside]) > 0).sum()
    print(SHOWN.format(lines=len(rows), pages=len(names), right=100 * right / len(rows)), end="")
    table = [round(weight * UNIT) for weight in fit(rows, weights)]
    for at in range(0, len(table), 12):
        print("    " + " ".join(f"{weight}," for weight in table[at : at + 12]))
    print("];")


if __name__ == "__main__":
    main()
