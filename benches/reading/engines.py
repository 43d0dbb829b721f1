"""Engines as worker processes: where they come from, and what reading with them costs."""

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from accuracy import ROOT

HERE = Path(__file__).resolve().parent
PEERS = {
    "RapidOCR": ("rapidocr", ["rapidocr==3.10.0", "onnxruntime"]),
    "faster-paddle": ("faster_paddle", ["faster-paddle==1.0.4"]),
    # It installs over the package `rapidocr`.
    "RapidOCRLite": ("rapidocrlite", ["RapidOCRLite==5.0.0a15"]),
}
PACKAGES = ["tesseract-ocr", "tesseract-ocr-chi-sim"]
CORES = sorted(os.sched_getaffinity(0))
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}


@dataclass
class Engine:
    name: str
    command: list
    # Reads a document as one file; the others read its pages.
    ours: bool = False
    versions: str = ""


def engines(cache, only):
    """All that can be had here, ours first."""
    program = build()
    found = [Engine(f"scanlint {mode}", [program, mode], ours=True) for mode in ("full", "needed")]
    for name, (worker, pins) in PEERS.items():
        if wanted(name, only):
            python = environment(cache / worker, pins)
            found.append(Engine(name, [python, HERE / "peers.py", worker], versions=installed(python, pins)))
    if wanted("Tesseract", only) and tesseract():
        version = run(["tesseract", "--version"]).split("\n")[0]
        found.append(Engine("Tesseract", [sys.executable, HERE / "peers.py", "tesseract"], versions=version))
    return found


def wanted(name, only):
    return not only or name in only


def build():
    run(["cargo", "build", "--release", "--example", "read_page"], cwd=ROOT)
    return target() / "release/examples/read_page"


def target():
    return Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))


def environment(folder, pins):
    """An environment of its own with the pinned peer; made once."""
    python, mark = folder / "bin/python", folder / "installed"
    if not mark.exists() or mark.read_text() != " ".join(pins):
        run([sys.executable, "-m", "venv", "--clear", folder])
        run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pins])
        mark.write_text(" ".join(pins))
    return python


def installed(python, pins):
    names = [pin.split("==")[0] for pin in pins]
    code = "import sys, importlib.metadata as m; print(', '.join(n + ' ' + m.version(n) for n in sys.argv[1:]))"
    return run([python, "-c", code, *names]).strip()


def tesseract():
    """Whether it is here; as root it is installed."""
    if not shutil.which("tesseract") and shutil.which("apt-get") and os.geteuid() == 0:
        run(["apt-get", "update", "-qq"])
        run(["apt-get", "install", "-y", "-qq", *PACKAGES])
    if shutil.which("tesseract") and "chi_sim" in run(["tesseract", "--list-langs"]):
        return True
    print(f"Tesseract is not measured: install {' '.join(PACKAGES)}", file=sys.stderr)
    return False


def run(command, **rest):
    return subprocess.run(list(map(str, command)), check=True, stdout=subprocess.PIPE, text=True, **rest).stdout


@dataclass
class Worker:
    """A running engine on one core."""

    engine: Engine
    core: int = CORES[0]
    ready: float = 0.0
    peak: float = 0.0
    process: subprocess.Popen = field(init=False)

    def __post_init__(self):
        begun = time.monotonic()
        self.process = subprocess.Popen(
            list(map(str, self.engine.command)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, **ONE_THREAD},
            preexec_fn=lambda: os.sched_setaffinity(0, {self.core}),
        )
        self.answer()
        self.ready = time.monotonic() - begun

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.engine.name} ended with {self.process.wait()}")
        return json.loads(line)

    def read(self, path):
        """What it read, and the CPU seconds of all its threads (of its children, where it says so)."""
        before = self.cpu()
        print(path, file=self.process.stdin, flush=True)
        answer = self.answer()
        self.peak = max(answer.get("peak", 0.0), self.peak)
        return answer, answer.get("cpu", self.cpu() - before)

    def cpu(self):
        # The CPU clock of another process, as clock_getcpuclockid(3) names it.
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def end(self):
        """Peak memory in MB, of the worker or of its children."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        own = next(int(row.split()[1]) / 1024 for row in status.splitlines() if row.startswith("VmHWM"))
        self.process.stdin.close()
        self.process.wait()
        return self.peak or own
