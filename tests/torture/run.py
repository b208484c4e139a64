#!/usr/bin/env python3
"""Runs the ABI torture programs: generated, compiled, run on minivm, compared with what CoreCLR printed.

run.py --minivm BINARY --work DIR [--mode MODE] [NAME…]   one line per program; exit 0: all passed
run.py --work DIR --record [NAME…]                        takes tests/torture/NAME.expected from CoreCLR
run.py --work DIR --check [NAME…]                         compares CoreCLR with what is recorded
run.py --minivm BINARY --work DIR NAME --signature N      one signature: a line for each call, minivm beside CoreCLR
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))

import compile as compiler  # noqa: E402
import generate  # noqa: E402
import programs  # noqa: E402
import record  # noqa: E402

# Harder than the modes of tests/tools: most allocations of these programs are made where only a callee's frame holds the arguments.
MODES = {
    "plain": ["--tier=interp"],
    "stress": ["--tier=interp", "--gc-stress=1", "--gc-nursery=64K"],
    "stubs": ["--tier=interp", "--calls=stubs", "--gc-stress=7", "--gc-nursery=64K"],
    # Compiled callers and callees, and at the second call of a method each kind with the other.
    "mixed": ["--tier=mixed", "--jit-threshold=2", "--compile=at-once", "--gc-stress=7", "--gc-nursery=64K"],
}


class Generated(programs.Program):
    """A generated program; its expectation lies here, its source in the work directory."""

    def __init__(self, name, work):
        super().__init__(generate.write(name, Path(work) / "torture"))
        self.name = f"torture/{name}"
        self.modes = list(MODES)

    def file(self, suffix):
        return HERE / (self.source.stem + suffix)


def show_signature(program, binary, args):
    """One signature on both runtimes, side by side."""
    program.args = [str(args.signature)]
    outcomes = [programs.execute([args.minivm, *MODES[args.mode], binary], program)]
    outcomes.append(record.record(program, record.dotnet(), args.work))
    for outcome in outcomes:
        print(outcome if isinstance(outcome, str) else outcome.stdout.decode() + (outcome.stderr or ""), end="\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help=", ".join(generate.THEMES))
    parser.add_argument("--minivm", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--mode", choices=MODES, default="plain")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--signature", type=int)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    compiler.references(args.work)
    failed = 0
    for name in args.names or generate.THEMES:
        program = Generated(name, args.work)
        try:
            binary = compiler.compile_program(program.source, args.work, server=True)
        except compiler.CompileError as error:
            print(str(error)[:4000])
            return 1
        expected = program.expected()
        if args.signature is not None:
            show_signature(program, binary, args)
            continue
        if args.record or args.check:
            outcome = record.record(program, record.dotnet(), args.work)
        else:
            outcome = programs.execute([args.minivm.resolve(), *MODES[args.mode], binary], program)
        if args.record and not isinstance(outcome, str):
            record.write(program, outcome)
            print(f"recorded: {program.name}")
            continue
        found = [outcome] if isinstance(outcome, str) else outcome.differences(expected) if expected else [f"never recorded: {Path(__file__).name} --record"]
        if found:
            failed += 1
            print(f"FAILED: {program.name} ({args.mode})", *found[:60], sep="\n")
            if not isinstance(outcome, str) and outcome.stderr:
                print("--- stderr", *outcome.stderr.splitlines()[:30], sep="\n")
        else:
            print(f"passed: {program.name} ({args.mode})")
        sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
