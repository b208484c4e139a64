#!/usr/bin/env python3
"""Measures the programs of bench/programs on minivm and its rivals, in turn, and writes the raw numbers as JSON.

run.py                      the official run: all programs, default runtimes, three processes each; refuses on a noisy machine
run.py --quick [-k WORD]    a look: one short process each, written to the work folder
run.py --minivm new=A --minivm old=B --runtimes minivm     two binaries side by side; compare.py tells them apart
"""

import argparse
import datetime
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import collecting
import compiling
import figures
import forms
import suite

OFFICIAL = suite.ROOT / "bench" / "results" / "official.json"
# What counts as noise: cores kept busy by others, and the unsteadiness of a loop that always does the same.
MAX_FOREIGN_CORES = 0.10
MAX_CALIBRATION_SPREAD = 0.05
RETRIES = 2  # of a process that was disturbed
SECONDS_PER_TICK = 1 / os.sysconf("SC_CLK_TCK")
# Settings of the machine's owner that would change what is measured.
HIDDEN_VARIABLES = re.compile(r"(MINIVM|MONO|DOTNET|COMPlus|CORECLR)_")
DEADLINE_SECONDS = 120


def busy_seconds():
    """CPU seconds all cores have worked since the start of the machine, time stolen by other guests included."""
    with open("/proc/stat", encoding="ascii") as stat:
        user, nice, system, _, _, irq, softirq, steal = map(int, stat.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) * SECONDS_PER_TICK


def own_seconds():
    """CPU seconds of this script and what it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class ForeignLoad:
    """How many cores others kept busy since its creation."""

    def __init__(self):
        self.begin = time.monotonic(), busy_seconds(), own_seconds()

    def cores(self):
        elapsed = time.monotonic() - self.begin[0]
        foreign = busy_seconds() - self.begin[1] - (own_seconds() - self.begin[2])
        return max(0.0, round(foreign / elapsed, 3)) if elapsed > 0.05 else 0.0  # the kernel counts in ticks of 10 ms


def calibrate(pieces=60):
    """Does a fixed amount of work several times: its time and unsteadiness, and what others did meanwhile."""
    load = ForeignLoad()
    times = []
    for _ in range(pieces):
        begin = time.perf_counter()
        total = 0
        for i in range(400_000):
            total += i & 7
        times.append(time.perf_counter() - begin)
    low, middle, high = statistics.quantiles(times, n=4)
    return {"median_ms": round(middle * 1000, 3), "spread": round((high - low) / 2 / middle, 4), "foreign_cores": load.cores(),
            "load_average": os.getloadavg()[0]}


def noise_of(calibrations):
    """Why these calibrations are not good enough to publish what was measured; empty if they are."""
    reasons = []
    for when, seen in calibrations.items():
        if seen["foreign_cores"] > MAX_FOREIGN_CORES:
            reasons.append(f"{when}: others kept {seen['foreign_cores']:.2f} cores busy")
        if seen["spread"] > MAX_CALIBRATION_SPREAD:
            reasons.append(f"{when}: a fixed loop varied by ±{seen['spread']:.0%}")
    medians = [seen["median_ms"] for seen in calibrations.values()]
    if max(medians) > min(medians) * (1 + MAX_CALIBRATION_SPREAD):
        reasons.append(f"the machine changed its speed: a fixed loop took {min(medians)} and {max(medians)} ms")
    return reasons


class Measurer:
    """Runs single processes under measure.cpp."""

    def __init__(self, work):
        self.launcher = work / "measure"
        self.result = work / f"measure.{os.getpid()}"
        source = suite.ROOT / "bench" / "measure.cpp"
        if not self.launcher.exists() or self.launcher.stat().st_mtime < source.stat().st_mtime:
            subprocess.run(["c++", "-O2", "-o", self.launcher, source], check=True)
        self.environment = {name: value for name, value in os.environ.items() if not HIDDEN_VARIABLES.match(name)}

    def run(self, runtime, program, arguments=(), options=()):
        """One process: (what the kernel counted, its standard output). SuiteError when it fails."""
        command = [*runtime.command, *options, program, *arguments]
        load = ForeignLoad()
        with tempfile.TemporaryFile("w+", encoding="utf-8") as output, tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
            process = subprocess.Popen([self.launcher, self.result, *command], stdin=subprocess.DEVNULL, stdout=output, stderr=errors,
                                       env={**self.environment, **runtime.environment})
            try:
                process.wait(DEADLINE_SECONDS)
            except subprocess.TimeoutExpired as expired:
                process.kill()
                raise suite.SuiteError(f"{' '.join(map(str, command))}: not done after {DEADLINE_SECONDS} s") from expired
            foreign = load.cores()
            output.seek(0)
            errors.seek(0)
            text, complaint = output.read(), errors.read().strip()
        if process.returncode != 0:
            raise suite.SuiteError(f"{self.launcher}: exit code {process.returncode}\n{complaint}")
        code, wall, user, system, rss = map(int, self.result.read_text(encoding="ascii").split())
        if code != 0:
            raise suite.SuiteError(f"{' '.join(map(str, command))}: exit code {code}\n{complaint or text[-500:]}")
        return {"wall_us": wall // 1000, "cpu_us": (user + system) // 1000, "rss_kib": rss, "foreign_cores": foreign}, text


def repetitions(text):
    """The lines of Harness.cs: CPU, wall and GC nanoseconds of each repetition."""
    lines = [line.split() for line in text.splitlines() if line.startswith("rep ")]
    return [(int(cpu), int(wall), int(gc)) for _, _, cpu, wall, gc, _ in lines]


def mono_gc_us(text):
    """Collection time of a whole process, from `mono --stats`."""
    times = re.findall(r"^(?:Minor|Major) GC time\s*: ([0-9.]+) ms", text, re.M)
    return round(sum(map(float, times)) * 1000)


def measure_undisturbed(measurer, runtime, program, args):
    """One process of one program, again when others worked meanwhile; the least disturbed of the attempts."""
    best = measure_program(measurer, runtime, program, args)
    for _ in range(0 if args.quick or args.anyway else RETRIES):
        if best["foreign_cores"] <= MAX_FOREIGN_CORES:
            break
        best = min(best, measure_program(measurer, runtime, program, args), key=lambda process: process["foreign_cores"])
    return best


def measure_program(measurer, runtime, program, args):
    """One process of one program."""
    counted, text = measurer.run(runtime, program, ["--seconds", str(args.seconds), "--reps", str(args.reps)])
    found = repetitions(text)
    if not found:
        raise suite.SuiteError(f"{program} on {runtime.name} printed no repetition")
    return {"wall_us": counted["wall_us"], "process_cpu_us": counted["cpu_us"], "rss_kib": counted["rss_kib"],
            "foreign_cores": counted["foreign_cores"], "cpu_us": [cpu // 1000 for cpu, _, _ in found],
            "rep_wall_us": round(statistics.median(wall for _, wall, _ in found[len(found) // 2:]) / 1000),
            "gc_us": round(sum(gc for _, _, gc in found) / 1000) if found[0][2] >= 0 else None}


def measure_mono_gc(measurer, runtime, program, args):
    """Mono does not tell programs how long it collected, only --stats at the end: a process of its own, shorter."""
    _, text = measurer.run(runtime, program, ["--seconds", str(args.seconds / 2), "--reps", "3"], ["--stats"])
    return {"gc_us": mono_gc_us(text), "repetitions": len(repetitions(text))}


def commit():
    """The commit that is measured, with + where sources differ from it."""
    def git(*words):
        return subprocess.run(["git", "-C", suite.ROOT, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout.strip()

    return (git("rev-parse", "--short=10", "HEAD") or "unknown") + ("+" if git("status", "--porcelain", "-uno", "--", ":!bench/results", ":!bench/RESULTS.md", ":!bench/results.svg") else "")


def machine():
    """What it was measured on."""
    cpuinfo = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    memory = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text(encoding="ascii"))[1])
    release = re.search(r'PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text(encoding="utf-8"))
    model = re.search(r"model name\s*: (.*)", cpuinfo)
    return {"cpu": model[1] if model else platform.processor(), "cores": os.cpu_count(), "memory_mib": memory // 1024,
            "system": release[1] if release else platform.system(), "kernel": platform.release()}


def progress(text):
    """One line that replaces itself on a terminal, else nothing."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{text}")
        sys.stderr.flush()


def measure_all(args, runtimes, programs, work):
    """The raw JSON without its noise verdict."""
    measurer = Measurer(work)
    binaries = {name: suite.compile_program(name, work) for name in [*programs, suite.HELLO]}
    hello = {runtime.name: [] for runtime in runtimes}
    runs = {name: {runtime.name: [] for runtime in runtimes} for name in programs}
    mono_gc = {}
    failures = []
    broken = set()  # (program, runtime): not tried again

    def attempt(name, runtime, action):
        if (name, runtime.name) in broken:
            return None
        try:
            return action()
        except suite.SuiteError as error:
            broken.add((name, runtime.name))
            failures.append({"program": name, "runtime": runtime.name, "error": str(error)[:400]})
            print(f"bench: {error}", file=sys.stderr)
            return None

    for round_ in range(args.hello + 1 if not args.no_hello else 0):
        for runtime in runtimes[round_ % len(runtimes):] + runtimes[:round_ % len(runtimes)]:  # nobody always goes first
            done = attempt(suite.HELLO, runtime, lambda runtime=runtime: measurer.run(runtime, binaries[suite.HELLO])[0])
            if done and round_ > 0:  # the first round warms the page cache
                hello[runtime.name].append(done)
    for round_ in range(args.processes):
        for index, name in enumerate(programs):
            order = (round_ + index) % len(runtimes)
            for runtime in runtimes[order:] + runtimes[:order]:
                progress(f"round {round_ + 1}/{args.processes}  {name}  {runtime.name}")
                done = attempt(name, runtime, lambda name=name, runtime=runtime: measure_undisturbed(measurer, runtime, binaries[name], args))
                if done:
                    runs[name][runtime.name].append(done)
                if done and done["gc_us"] is None and round_ == 0 and runtime.command[0] == "mono":
                    mono_gc.setdefault(name, {})[runtime.name] = attempt(
                        name, runtime, lambda name=name, runtime=runtime: measure_mono_gc(measurer, runtime, binaries[name], args))
    forms_of_opcode = []
    minivm = next((runtime for runtime in runtimes if runtime.label == "minivm"), None)
    if minivm and (args.forms or not args.words and not args.collections):
        progress("forms of an opcode")
        program = suite.compile_program("forms", work, forms.FOLDER)
        forms_of_opcode = attempt("forms", minivm, lambda: forms.measure(measurer, minivm, program, args, repetitions)) or []
    collections = None
    if args.collections or not args.words and not args.forms:
        progress("collections")
        program = suite.compile_program(collecting.PROGRAM, work, collecting.FOLDER)
        collections = attempt("collector", runtimes[0], lambda: collecting.measure(measurer, runtimes, program, args.processes))
    compilations = None
    if args.compilations or not args.words and not args.collections and not args.forms:
        progress("compilation")
        compilations = attempt("compilation", runtimes[0], lambda: compiling.measure(measurer, runtimes, binaries, runs, 1 if args.quick else 2))
    progress("")
    return {"forms": forms_of_opcode, "collections": collections, "compilations": compilations, "hello": hello, "programs": {name: {"runs": runs[name], "mono_gc": mono_gc.get(name, {})} for name in programs}, "failures": failures}


def write(raw, out):
    """The JSON, lists of numbers on one line each."""
    text = json.dumps(raw, indent=1)
    out.write_text(re.sub(r"\[[\s\d.,-]*\]", lambda match: re.sub(r"\s+", " ", match[0]), text) + "\n", encoding="utf-8")


def parse_minivm(text):
    """`BIN` or `NAME=BIN` → (name, binary)."""
    name, separator, binary = text.partition("=")
    return (name, str(Path(binary).resolve())) if separator else ("minivm", str(Path(text).resolve()))


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minivm", action="append", type=parse_minivm, metavar="[NAME=]BIN", help="the minivm binary (default build/minivm); more than one: side by side")
    parser.add_argument("--runtimes", default="", help=f"comma-separated, of {', '.join(runtime.name for runtime in suite.RUNTIMES)}")
    parser.add_argument("-k", dest="words", action="append", default=[], metavar="WORD", help="only programs with WORD in their name (again: or)")
    parser.add_argument("--quick", action="store_true", help="one process of 0.25 s each: for a look, never official")
    parser.add_argument("--processes", type=int, help="processes per program and runtime (3; quick: 1)")
    parser.add_argument("--seconds", type=float, help="how long a process repeats (1.5; quick: 0.25)")
    parser.add_argument("--reps", type=int, help="at least so many repetitions (8; quick: 3)")
    parser.add_argument("--hello", type=int, help="runs of hello (25; quick: 5)")
    parser.add_argument("--forms", action="store_true", help="only the forms of an opcode (forms.py)")
    parser.add_argument("--collections", action="store_true", help="only what the collector costs (collecting.py)")
    parser.add_argument("--compilations", action="store_true", help="also what compilation costs, of the programs chosen (compiling.py)")
    parser.add_argument("--renew", action="store_true", help="with --collections: puts that part into the official results, with its own date, commit and noise")
    parser.add_argument("--no-hello", action="store_true", help="leave start-up out")
    parser.add_argument("--anyway", action="store_true", help="measure on a noisy machine, too; the JSON says so")
    parser.add_argument("--work", type=Path, default=suite.ROOT / "build" / "bench", help="compiled programs and unofficial results")
    parser.add_argument("--out", type=Path, help="where the JSON goes (official run: bench/results/official.json)")
    args = parser.parse_args()
    for name, official, quick in (("processes", 3, 1), ("seconds", 1.5, 0.25), ("reps", 8, 3), ("hello", 25, 5)):
        if getattr(args, name) is None:
            setattr(args, name, quick if args.quick else official)
    if args.forms:
        args.no_hello, args.runtimes = True, "minivm"
    if args.collections:
        args.no_hello = True
    return args


def main():
    args = parse_arguments()
    args.work.mkdir(parents=True, exist_ok=True)
    args.work = args.work.resolve()
    minivms = args.minivm or [("minivm", str(suite.ROOT / "build" / "minivm"))]
    programs = [] if args.forms or args.collections else [name for name in suite.names() if not args.words or any(word in name for word in args.words)]
    try:
        runtimes = suite.resolve([name for name in args.runtimes.split(",") if name], minivms)
        is_whole = not args.quick and not args.words and not args.runtimes and not args.collections and len(minivms) == 1
        calibrations = {"before": calibrate()}
        noise = noise_of(calibrations)
        if noise and not args.quick and not args.anyway:
            print("bench: the machine is too noisy to measure:", *noise, "Try later, or --anyway, which marks the result.", sep="\n  ", file=sys.stderr)
            return 3
        began = time.monotonic()
        raw = {"format": figures.FORMAT, "is_official": False, "noise": [], "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
               "commit": commit(), "machine": machine(),
               "settings": {"processes": args.processes, "seconds": args.seconds, "reps": args.reps, "hello": args.hello},
               "runtimes": [{"name": r.name, "label": r.label, "version": suite.version_of(r), "environment": r.environment} for r in runtimes],
               "calibration": calibrations}
        raw.update(measure_all(args, runtimes, programs, args.work))
    except suite.SuiteError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    calibrations["after"] = calibrate()
    raw["noise"] = noise_of(calibrations)
    raw["seconds"] = round(time.monotonic() - began)
    raw["is_official"] = is_whole and args.processes >= 3 and args.seconds >= 1 and not raw["noise"] and not raw["failures"]
    out = args.out or (OFFICIAL if is_whole else args.work / "last.json")
    out.parent.mkdir(parents=True, exist_ok=True)
    write(raw, out)
    if args.renew and raw["collections"]:
        official = figures.load(OFFICIAL)
        official["collections"] = {**raw["collections"], "commit": raw["commit"], "noise": raw["noise"]}
        write(official, OFFICIAL)
    figures.print_tables(raw)
    if raw["collections"]:
        print("\nWhat the collector costs:", collecting.tables(raw["collections"]), sep="\n")
    if raw["compilations"]:
        print("\nWhole processes:", compiling.whole_table(raw["compilations"]), "\nCompilation:", compiling.methods_table(raw["compilations"]), sep="\n")
    if raw["forms"]:
        print("\nForms of an opcode:", forms.table(raw), sep="\n")
    for reason in raw["noise"]:
        print(f"noisy: {reason}")
    print(f"raw numbers: {out}")
    return 1 if raw["failures"] else 0


if __name__ == "__main__":
    sys.exit(main())
