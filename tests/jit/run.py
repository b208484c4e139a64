#!/usr/bin/env python3
"""Compiled code among others: names for perf and gdb.

run.py --minivm BINARY --work DIR [NAME…]     exit 1 if something is wrong
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))

import compile as compiler  # noqa: E402

NAMES = HERE / "names.cs"


def start(args, source, *options):
    """The program, compiled and started with the options."""
    binary = compiler.compile_program(source, args.work, "roslyn", server=True)
    env = {name: value for name, value in os.environ.items() if not name.startswith("MINIVM_")}
    command = [str(args.minivm), *options, str(binary)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=env)


def perf_map(args):
    """The map names methods and stubs, with addresses and sizes."""
    program = start(args, NAMES, "--tier=jit", "--perf-map")
    _, err = program.communicate(timeout=60)
    path = Path(f"/tmp/perf-{program.pid}.map")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        return f"{error}\n{err}"
    finally:
        path.unlink(missing_ok=True)
    rows = [re.fullmatch(r"([0-9a-f]+) ([0-9a-f]+) (.+)", line) for line in lines]
    if not all(rows):
        return "a line is no `START SIZE NAME`"
    names = {row[3] for row in rows}
    missing = [name for name in ("Program::Inner(int32)", "prestub") if name not in names]
    ends = sorted((int(row[1], 16), int(row[1], 16) + int(row[2], 16)) for row in rows)
    if any(end > after[0] for (_, end), after in zip(ends, ends[1:])):
        return "blocks overlap"
    return f"the map does not name {missing[0]}" if missing else None


def gdb(args):
    """A backtrace from inside of a native call names the compiled methods below it."""
    if not shutil.which("gdb"):
        print("  no gdb: skipped")
        return None
    binary = compiler.compile_program(NAMES, args.work, "roslyn", server=True)
    done = subprocess.run(["gdb", "-nx", "-batch", "-ex", "set breakpoint pending on", "-ex", "set debuginfod enabled off", "-ex", "handle SIGSEGV nostop noprint pass",
                           "-ex", "break getppid", "-ex", "run", "-ex", "backtrace", "--args", str(args.minivm), "--tier=jit", "--gdb-jit", str(binary)],
                          capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL, check=False)
    frames = [line for line in done.stdout.splitlines() if line.startswith("#")]
    wanted = ["Program::Inner(int32)", "Program::Outer(int32)", "Program::Main()"]
    places = [next((i for i, line in enumerate(frames) if name in line), -1) for name in wanted]
    if -1 in places or places != sorted(places):
        return "\n".join(["the backtrace names not all of " + ", ".join(wanted), *frames, done.stderr[-1000:]])
    return None


CASES = {"perf_map": perf_map, "gdb": gdb}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *CASES])
    parser.add_argument("--minivm", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    args = parser.parse_args()
    args.minivm = args.minivm.resolve()
    args.work.mkdir(parents=True, exist_ok=True)
    compiler.references(args.work)
    failed = 0
    for name in args.names or CASES:
        wrong = CASES[name](args)
        failed += wrong is not None
        print(f"{'FAILED' if wrong else 'passed'}: jit/{name}" + (f"\n{wrong}" if wrong else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
