#!/usr/bin/env python3
"""Reading benchmark: scanlint and its peers on the same drawn pages, page by page in turn, on one core.

Installs its peers, draws its pages, measures, and writes a table (see README.md beside it). Linux only: it pins
processes and reads their clocks. Standard library only; peers live in environments of their own.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from difflib import SequenceMatcher
from pathlib import Path

import report
from accuracy import ROOT, compare, in_order, plain
from engines import CORES, ONE_THREAD, Worker, engines, run, target


def main():
    options = arguments()
    cache = options.cache or target() / "reading"
    pages = cache / "pages"
    if not options.keep_pages or not (pages / "truth.json").exists():
        listed = ROOT / "benches/reading/pages.yaml"
        run(["cargo", "run", "--release", "-p", "draw", "--", "bench", listed, pages], cwd=ROOT)
    truth = json.loads((pages / "truth.json").read_text(encoding="utf-8"))
    found = engines(cache / "venvs", options.engines)
    results = {
        "engines": {engine.name: engine.versions for engine in found},
        "rounds": options.rounds,
        "documents": measure(found, truth, pages, options),
        "start": {engine.name: start(engine, truth, pages) for engine in found},
        "peak": PEAK,
        "two": {engine.name: None if options.only else two(engine, truth, pages) for engine in found},
        "layer": layer(found[1], truth, pages),
    }
    (cache / "results.json").write_text(json.dumps(results, ensure_ascii=False), encoding="utf-8")
    text = report.write(truth, results)
    print(text)
    if options.output:
        options.output.write_text(text, encoding="utf-8")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="of the pages of submissions; medians count")
    parser.add_argument("--output", type=Path, help="file for the table")
    parser.add_argument("--cache", type=Path, help="folder for peers, pages and results")
    parser.add_argument("--engines", nargs="*", help="peers to measure, all if unsaid")
    parser.add_argument("--only", default="", help="documents whose name has this")
    parser.add_argument("--keep-pages", action="store_true", help="do not draw again")
    return parser.parse_args()


PEAK = {}


def measure(found, truth, pages, options):
    """CPU seconds and accuracy of every document by every engine; engines take turns document by document."""
    documents = [d for d in truth["documents"] if options.only in d["name"]]
    mix = {name for names in truth["submissions"].values() for name in names}
    workers = [Worker(engine) for engine in found]
    for worker in workers:
        worker.read(pages / truth["documents"][0]["pages"][0]["raster"])
    measured = {d["name"]: {} for d in documents}
    for round_ in range(options.rounds):
        for index, document in enumerate(documents):
            if round_ and document["name"] not in mix and document["effect"]:
                continue
            turn = index % len(workers)
            for worker in workers[turn:] + workers[:turn]:
                # Slow, and a peer by accuracy only.
                if round_ and worker.engine.name == "Tesseract":
                    continue
                one = measured[document["name"]].setdefault(worker.engine.name, {"cpu": []})
                cpu, seen = read(worker, document, pages)
                one["cpu"].append(cpu)
                if not round_:
                    one.update(judge(document, seen))
            print(f"round {round_ + 1}: {index + 1} of {len(documents)}", end="\r", file=sys.stderr)
        print(f"round {round_ + 1} done: {sums(measured)}", file=sys.stderr)
    PEAK.update({worker.engine.name: worker.end() for worker in workers})
    return measured


def sums(measured):
    """CPU seconds of a round by engine, so that a long run shows where it stands."""
    totals = {}
    for engines_ in measured.values():
        for name, one in engines_.items():
            totals[name] = totals.get(name, 0.0) + one["cpu"][-1]
    return ", ".join(f"{name} {total:.1f} s" for name, total in totals.items())


def read(worker, document, pages):
    """A document by one engine: CPU seconds, and lines and documents seen."""
    if worker.engine.ours:
        answer, cpu = worker.read(pages / document["file"])
        return cpu, {"pages": [page["lines"] for page in answer["pages"]], "documents": answer["documents"]}
    answers = [worker.read(pages / page["raster"]) for page in document["pages"]]
    return sum(cpu for _, cpu in answers), {"pages": [answer["lines"] for answer, _ in answers]}


def judge(document, seen):
    """Characters and faults of the print that lies free and of that under seals; fields; what the program reports."""
    judged = {key: {"wrong": 0, "printed": 0, "faults": []} for key in ("free", "sealed")}
    whole = ""
    for page, lines in zip(document["pages"], seen["pages"]):
        text = in_order([line for line in lines if line["score"] >= 500], document["turn"])
        whole += text
        for one, tally in zip(judged.values(), compare(page["lines"], text)):
            one["wrong"] += tally.wrong
            one["printed"] += tally.printed
            one["faults"] += [(want, got, score_of(got, lines)) for want, got in tally.faults]
    judged["exact"] = sum(plain(value) in whole for value in document["fields"].values())
    if "documents" in seen:
        judged["seen"] = seen["documents"]
    return judged


def score_of(text, lines):
    """The score of the line that has most of a misread text."""
    def likeness(line):
        return SequenceMatcher(None, text, plain(line["text"]), autojunk=False).ratio()

    return max(lines, key=likeness)["score"] if text and lines else None


def start(engine, truth, pages):
    """Seconds from the start of the process until it can read, and until a first page is read; medians of three."""
    ready, first = [], []
    for _ in range(3):
        begun = time.monotonic()
        worker = Worker(engine)
        ready.append(worker.ready)
        worker.read(pages / truth["documents"][0]["pages"][0]["raster"])
        first.append(time.monotonic() - begun)
        worker.end()
    return statistics.median(ready), statistics.median(first)


def two(engine, truth, pages):
    """Pages a second on two cores and peak MB of all: two threads of ours, two processes of the others."""
    by_name = {d["name"]: d for d in truth["documents"]}
    documents = [by_name[name] for name in truth["submissions"]["first"]]
    cores = CORES[:2]
    if len(cores) < 2:
        return None
    if engine.ours:
        # The longest first, lest one thread waits for the other at the end.
        documents.sort(key=lambda d: -len(d["pages"]))
        return two_threads(engine, [pages / d["file"] for d in documents], cores)
    todo = [pages / page["raster"] for d in documents for page in d["pages"]]
    workers, count = [Worker(engine, core) for core in cores], len(todo)

    def work(worker):
        while todo:
            worker.read(todo.pop())

    threads = [threading.Thread(target=work, args=(worker,)) for worker in workers]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return count / (time.monotonic() - begun), sum(worker.end() for worker in workers)


def two_threads(engine, files, cores):
    process = subprocess.Popen(
        list(map(str, [*engine.command, 2, *files])),
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **ONE_THREAD},
        preexec_fn=lambda: os.sched_setaffinity(0, cores),
    )
    answer = json.loads(process.stdout.read())
    _, _, usage = os.wait4(process.pid, 0)
    return answer["pages"] / answer["seconds"], usage.ru_maxrss / 1024


def layer(engine, truth, pages):
    """Kinds and fields that the program finds where the text need not be read from pixels."""
    worker = Worker(engine)
    names = sorted({d["layer"] for d in truth["documents"]})
    found = {name: worker.read(pages / name)[0]["documents"] for name in names}
    worker.end()
    return found


if __name__ == "__main__":
    main()
