"""The table: accuracy, time and memory by kind, by what happened to a page, and over whole submissions."""

from statistics import median

from accuracy import plain

# Print that lies free, print that a seal touches.
FREE, SEALED = ("free",), ("sealed",)
OURS = ("scanlint full", "scanlint needed")
BASE = "RapidOCR"
# What the program is held to.
CLEAN_LEAST, FULL_MOST, NEEDED_MOST, KIND_MOST, DEGRADED_MOST = 99.5, 0.4, 0.17, 0.7, 1.0
MEMORY_MOST, FURTHER_MOST, START_MOST = 220, 160, 0.2


def write(truth, results):
    table = Table(truth, results)
    kinds, effects = table.by_kind(), table.by_effect()
    parts = [
        table.head(),
        "## Submissions\n" + table.mix(),
        "## Clean pages by kind: character accuracy of print that no seal touches, %\n" + table.accuracy(kinds),
        "## Clean pages by kind: of print under their seals, %\n" + table.accuracy(kinds, SEALED),
        "## Clean pages by kind: CPU seconds a page\n" + table.seconds(kinds),
        "## Degraded pages: character accuracy of all print, %\n" + table.accuracy(effects, FREE + SEALED),
        "## Degraded pages: CPU seconds a page\n" + table.seconds(effects),
        "## Fields and kinds\n" + table.fields(),
        "## Memory, start, two threads\n" + table.machine(),
        "## Targets\n" + table.targets(),
        "## Read by `scanlint full` otherwise than printed, clean pages\n" + table.misread(),
        "## `scanlint needed`: otherwise than from the text layer, clean pages\n" + table.otherwise(),
    ]
    return "\n\n".join(parts) + "\n"


class Table:
    def __init__(self, truth, results):
        self.measured, self.results = results["documents"], results
        self.documents = {d["name"]: d for d in truth["documents"] if d["name"] in self.measured}
        self.submissions = truth["submissions"]
        self.engines = list(results["engines"])
        self.readers = [name for name in self.engines if name != OURS[1]]

    def head(self):
        pages = lambda clean: sum(len(d["pages"]) for d in self.documents.values() if (not d["effect"]) == clean)
        versions = "; ".join(version for version in self.results["engines"].values() if version)
        return (
            f"# Reading\n{pages(True)} clean and {pages(False)} degraded drawn pages, engines in turn on one core, "
            f"{self.results['rounds']} rounds, medians. Peers: {versions}."
        )

    # Groups of documents.

    def by_kind(self):
        groups = {}
        for name, document in self.documents.items():
            if not document["effect"]:
                groups.setdefault(document["kind"], []).append(name)
        return groups

    def by_effect(self):
        groups = {}
        for name, document in self.documents.items():
            if document["effect"]:
                groups.setdefault(document["effect"], []).append(name)
        return groups

    # Sums over documents.

    def cpu(self, engine, names):
        return sum(median(self.measured[name][engine]["cpu"]) for name in names)

    def pages(self, names):
        return sum(len(self.documents[name]["pages"]) for name in names)

    def right(self, engine, names, parts=FREE):
        """Character accuracy; nothing where nothing is printed."""
        tallies = [self.measured[name][engine][part] for name in names for part in parts]
        printed = sum(tally["printed"] for tally in tallies)
        return 100 * (1 - sum(tally["wrong"] for tally in tallies) / printed) if printed else None

    # Tables.

    def rows(self, groups, columns, cell):
        groups = {**groups, "**all**": [name for names in groups.values() for name in names]}
        lines = [columns, ["---"] * len(columns)]
        lines += [[group, str(self.pages(names)), *cell(names)] for group, names in groups.items() if names]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)

    def accuracy(self, groups, parts=FREE):
        def cell(names):
            shares = [self.right(engine, names, parts) for engine in self.readers]
            return ["–" if share is None else f"{share:.2f}" for share in shares]

        return self.rows(groups, ["", "pages", *self.readers], cell)

    def seconds(self, groups):
        def cell(names):
            own = [f"{self.cpu(engine, names) / self.pages(names):.3f}" for engine in self.engines]
            return own + [self.ratio(engine, BASE, names) for engine in OURS]

        return self.rows(groups, ["", "pages", *self.engines, f"full / {BASE}", f"needed / {BASE}"], cell)

    def ratio(self, engine, other, names):
        if other not in self.engines or not names:
            return "–"
        return f"{self.cpu(engine, names) / self.cpu(other, names):.3f}"

    def mixed(self):
        names = [name for submission in self.submissions.values() for name in submission]
        return [name for name in names if name in self.documents]

    def mix(self):
        groups = {name: [n for n in names if n in self.documents] for name, names in self.submissions.items()}
        others = [name for name in self.engines if name not in OURS]

        def cell(names):
            own = [f"{self.cpu(engine, names):.2f}" for engine in self.engines]
            return own + [self.ratio(engine, other, names) for engine in OURS for other in others]

        ratios = [f"{engine.split()[1]} / {other}" for engine in OURS for other in others]
        return "CPU seconds of whole submissions, nine pages in ten clean.\n" + self.rows(
            groups, ["", "pages", *self.engines, *ratios], cell
        )

    def fields(self):
        heads = ["", "fields", *self.engines, "kinds, needed"]
        lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
        for label, groups in (("clean", self.by_kind()), ("degraded", self.by_effect())):
            names = [name for group in groups.values() for name in group]
            if names:
                total = sum(len(self.documents[name]["fields"]) for name in names)
                cells = [str(self.exact(engine, names)) for engine in self.engines]
                kinds = sum(self.kind_seen(name) for name in names)
                lines.append(f"| {label} | {total} | {' | '.join(cells)} | {kinds} of {len(names)} documents |")
        lines.append("\nExact in the text that was read; for `scanlint needed` as reported by the program.")
        return "\n".join(lines)

    def exact(self, engine, names):
        if engine != OURS[1]:
            return sum(self.measured[name][engine]["exact"] for name in names)
        return sum(
            plain(value) in [plain(v) for v in self.told(name).get(key, [])]
            for name in names
            for key, value in self.documents[name]["fields"].items()
        )

    def told(self, name, seen=None):
        """Fields of all documents that the program saw in a file."""
        fields = {}
        for document in seen or self.measured[name][OURS[1]]["seen"]:
            for key, values in document["fields"].items():
                fields.setdefault(key, []).extend(values)
        return fields

    def kind_seen(self, name):
        kind = self.documents[name]["kind"]
        return any(seen["kind"] == kind for seen in self.measured[name][OURS[1]]["seen"])

    def machine(self):
        lines = [
            "| | peak MB | ready, s | first page, s | pages/s on two | peak MB on two |",
            "|---|---|---|---|---|---|",
        ]
        for name in self.engines:
            ready, first = self.results["start"][name]
            two = self.results["two"][name]
            both = f"{two[0]:.2f} | {two[1]:.0f}" if two else "– | –"
            lines.append(f"| {name} | {self.results['peak'][name]:.0f} | {ready:.2f} | {first:.2f} | {both} |")
        return "\n".join(lines) + "\n\nOn two: two threads of scanlint, two processes of the others."

    # Targets.

    def targets(self):
        if BASE not in self.engines:
            return f"Not judged without {BASE}."
        lines = []
        for kind, names in [*self.by_kind().items(), ("all clean", sum(self.by_kind().values(), []))]:
            full = self.right(OURS[0], names)
            lines.append((f"{kind}: accuracy of full {full:.2f} ≥ {CLEAN_LEAST}", full >= CLEAN_LEAST))
            for label, parts in (("all print", FREE + SEALED), ("free print", FREE)):
                own, least = self.right(OURS[0], names, parts), self.right(BASE, names, parts)
                lines.append((f"{kind}: accuracy of full on {label} {own:.2f} ≥ {BASE}'s {least:.2f}", own >= least))
            for engine in OURS:
                ratio = self.times(engine, BASE, names)
                lines.append((f"{kind}: time of {engine.split()[1]} {ratio:.3f} ≤ {KIND_MOST}", ratio <= KIND_MOST))
        lines += self.time_targets() + self.machine_targets()
        missed = [f"- missed: {text}" for text, met in lines if not met]
        return "\n".join([f"{len(lines) - len(missed)} of {len(lines)} met.", *missed])

    def times(self, engine, other, names):
        return self.cpu(engine, names) / self.cpu(other, names)

    def time_targets(self):
        lines, mixed = [], self.mixed()
        if mixed:
            for engine, most in zip(OURS, (FULL_MOST, NEEDED_MOST)):
                ratio = self.times(engine, BASE, mixed)
                lines.append((f"submissions: {engine} / {BASE} {ratio:.3f} ≤ {most}", ratio <= most))
            if "faster-paddle" in self.engines:
                ratio = self.times(OURS[1], "faster-paddle", mixed)
                lines.append((f"submissions: needed / faster-paddle {ratio:.3f} < 1", ratio < 1))
        for effect, names in self.by_effect().items():
            for engine in OURS:
                ratio = self.times(engine, BASE, names)
                mode = engine.split()[1]
                lines.append((f"{effect}: time of {mode} {ratio:.3f} ≤ {DEGRADED_MOST}", ratio <= DEGRADED_MOST))
        return lines

    def machine_targets(self):
        lines = []
        for name in OURS:
            peak, (ready, _) = self.results["peak"][name], self.results["start"][name]
            lines.append((f"{name}: peak {peak:.0f} MB ≤ {MEMORY_MOST}", peak <= MEMORY_MOST))
            lines.append((f"{name}: start {ready:.2f} s ≤ {START_MOST}", ready <= START_MOST))
            if self.results["two"][name]:
                both = self.results["two"][name][1]
                most = MEMORY_MOST + FURTHER_MOST
                lines.append((f"{name}: peak of two threads {both:.0f} MB ≤ {most}", both <= most))
        return lines

    # What went wrong, for those who mend it.

    def misread(self):
        lines = []
        for name in sum(self.by_kind().values(), []):
            for part in FREE + SEALED:
                for want, got, score in self.measured[name][OURS[0]][part]["faults"]:
                    score = "" if score is None else score
                    lines.append(f"| {name} | {part} | {cell(want)} | {cell(got)} | {score} |")
        return "\n".join(["| document | print | printed | read | score |", "|---|---|---|---|---|", *lines])

    def otherwise(self):
        lines = []
        for names in self.by_kind().values():
            for name in names:
                seen = self.measured[name][OURS[1]]["seen"]
                layer = self.results["layer"][self.documents[name]["layer"]]
                kinds = [d["kind"] for d in layer], [d["kind"] for d in seen]
                if kinds[0] != kinds[1]:
                    lines.append(f"| {name} | kinds | {', '.join(kinds[0])} | {', '.join(kinds[1])} |")
                want, got = self.told(name, layer), self.told(name)
                for key in sorted(want.keys() | got.keys()):
                    values = "; ".join(want.get(key, [])), "; ".join(got.get(key, []))
                    if plain(values[0]) != plain(values[1]):
                        lines.append(f"| {name} | {key} | {cell(values[0])} | {cell(values[1])} |")
        return "\n".join(["| document | field | text layer | pixels |", "|---|---|---|---|", *lines])


def cell(text):
    return text.replace("|", "\\|")
