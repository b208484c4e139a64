"""What compilation costs: whole processes of about a second, start and compilation in them; time and code for a method. Used by run.py and report.py."""

import re
import statistics
import subprocess
import tempfile
from dataclasses import replace

import figures
import suite

WHOLE = ["minivm", "coreclr"]
# How long the steady repetitions of CoreCLR would take; their number is the same for both.
WHOLE_SECONDS = 1.0
MAX_REPETITIONS = 4000  # Harness.cs
# Everything is compiled once and optimized, by both.
MINIVM_OPTIONS = ["--tier=jit", "--stats"]
CORECLR_ENVIRONMENT = {"DOTNET_TieredCompilation": "0", "DOTNET_JitDisasmSummary": "1"}
CORECLR_LINE = re.compile(r"code size=(\d+)")
MINIVM_LINE = re.compile(r"compiled to (\d+) bytes,")


def repetitions_of(runs):
    """How many repetitions CoreCLR does in WHOLE_SECONDS, once it is steady."""
    each = statistics.median(process["rep_wall_us"] for process in runs)
    return max(1, min(MAX_REPETITIONS, round(WHOLE_SECONDS * 1e6 / each)))


def measure_whole(measurer, runtimes, binaries, runs, processes):
    """Processes that do a fixed number of repetitions, by turns."""
    chosen = [runtime for runtime in runtimes if runtime.name in WHOLE]
    found = {}
    for program, of_runtime in runs.items():
        if len(chosen) < len(WHOLE) or not of_runtime.get("coreclr"):
            continue
        count = repetitions_of(of_runtime["coreclr"])
        entry = found[program] = {"repetitions": count, "runs": {runtime.name: [] for runtime in chosen}}
        for round_ in range(processes):
            for runtime in chosen if round_ % 2 == 0 else chosen[::-1]:
                counted, _ = measurer.run(runtime, binaries[program], ["--seconds", "0", "--reps", str(count)])
                entry["runs"][runtime.name].append(counted)
    return found


def compiled(text):
    """Methods, bytes of IL and nanoseconds, as JitInfo told the program."""
    found = re.search(r"^jit (\d+) (\d+) (\d+)$", text, re.M)
    if not found:
        raise suite.SuiteError("the program printed nothing about its compilation")
    return {"methods": int(found[1]), "il_bytes": int(found[2]), "ns": int(found[3])}


def measure_methods(measurer, runtimes, binaries):
    """The tiny size of each program, with everything compiled: what JitInfo says, and the bytes of code."""
    found = {}
    for runtime in runtimes:
        if runtime.name not in WHOLE:
            continue
        for program, binary in binaries.items():
            if program == suite.HELLO:
                continue
            with tempfile.NamedTemporaryFile("r", encoding="utf-8") as listing:
                if runtime.name == "coreclr":
                    used = replace(runtime, environment={**runtime.environment, **CORECLR_ENVIRONMENT, "DOTNET_JitStdOutFile": listing.name})
                else:
                    used = replace(runtime, command=(*runtime.command, *MINIVM_OPTIONS))
                done = subprocess.run([*used.command, binary, "--tiny", "--jit"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
                                      env={**measurer.environment, **used.environment}, timeout=120)
                if done.returncode != 0:
                    raise suite.SuiteError(f"{program} on {runtime.label}: exit code {done.returncode}\n{done.stderr}")
                lines = CORECLR_LINE.findall(listing.read()) if runtime.name == "coreclr" else MINIVM_LINE.findall(done.stderr)
            entry = {**compiled(done.stdout), "code_bytes": sum(map(int, lines))}
            found.setdefault(runtime.name, {})[program] = entry
    return found


def measure(measurer, runtimes, binaries, runs, processes):
    """Both parts."""
    return {"runtimes": [[runtime.name, runtime.label] for runtime in runtimes if runtime.name in WHOLE],
            "whole": measure_whole(measurer, runtimes, binaries, runs, processes), "methods": measure_methods(measurer, runtimes, binaries)}


def whole_table(found):
    """One row per program: wall and CPU time of the whole process."""
    labels = [label for _, label in found["runtimes"]]
    rows = []
    ratios = {"wall_us": [], "cpu_us": []}
    for program, entry in found["whole"].items():
        row = [program, entry["repetitions"]]
        for key, of_key in ratios.items():
            both = [figures.process_figure(entry["runs"][name], key) for name, _ in found["runtimes"]]
            of_key.append(both[0].median / both[1].median)
            row += [*map(figures.with_spread, both), figures.ratio(of_key[-1])]
        rows.append(row)
    rows.append(["geometric mean", "", "", "", figures.ratio(figures.geometric_mean(ratios["wall_us"])), "", "", figures.ratio(figures.geometric_mean(ratios["cpu_us"]))])
    columns = [column for key in ("wall", "CPU") for column in (*(f"{label}, {key}" for label in labels), "÷")]
    return figures.table(["program", "repetitions", *columns], rows)


def methods_table(found):
    """One row per runtime: all programs together."""
    rows = []
    for name, label in found["runtimes"]:
        total = {key: sum(entry[key] for entry in found["methods"][name].values()) for key in ("methods", "il_bytes", "ns", "code_bytes")}
        rows.append([label, total["methods"], f"{total['il_bytes'] / total['methods']:.0f}", f"{total['ns'] / total['methods'] / 1000:.0f}",
                     f"{total['ns'] / total['il_bytes']:.0f}", f"{total['code_bytes'] / total['methods']:.0f}", f"{total['code_bytes'] / total['il_bytes']:.1f}"])
    return figures.table(["runtime", "methods", "IL of a method, bytes", "µs for a method", "ns for a byte of IL", "code of a method, bytes", "code for a byte of IL"], rows)
