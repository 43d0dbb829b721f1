#!/usr/bin/env python3
"""scanlint against `document-quality`, the one package that measures scans for legibility: time, and what each caught.

Both measure the same files in one run, page by page in turn, on one core and one thread. *End to end* is from the
path to the figures; *measuring alone* is from decoded pixels, ours without the time of decoding the same file to
colour. Linux only; the peer lives in an environment of its own. Standard library only.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from pages import DAMAGED, HARMLESS, PLACED, ROOT, VANISHED, draw, parser, run, target, tell, with_accuracy

PIN = "document-quality==0.1.0"
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
ROUNDS = 3
# What each names that would be a right answer to a defect; any failure or warning counts as caught, a right name apart.
RIGHT = {
    "defocus": ("sharpness",),
    "motion": ("sharpness",),
    "upscaled": ("sharpness", "text_size"),
    "small": ("text_size", "resolution"),
    "faint": ("contrast", "clipping"),
    "dark": ("contrast", "lighting"),
    "over-exposed": ("clipping", "contrast"),
    "shadow": ("lighting",),
    "show-through": ("show_through",),
    "skew": ("skew",),
    "quarter-turn": ("orientation",),
    "upside-down": ("orientation",),
    "black-border": ("border",),
    "one-bit": ("clipping",),
}
WORKER = """
import json, sys, time
from pathlib import Path
from PIL import Image
import document_quality
print("{}", flush=True)
for line in sys.stdin:
    path = line.rstrip("\\n")
    begun = time.perf_counter()
    report = document_quality.assess(path)
    whole = time.perf_counter() - begun
    image = Image.open(path); image.load()
    begun = time.perf_counter()
    document_quality.assess(image)
    alone = time.perf_counter() - begun
    issues = [[issue.kind, issue.severity] for issue in report.issues]
    print(json.dumps({"whole": whole, "alone": alone, "issues": issues, "ready": report.ocr_ready}), flush=True)
"""


def main():
    options = parser(__doc__).parse_args()
    pages = [page for page in draw(options.pages, keep=True) if options.only in page.name]
    with_accuracy(pages)
    for example in ("measure_page", "decode_page"):
        run(["cargo", "build", "--release", "--example", example], cwd=ROOT)
    worker = peer(target() / "legibility/venv")
    seen = {}
    for index, page in enumerate(pages):
        seen[page.name] = both(worker, page, ROUNDS if page.defect == "clean" else 1)
        print(f"{index + 1} of {len(pages)}", end="\r", file=sys.stderr)
    tell(table(pages, seen), options.output)


def pinned():
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})


def peer(folder):
    """The peer as a process, its first answer behind it."""
    python = folder / "bin/python"
    if not (folder / PIN).exists():
        run([sys.executable, "-m", "venv", "--clear", folder])
        run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PIN])
        (folder / PIN).touch()
    command = [str(python), "-c", WORKER]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    worker = subprocess.Popen(command, env={**os.environ, **ONE_THREAD}, preexec_fn=pinned, **pipes)
    worker.stdout.readline()
    return worker


def both(worker, page, rounds):
    """Medians of both on one page, and what each named."""
    times = {"peer whole": [], "peer alone": [], "whole": [], "decode": []}
    for _ in range(rounds):
        print(page.path, file=worker.stdin, flush=True)
        answer = json.loads(worker.stdout.readline())
        times["peer whole"].append(answer["whole"])
        times["peer alone"].append(answer["alone"])
        measured = ours("measure_page", page)
        times["whole"].append(measured["seconds"])
        times["decode"].append(ours("decode_page", page)["seconds"])
    found = {name: statistics.median(values) for name, values in times.items()}
    found["alone"] = max(found["whole"] - found["decode"], 1e-4)
    found["issues"], found["ready"], found["beyond"] = answer["issues"], answer["ready"], measured["beyond"]
    return found


def ours(example, page):
    # The file twice: the first is for the cache of pages and the processor.
    program = target() / "release/examples" / example
    return json.loads(run([program, page.path, page.path], preexec_fn=pinned).splitlines()[-1])


def table(pages, seen):
    def total(key):
        return sum(seen[page.name][key] for page in pages)

    lines = [
        "| ms a page | scanlint | document-quality | ratio |",
        "|---|---|---|---|",
        *(
            f"| {name} | {1000 * total(key) / len(pages):.1f} | {1000 * total('peer ' + key) / len(pages):.1f} | "
            f"{total('peer ' + key) / total(key):.1f} |"
            for name, key in (("measuring alone", "alone"), ("end to end", "whole"))
        ),
        "",
        "Illegible pages (of marks: all pages of the defect) that each caught; in brackets with the right name.",
        "",
        "| defect | pages | scanlint's measures | document-quality |",
        "|---|---|---|---|",
    ]
    for defect in [*DAMAGED, *VANISHED, *HARMLESS, *PLACED, "clean"]:
        some = [p for p in pages if p.defect == defect and (defect in [*HARMLESS, *PLACED, "clean"] or p.state == "illegible")]
        if some:
            lines.append(f"| {defect} | {len(some)} | {own(some, seen)} | {other(some, seen, defect)} |")
    return "\n".join(lines) + "\n"


def own(pages, seen):
    """Beyond a warn limit of the profile."""
    beyond = [seen[page.name]["beyond"] for page in pages]
    names = {}
    for one in beyond:
        for name in one:
            names[name] = names.get(name, 0) + 1
    most = ", ".join(f"{n} {c}" for n, c in sorted(names.items(), key=lambda item: -item[1])[:3])
    return f"{sum(map(bool, beyond))} ({most})"


def other(pages, seen, defect):
    caught = [[kind for kind, severity in seen[p.name]["issues"] if severity != "info"] for p in pages]
    right = sum(any(word in kind for kind in one for word in RIGHT.get(defect, ())) for one in caught)
    return f"{sum(map(bool, caught))} ({right})"


if __name__ == "__main__":
    main()
