#!/usr/bin/env python3
"""Runs test programs on minivm and compares stdout and exit code with what CoreCLR did.

run.py --minivm BINARY --work DIR [--mode plain] [NAME…]   one line per program; exit 0: all passed, 77: known failures only
run.py --ctest FILE --minivm BINARY --work DIR             writes the list of ctest tests, one per program and mode
"""

import argparse
import os
import re
import sys
from pathlib import Path

import compile as compiler
import programs

KNOWN_FAILURE = 77  # ctest shows it as skipped


def known_failures(mode):
    """The programs that are known to fail in this mode: one name a line, a reason after '#'."""
    listed = programs.TESTS / "known_failures" / f"{mode}.txt"
    if not listed.exists():
        return set()
    names = (line.split("#")[0].strip() for line in listed.read_text(encoding="utf-8").splitlines())
    return {name for name in names if name}


STATS = re.compile(r"^\[stats\] .*\n", re.MULTILINE)
COMPILED = re.compile(r"^\[stats\] jit: (\d+) methods and loops compiled", re.MULTILINE)


def problems(program, mode, minivm, work, compiled):
    """What is wrong with the program in this mode, as lines; empty if it passes. Adds to `compiled` how many methods were compiled."""
    expected = program.expected()
    if expected is None:
        return [f"{program.name} was never recorded: ./dev record {program.name}"]
    found = []
    for name in compiler.compilers_of(program.source):
        binary = compiler.compile_program(program.source, work, name, server=True, corlib=Path(minivm).with_name("System.Private.CoreLib.dll"))
        command = [minivm, *programs.MODES[mode], binary]
        outcome = programs.execute(command, program)
        compiled += [int(count) for count in COMPILED.findall(outcome.stderr)]
        outcome.stderr = STATS.sub("", outcome.stderr)
        different = outcome.differences(expected)
        if different:
            found.append("$ " + " ".join(map(str, [*command, *program.args])))
            found += different[:60]
            if expected.stderr is None and outcome.stderr:
                found += ["--- stderr", *outcome.stderr.splitlines()[:20]]
    return found


def run(args):
    """Runs the programs; returns the exit code."""
    failed = known = 0
    listed = known_failures(args.mode)
    for program in programs.find(args.names):
        if args.mode not in program.modes or (args.ilasm == "mono" and program.source.suffix != ".il"):
            continue
        compiled = []
        try:
            found = problems(program, args.mode, args.minivm, args.work, compiled)
        except compiler.CompileError as error:
            found = str(error).splitlines()
            listed.discard(program.name)  # a program that does not compile is never a known failure of the VM
        if program.name in listed and found:
            known += 1
            print(f"known failure: {program.name} ({args.mode})")
            if args.verbose:
                print(*found, sep="\n")
        elif program.name in listed:
            failed += 1
            print(f"FAILED: {program.name} ({args.mode}) passes now: take it off tests/known_failures/{args.mode}.txt")
        elif found:
            failed += 1
            print(f"FAILED: {program.name} ({args.mode})", *found, sep="\n")
        else:
            print(f"passed: {program.name} ({args.mode})" + (f", {compiled[0]} methods compiled" if compiled else ""))
        sys.stdout.flush()
    return 1 if failed else KNOWN_FAILURE if known else 0


def write_ctest(args):
    """Writes the tests as ctest commands: the list is made when ctest starts, so a new program needs no configure."""
    text = []
    for program in programs.find():
        for mode in program.modes:
            name = f"{program.name}.{mode}"
            command = [sys.executable, Path(__file__).resolve(), "--minivm", args.minivm, "--work", args.work, "--mode", mode, program.name]
            quoted = " ".join(f'"{part}"' for part in command)
            text.append(f'add_test("{name}" {quoted})')
            text.append(f'set_tests_properties("{name}" PROPERTIES SKIP_RETURN_CODE {KNOWN_FAILURE} LABELS "program;{mode}")')
    for mode in programs.MODES:
        names = {p.name for p in programs.find() if mode in p.modes}
        gone = known_failures(mode) - names
        if gone:
            raise SystemExit(f"tests/known_failures/{mode}.txt names {sorted(gone)[0]}, which is no program of this mode")
    args.ctest.write_text("\n".join(text) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="run/NAME or il/NAME; without, all")
    parser.add_argument("--minivm", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="where compiled programs are kept")
    parser.add_argument("--mode", choices=programs.MODES, default="plain")
    parser.add_argument("--ctest", type=Path, help="write this file of ctest tests instead of running")
    parser.add_argument("--ilasm", choices=["mono", "minivm"], default="minivm", help="what assembles the IL programs; mono: Mono's ilasm, and only these are run")
    parser.add_argument("--verbose", action="store_true", help="also show how known failures fail")
    args = parser.parse_args()
    args.minivm = args.minivm.resolve()
    if args.ilasm == "mono":
        os.environ["ILASM"] = "mono"
    compiler.assemble_with(args.minivm)
    if args.ctest:
        write_ctest(args)
        return 0
    return run(args)


if __name__ == "__main__":
    sys.exit(main())
