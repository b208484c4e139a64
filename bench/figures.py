"""From raw measurements to figures: steady repetitions, medians, spreads, geometric means. Used by run.py, compare.py and report.py."""

import json
import math
import statistics

FORMAT = 1


def load(path):
    """The raw JSON of a run."""
    with open(path, encoding="utf-8") as file:
        raw = json.load(file)
    if raw.get("format") != FORMAT:
        raise SystemExit(f"{path}: format {raw.get('format')}, expected {FORMAT}; measure again")
    return raw


def steady(process):
    """CPU microseconds of one repetition in the steady state of one process: the median of the last half of its repetitions."""
    repetitions = process["cpu_us"]
    return statistics.median(repetitions[len(repetitions) // 2:])


class Figure:
    """The median of one value per process, and its spread: half the distance from the lowest to the highest, relative to the median;
    None of a single process."""

    def __init__(self, values):
        self.values = list(values)
        self.median = statistics.median(self.values)
        self.spread = (max(self.values) - min(self.values)) / 2 / self.median if self.median and len(self.values) > 1 else None


def cpu(raw, program, runtime):
    """Steady CPU time of a repetition in microseconds, or None."""
    processes = raw["programs"].get(program, {}).get("runs", {}).get(runtime)
    return Figure(steady(process) for process in processes) if processes else None


def process_figure(processes, key):
    """A value that is counted once per process (wall_us, rss_kib, …)."""
    return Figure(process[key] for process in processes) if processes else None


def gc_share(process):
    """Microseconds of collection per repetition, on average over all repetitions; None where the runtime did not tell."""
    return process["gc_us"] / len(process["cpu_us"]) if process.get("gc_us") is not None else None


def geometric_mean(values):
    """The mean for ratios; None of nothing."""
    values = list(values)
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None


def cpu_ratios(raw, runtime, base):
    """program → CPU time of `runtime` divided by that of `base`, where both ran."""
    ratios = {}
    for program in raw["programs"]:
        mine, other = cpu(raw, program, runtime), cpu(raw, program, base)
        if mine and other:
            ratios[program] = mine.median / other.median
    return ratios


def gc_per_repetition(raw, program, runtime):
    """Microseconds of collection per repetition, or None."""
    entry = raw["programs"][program]
    stats = entry.get("mono_gc", {}).get(runtime)
    if stats:
        return stats["gc_us"] / stats["repetitions"]
    shares = [gc_share(process) for process in entry["runs"].get(runtime, [])]
    shares = [share for share in shares if share is not None]
    return statistics.median(shares) if shares else None


def table(header, rows):
    """Markdown, padded so that it reads as text, too: the first column left, the others right."""
    rows = [list(map(str, row)) for row in rows]
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]

    def line(cells):
        return "| " + " | ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(cells, widths))) + " |"

    rule = "|" + "|".join("-" * (width + 2) if i == 0 else "-" * (width + 1) + ":" for i, width in enumerate(widths)) + "|"
    return "\n".join([line(header), rule, *map(line, rows)])


def milliseconds(microseconds):
    """Three significant digits."""
    if microseconds is None:
        return "-"
    value = microseconds / 1000
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def with_spread(figure):
    """`12.3 ±2%`"""
    if figure is None:
        return "-"
    return milliseconds(figure.median) + ("" if figure.spread is None else f" ±{figure.spread * 100:.0f}%")


def ratio(value):
    """Two decimals, or a dash."""
    return "-" if value is None else f"{value:.2f}"


def names_of(raw):
    return [runtime["name"] for runtime in raw["runtimes"]]


def labels_of(raw):
    return [runtime["label"] for runtime in raw["runtimes"]]


def summary_table(raw):
    """One row per runtime: start-up, means over the programs."""
    names = names_of(raw)
    bases = [(base, label) for base, label in (("mono-interp", "Mono's interpreter = 1"), ("coreclr", "CoreCLR = 1")) if base in names]
    rows = []
    for name, label in zip(names, labels_of(raw)):
        hello = raw["hello"].get(name, [])
        rss = process_figure(hello, "rss_kib")
        peaks = [Figure(p["rss_kib"] for p in entry["runs"][name]).median for entry in raw["programs"].values() if entry["runs"].get(name)]
        rows.append([label, with_quartiles(hello, "wall_us"), f"{rss.median / 1024:.1f}" if rss else "-",
                     *(ratio(geometric_mean(cpu_ratios(raw, name, base).values())) for base, _ in bases),
                     f"{geometric_mean(peaks) / 1024:.1f}" if peaks else "-"])
    return table(["runtime", "hello, ms", "hello, MiB", *(f"CPU, {label}" for _, label in bases), "peak, MiB"], rows)


def with_quartiles(processes, key):
    """Median of many runs, with half the distance between the quartiles."""
    values = [process[key] for process in processes]
    if len(values) < 2:
        return "-"
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{milliseconds(middle)} ±{(high - low) / 2 / middle * 100:.0f}%"


def cpu_table(raw):
    """One row per program: steady CPU time on each runtime, and the first runtime in relation to each other one."""
    names, labels = names_of(raw), labels_of(raw)
    rows = []
    for program in raw["programs"]:
        found = [cpu(raw, program, name) for name in names]
        rows.append([program, *map(with_spread, found),
                     *(ratio(found[0].median / other.median if found[0] and other else None) for other in found[1:])])
    if len(names) > 1:
        rows.append(["geometric mean", *([""] * len(names)), *(ratio(geometric_mean(cpu_ratios(raw, names[0], name).values())) for name in names[1:])])
    return table(["program", *labels, *(f"÷ {label}" for label in labels[1:])], rows)


def memory_table(raw):
    """Peak resident memory of the processes, MiB."""
    rows = []
    for program, entry in raw["programs"].items():
        peaks = [process_figure(entry["runs"].get(name), "rss_kib") for name in names_of(raw)]
        rows.append([program, *(f"{peak.median / 1024:.1f}" if peak else "-" for peak in peaks)])
    return table(["program", *labels_of(raw)], rows)


def gc_table(raw):
    """Milliseconds of collection per repetition; programs in which nobody collects for half a millisecond are left out (Mono's figure
    contains the collection at exit, spread over the repetitions)."""
    rows = []
    for program in raw["programs"]:
        times = [gc_per_repetition(raw, program, name) for name in names_of(raw)]
        if any(time is not None and time >= 500 for time in times):
            rows.append([program, *map(milliseconds, times)])
    return table(["program", *labels_of(raw)], rows) if rows else "None."


def print_tables(raw):
    """The tables of a run, for the terminal."""
    if raw["hello"] or len(raw["programs"]) > 1:
        print(summary_table(raw), end="\n\n")
    if raw["programs"]:
        print("CPU time of a steady repetition, ms:", cpu_table(raw), "\nPeak resident memory, MiB:", memory_table(raw),
              "\nCollection per repetition, ms:", gc_table(raw), sep="\n")
