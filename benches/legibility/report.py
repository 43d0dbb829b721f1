"""The tables: measures alone, measures and reading together, names, marks."""

from pages import DAMAGED, VANISHED

# Measures that should tell a defect.
TELLS = {
    "defocus": ["blur", "sharpness", "stroke-texture"],
    "motion": ["blur", "motion-sharpness"],
    "small": ["text-height"],
    "upscaled": ["blur", "sharpness", "stroke-texture"],
    "noise": ["signal-to-noise"],
    "jpeg": ["jpeg-quality"],
    "dark": ["ink-depth", "paper-level"],
    "faint": ["text-contrast", "ink-depth"],
    "over-exposed": ["text-amount", "washed-out"],
    "glare-full": ["text-amount", "washed-out", "glare"],
    "moire": ["moire"],
}
ABOVE = {"washed-out", "glare", "moire"}
# Sharpness as the page decision takes it: each over its fail limit (legibility.md), the least counts.
BLUR = {"sharpness": 3.5, "stroke-texture": 3.2, "motion-sharpness": 2.9}
# Names that are right for a defect, as the program's report says them.
NAMES = {
    "defocus": {"out-of-focus"},
    # Blown up, text is soft and its pixels are few.
    "upscaled": {"out-of-focus", "small-text"},
    "motion": {"motion-blur"},
    "small": {"small-text"},
    "noise": {"noise"},
    "jpeg": {"compression"},
    "dark": {"dark"},
    "faint": {"washed-out"},
    "over-exposed": {"washed-out"},
    "glare-full": {"washed-out", "glare-over-text"},
    "glare-partial": {"glare-over-text"},
    "moire": {"screen-photo"},
    "one-bit": {"bilevel", "washed-out"},
    "tiny": {"small-text", "tiny-page"},
}
TURNS = {"upright": 0, "quarter": 90, "half": 180, "three-quarter": 270}
# Skew is right within this many degrees (issue 5).
SKEW = 0.3


def write(pages, strange, measured, judged):
    parts = [heads(pages, strange), "## Measures alone\n\n" + areas(pages, measured)]
    if judged is not None:
        parts += ["## Measures and reading\n\n" + decisions(pages, judged), "## First cause\n\n" + causes(pages, judged)]
    parts.append("## Marks\n\n" + marks(pages, measured))
    return "\n\n".join(parts) + "\n"


def heads(pages, strange):
    counts = {}
    for page in pages:
        counts[page.state] = counts.get(page.state, 0) + 1
    told = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
    lines = ["# Legibility benchmark", "", f"{len(pages)} pages: {told}."]
    if strange:
        lines.append(f"Other bytes than were read for truth.tsv: {len(strange)}, e.g. {', '.join(strange[:5])}.")
    return "\n".join(lines)


def rows(head, body):
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *("| " + " | ".join(r) + " |" for r in body)])


def value(measured, page, measure):
    """A measure so that less is worse; None where there is none."""
    values = measured.get(page.name, {}).get("measures", {})
    if measure == "blur":
        parts = [values.get(name) / limit for name, limit in BLUR.items() if isinstance(values.get(name), (int, float))]
        return min(parts) if parts else None
    got = values.get(measure)
    if not isinstance(got, (int, float)):
        return None
    return -got if measure in ABOVE else got


def areas(pages, measured):
    """ROC area, legible against illegible: the defect's pages and the clean ones of the same split."""
    body = []
    for defect, measures in TELLS.items():
        for measure in measures:
            cells = [area(select(pages, defect, split), measured, measure) for split in ("tune", "held-out", None)]
            body.append([defect, measure, *cells])
    return rows(["defect", "measure", "tuned on", "kept aside", "all"], body)


def select(pages, defect, split):
    return [p for p in pages if p.defect in (defect, "clean") and split in (None, p.truth["split"])]


def area(pages, measured, measure):
    """A page without a value counts as the worst: nothing to measure is no sign of health."""
    good, bad = [], []
    for page in pages:
        side = {"legible": good, "illegible": bad}.get(page.state)
        if side is not None:
            got = value(measured, page, measure)
            side.append(float("-inf") if got is None else got)
    if not good or not bad:
        return "–"
    wins = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return f"{wins / len(good) / len(bad):.3f} ({len(bad)}/{len(good)})"


def outcome(judged, page):
    """fail, review, warn or pass."""
    said = judged.get(page.name)
    if said is None:
        return "fail"
    found = said["findings"]
    # What a finding is worth to a submission depends on what waits for the page, and nothing waits for most of this heap.
    if "illegible-page" in found:
        return "fail" if said["page"]["legible"] is False else "review"
    # Called empty, or not known to be legible and of no kind: a person looks at it.
    if "blank-page" in found or ("unread-page" in found and said["page"]["legible"] is not True):
        return "review"
    poor = found.get("poor-scan")
    return "warn" if poor and poor["effect"] == "warn" else "pass"


def decisions(pages, judged):
    body = []
    for name, defects in (("damaged text", DAMAGED), ("vanished text", VANISHED), *((d, [d]) for d in DAMAGED + VANISHED)):
        for split in ("tune", "held-out"):
            some = [p for p in pages if p.defect in defects and p.truth["split"] == split]
            body.append([name, split, *(shares(some, judged, state) for state in ("illegible", "legible"))])
    clean = [p for p in pages if p.defect == "clean"]
    body.append(["clean", "all", "–", shares(clean, judged, None)])
    harmless = [p for p in pages if p.defect in ("shadow", "show-through") and p.state == "legible"]
    body.append(["shadow and show-through", "all", "–", shares(harmless, judged, None)])
    return rows(["pages", "split", "illegible: fail / review / warn of n", "legible: fail / review / warn of n"], body)


def shares(pages, judged, state):
    some = [p for p in pages if state in (None, p.state)]
    if not some:
        return "–"
    outcomes = [outcome(judged, p) for p in some]
    percent = (f"{100 * outcomes.count(name) / len(some):.1f}" for name in ("fail", "review", "warn"))
    return " / ".join(percent) + f" of {len(some)}"


def causes(pages, judged):
    """First causes of the pages that fail, and of those that a person is to see."""
    body = []
    for defect, right in NAMES.items():
        cells = [named(pages, judged, defect, right, wanted) for wanted in ("fail", "review")]
        body.append([defect, *(cell for pair in cells for cell in pair)])
    every = {wanted: [0, 0] for wanted in ("fail", "review")}
    for wanted, sums in every.items():
        for defect, right in NAMES.items():
            hits, count, _ = firsts(pages, judged, defect, right, wanted)
            sums[0] += hits
            sums[1] += count
    body.append(["all", f"{every['fail'][0]} of {every['fail'][1]}", "", f"{every['review'][0]} of {every['review'][1]}", ""])
    return rows(["defect", "right of failing", "their first causes", "right of review", "their first causes"], body)


def named(pages, judged, defect, right, wanted):
    hits, count, found = firsts(pages, judged, defect, right, wanted)
    told = ", ".join(f"{name} {n}" for name, n in sorted(found.items(), key=lambda f: -f[1]))
    return [f"{hits} of {count}", told]


def firsts(pages, judged, defect, right, wanted):
    """How many first causes are right, of how many pages with this outcome, and which they are."""
    some = [p for p in pages if p.defect == defect and outcome(judged, p) == wanted]
    found = {}
    for page in some:
        first = (judged.get(page.name, {}).get("page", {}).get("causes") or [{"defect": "none"}])[0]["defect"]
        found[first] = found.get(first, 0) + 1
    return sum(n for name, n in found.items() if name in right), len(some), found


def marks(pages, measured):
    """Turns, skew, cut text, glare over text: found, and where."""
    lines = []
    for name in ("quarter-turn", "upside-down", "clean"):
        some = [p for p in pages if p.defect == name and len(p.truth["lines"]) >= 5]
        right = sum(turn(measured, p) == p.truth["turn"] for p in some)
        lines.append([f"turn of {name} pages", f"{right} of {len(some)}"])
    for name in ("skew", "clean"):
        some = [p for p in pages if p.defect == name]
        off = [slope(measured, p) for p in some]
        known = [abs(s - p.truth["skew"]) for s, p in zip(off, some) if s is not None]
        lines.append([f"skew of {name} pages within {SKEW}°", f"{sum(e <= SKEW for e in known)} of {len(some)}, {len(some) - len(known)} without value"])
    for measure, defect, truth in (("cut-text", "cut", "cut"), ("glare-over-text", "glare-partial", "glare")):
        some = [p for p in pages if p.defect == defect and p.truth[truth]]
        found = [p for p in some if told(measured, p, measure)]
        met = sum(overlaps(measured, p, measure, truth) for p in found)
        false = [p for p in pages if p.defect == "clean"]
        wrong = sum(told(measured, p, measure) for p in false)
        lines.append([measure, f"{len(found)} of {len(some)}, boxes right on {met}, false on {wrong} of {len(false)} clean"])
    return rows(["mark", "right"], lines)


def turn(measured, page):
    got = measured.get(page.name, {}).get("legibility", {}).get("turn")
    return TURNS.get(got[0]) if got else None


def slope(measured, page):
    got = measured.get(page.name, {}).get("legibility", {}).get("slope")
    return None if got is None else got / 100


def told(measured, page, measure):
    got = measured.get(page.name, {}).get("measures", {}).get(measure)
    return isinstance(got, (int, float)) and got > 0


def overlaps(measured, page, measure, truth):
    """Whether at least one place meets a true one by half of either."""
    places = measured[page.name]["legibility"]["places"].get(measure, [])
    areas_ = [area[1] if truth == "cut" else area for area in page.truth[truth]]
    return any(meet(box(place), area) for place in places for area in areas_)


def box(place):
    return [place["x0"], place["y0"], place["x1"], place["y1"]] if isinstance(place, dict) else place


def meet(one, two):
    wide = min(one[2], two[2]) - max(one[0], two[0])
    high = min(one[3], two[3]) - max(one[1], two[1])
    if wide <= 0 or high <= 0:
        return False
    least = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, two))
    return wide * high >= 0.5 * least
