"""One peer as a worker: runs inside the peer's own environment, reads paths, answers with lines as JSON.

Every peer is told to use one thread and is otherwise left at its defaults: that is what people run.
"""

import json
import os
import resource
import subprocess
import sys


def rapidocr():
    from rapidocr import RapidOCR

    return boxed(RapidOCR(params=ONE_THREAD))


def rapidocrlite():
    from rapidocr import RapidOCR
    from rapidocr.typings import ModelType

    lite = {"Det.model_type": ModelType("lite"), "Rec.model_type": ModelType("lite")}
    return boxed(RapidOCR(params={**ONE_THREAD, **lite}))


ONE_THREAD = {
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Global.log_level": "critical",
}


def boxed(engine):
    def read(path):
        result = engine(path)
        if result.txts is None or result.boxes is None:
            return {"lines": []}
        rows = zip(result.txts, result.scores, result.boxes)
        return {"lines": [line(text, score, [[float(x), float(y)] for x, y in box]) for text, score, box in rows]}

    return read


def faster_paddle():
    from faster_paddle import OcrEngine

    engine = OcrEngine(model_size="tiny", threads=1)

    def read(path):
        with open(path, "rb") as file:
            found = engine.ocr(file.read())["bounds"].values()
        boxes = ((b["text"], b["confidence"], b["topLeftCoord"], b["bottomRightCoord"]) for b in found)
        return {"lines": [line(text, score, upright(a, c)) for text, score, a, c in boxes]}

    return read


def tesseract():
    def read(path):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = ["tesseract", path, "stdout", "-l", "chi_sim", "tsv"]
        table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return {"lines": tesseract_lines(table), "cpu": cpu, "peak": after.ru_maxrss / 1024}

    return read


def tesseract_lines(table):
    """Words of its table, joined by block, paragraph and line."""
    lines = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5":
            x, y, w, h = map(int, cells[6:10])
            lines.setdefault(tuple(cells[1:5]), []).append((x, y, x + w, y + h, cells[11], float(cells[10])))
    joined = []
    for words in lines.values():
        corner = min(w[0] for w in words), min(w[1] for w in words)
        other = max(w[2] for w in words), max(w[3] for w in words)
        score = sum(w[5] for w in words) / len(words) / 100
        joined.append(line("".join(w[4] for w in words), score, upright(corner, other)))
    return joined


def line(text, score, quad):
    return {"text": text, "score": round(float(score) * 1000), "quad": quad}


def upright(a, c):
    return [[a[0], a[1]], [c[0], a[1]], [c[0], c[1]], [a[0], c[1]]]


def main():
    # What a library prints must not come between the answers.
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    read = globals()[sys.argv[1]]()
    print(json.dumps({"ready": True}), file=out, flush=True)
    for path in sys.stdin:
        print(json.dumps(read(path.rstrip("\n"))), file=out, flush=True)


if __name__ == "__main__":
    main()
