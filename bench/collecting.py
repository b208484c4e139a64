"""What the collector costs: pauses and collection time on minivm, CoreCLR and Mono, and what compiled code does without it. Used by run.py and report.py."""

import datetime
import re
import statistics
from dataclasses import replace

import figures
import suite

FOLDER = suite.ROOT / "bench" / "collector"
PROGRAM = "collector"
# (name, which work of collector.cs): every collection by itself; nanoseconds of one operation.
COLLECTING = ["trees", "liveheap", "bigheap"]
SINGLE = [("births", "an object made, ns"), ("locks", "lock and unlock, ns")]
# CoreCLR takes its nursery from the size of the cache; the second row is CoreCLR with the nursery that minivm begins with.
SMALL_NURSERY = {"DOTNET_GCgen0size": "0x400000"}
# Mono tells programs nothing, but writes a line for every collection.
MONO_LINES = {"MONO_LOG_MASK": "gc", "MONO_LOG_LEVEL": "info"}
MONO_LINE = re.compile(r"Mono: GC_(MINOR|MAJOR|MAJOR_CONCURRENT_FINISH): .*?stw ([0-9.]+)ms(?: promoted ([0-9]+)K)?")


def runtimes_of(runtimes):
    """Those that compile, and CoreCLR with a small nursery besides."""
    found = []
    for runtime in runtimes:
        if "interp" in runtime.name:
            continue
        if runtime.name == "mono":
            runtime = replace(runtime, environment={**runtime.environment, **MONO_LINES})
        found.append(runtime)
        if runtime.name == "coreclr":
            found.append(replace(runtime, name="coreclr-small-nursery", label="CoreCLR, nursery of 4 MiB", environment={**runtime.environment, **SMALL_NURSERY}))
    return found


def parse(text):
    """What collector.cs and Mono's log printed since `begin`: collections as [generation, nanoseconds, surviving bytes or -1], objects, single operations."""
    found = {"gc": [], "objects": 0, "each": []}
    for line in text.splitlines():
        words = line.split()
        mono = MONO_LINE.match(line)
        if words[:1] == ["begin"]:
            found["gc"] = []
        elif words[:1] == ["gc"] and int(words[2]) >= 0:
            found["gc"].append([int(word) for word in words[1:]])
        elif words[:1] == ["objects"]:
            found["objects"] = int(words[1])
        elif words[:1] == ["each"]:
            found["each"].append(float(words[1]))
        elif mono:
            survived = int(mono[3]) * 1024 if mono[3] else -1
            found["gc"].append([0 if mono[1] == "MINOR" else 2, round(float(mono[2]) * 1e6), survived])
    return found


def measure(measurer, runtimes, program, processes):
    """Each work on each runtime by turns, in so many processes."""
    chosen = runtimes_of(runtimes)
    works = [*COLLECTING, *(name for name, _ in SINGLE)]
    runs = {work: {runtime.name: [] for runtime in chosen} for work in works}
    for round_ in range(processes):
        for index, work in enumerate(works):
            order = (round_ + index) % len(chosen)
            for runtime in chosen[order:] + chosen[:order]:
                _, text = measurer.run(runtime, program, ["--work", work])
                runs[work][runtime.name].append(parse(text))
    return {"date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"), "runtimes": [[runtime.name, runtime.label] for runtime in chosen], "runs": runs}


def pauses(processes, is_full):
    """(median, longest, number a process) of the pauses of all processes in nanoseconds, or None."""
    found = [pause for process in processes for generation, pause, _ in process["gc"] if (generation == 2) == is_full]
    return (statistics.median(found), max(found), len(found) / len(processes)) if found else None


def per_object(processes):
    """Nanoseconds of all collections for each object allocated."""
    return statistics.median(sum(pause for _, pause, _ in process["gc"]) / process["objects"] for process in processes)


def per_survivor(processes):
    """Nanoseconds of nursery collections for each byte that survived them, or None where there was none."""
    costs = []
    for process in processes:
        young = [(pause, survived) for generation, pause, survived in process["gc"] if generation != 2 and survived >= 0]
        if sum(survived for _, survived in young):
            costs.append(sum(pause for pause, _ in young) / sum(survived for _, survived in young))
    return statistics.median(costs) if costs else None


def number(value):
    """Three significant digits, or a dash."""
    if value is None:
        return "-"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def pause_cells(found):
    """Median, longest, and how many in a process."""
    return [number(found[0] / 1e6), number(found[1] / 1e6), f"{found[2]:.0f}"] if found else ["-"] * 3


def tables(found):
    """Both tables: collections, single operations."""
    rows = []
    for work in COLLECTING:
        for name, label in found["runtimes"]:
            processes = found["runs"][work][name]
            is_allocating = processes[0]["objects"] != 0
            rows.append([f"{work}, {label}", *pause_cells(pauses(processes, False) if is_allocating else None), *pause_cells(pauses(processes, True)),
                         number(per_object(processes) if is_allocating else None), number(per_survivor(processes) if is_allocating else None)])
    collecting = figures.table(["work", "nursery: median, ms", "longest", "number", "full: median, ms", "longest", "number", "ns for an object", "ns for a surviving byte"], rows)
    rows = []
    for name, label in found["runtimes"]:
        each = [figures.Figure(statistics.median(process["each"]) for process in found["runs"][work][name]) for work, _ in SINGLE]
        rows.append([label, *(number(figure.median) + ("" if figure.spread is None else f" ±{figure.spread * 100:.0f}%") for figure in each)])
    return collecting + "\n\n" + figures.table(["runtime", *(title for _, title in SINGLE)], rows)
