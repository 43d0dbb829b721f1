"""How much of what is printed was read, without regard to the order in which lines are told.

Each printed text is looked for in what an engine read, the longest first; the stretch that fits best is taken out,
its edit distance counts. So a form's label and value may be told as one line or as two, a seal's words cost nothing,
and no engine gains by the order in which it tells two columns.
"""

import math
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOOKALIKES = str.maketrans("“”„‘’—–―‒‐‑−·•・‧∙⋅○◯", "\"\"\"''-------······〇〇")
# A stretch with more wrong than this share is another text.
LIMIT = 0.4


def traditional():
    """The program's own table of traditional forms: the networks write either, and either is right."""
    source = (ROOT / "src/recognise/fold.rs").read_text(encoding="utf-8")
    letters = re.search(r'TRADITIONAL: &str = "(.*?)";', source, re.S).group(1)
    letters = re.sub(r"[\\\s]", "", letters)
    return str.maketrans(letters[::2], letters[1::2])


SIMPLER = traditional()


def plain(text):
    """Characters as they are compared: no spaces, one width, one form."""
    text = unicodedata.normalize("NFKC", text).translate(LOOKALIKES).translate(SIMPLER)
    return "".join(text.split())


def in_order(lines, turn):
    """What an engine read as one string: rows from the top, in a row from the left, on the page set upright."""
    sin, cos = math.sin(math.radians(-turn)), math.cos(math.radians(-turn))
    placed = []
    for line in lines:
        quad = line["quad"]
        x, y = sum(p[0] for p in quad) / 4, sum(p[1] for p in quad) / 4
        height = min(math.dist(quad[0], quad[3]), math.dist(quad[0], quad[1]))
        placed.append((x * sin + y * cos, x * cos - y * sin, height, plain(line["text"])))
    rows, level, least = [], -math.inf, 0.0
    for y, x, height, text in sorted(placed):
        if y - level > 0.5 * min(height, least):
            rows.append([])
            level, least = y, height
        rows[-1].append((x, text))
    return "".join(text for row in rows for _, text in sorted(row))


@dataclass
class Tally:
    """Wrong characters, printed characters, and the texts that were not read exactly: (printed, read)."""

    wrong: int = 0
    printed: int = 0
    faults: list = field(default_factory=list)

    def add(self, text, errors, got):
        self.wrong += errors
        self.printed += len(text)
        if errors:
            self.faults.append((text, got.replace("\0", "")))


def compare(lines, read):
    """Two tallies: of print that lies free, and of print that a seal touches."""
    tallies = {False: Tally(), True: Tally()}
    printed = [(plain(line["text"]), line["sealed"]) for line in lines]
    later = []
    for text, sealed in sorted(filter(lambda p: p[0], printed), key=lambda p: -len(p[0])):
        errors, start, end = nearest(text, read)
        if errors > LIMIT * len(text):
            later.append((text, sealed))
            continue
        tallies[sealed].add(text, errors, read[start:end])
        read = read[:start] + "\0" + read[end:]
    for text, sealed in later:
        errors, start, end = nearest(text, read)
        if errors >= len(text):
            tallies[sealed].add(text, len(text), "")
            continue
        tallies[sealed].add(text, errors, read[start:end])
        read = read[:start] + "\0" + read[end:]
    return tallies[False], tallies[True]


def nearest(text, read):
    """The stretch of `read` with the least edit distance from `text`: (distance, start, end)."""
    start = read.find(text)
    if start >= 0:
        return 0, start, start + len(text)
    ends = distances(text, read, anywhere=True)
    errors, end = min((errors, end) for end, errors in enumerate(ends))
    back = distances(text[::-1], read[max(0, end - 2 * len(text)) : end][::-1], anywhere=False)
    length = back.index(min(back))
    return errors, end - length, end


def distances(text, read, anywhere):
    """Edit distance of `text` from what ends at each place of `read` (Myers' bit vectors): it begins anywhere, or at
    the beginning."""
    top, mask = 1 << (len(text) - 1), (1 << len(text)) - 1
    places = {}
    for index, letter in enumerate(text):
        places[letter] = places.get(letter, 0) | 1 << index
    more, less, score = mask, 0, len(text)
    scores = [score]
    for letter in read:
        equal = places.get(letter, 0)
        vertical = equal | less
        level = (((equal & more) + more) ^ more) | equal
        up, down = less | ~(level | more), more & level
        score += bool(up & top) - bool(down & top)
        scores.append(score)
        up, down = up << 1 | (not anywhere), down << 1
        more, less = (down | ~(vertical | up)) & mask, up & vertical & mask
    return scores
