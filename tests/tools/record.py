#!/usr/bin/env python3
"""Takes the expectations of the test programs from CoreCLR, the reference.

record.py --work DIR [NAME…]           runs them and writes <name>.expected, .exit and .stderr
record.py --work DIR --check [NAME…]   writes nothing; exit 1 if CoreCLR's outcome differs from what is recorded
"""

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import compile as compiler
import programs

# What must not depend on the machine: culture data, and code that changes while it runs (frames of a stack trace).
ENVIRONMENT = {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "DOTNET_TieredPGO": "0", "DOTNET_TieredCompilation": "0",
               "DOTNET_DbgEnableMiniDump": "0", "DOTNET_CLI_TELEMETRY_OPTOUT": "1"}


def dotnet():
    """The host of the newest installed SDK."""
    return subprocess.run([compiler.CSC, "--runtime"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def record(program, host, work):
    """The outcome on CoreCLR, or a string that says what went wrong. All compilers must agree."""
    outcome = None
    try:
        for name in compiler.compilers_of(program.source):
            binary = compiler.compile_program(program.source, work, name, server=True)
            new = programs.execute([host, "exec", "--runtimeconfig", compiler.RUNTIMECONFIG, binary], program, ENVIRONMENT)
            if new.code == -1:
                return new.stderr
            if outcome is not None and new.differences(outcome):
                return "\n".join(["the compilers disagree", *new.differences(outcome)])
            outcome = new
    except compiler.CompileError as error:
        return str(error)
    if not program.checks_stderr:
        outcome.stderr = None
    return outcome


def write(program, outcome):
    """Stores the outcome beside the program."""
    program.file(".expected").write_bytes(outcome.stdout)
    for suffix, text in ((".exit", f"{outcome.code}\n" if outcome.code else None), (".stderr", outcome.stderr)):
        if text is None:
            program.file(suffix).unlink(missing_ok=True)
        else:
            program.file(suffix).write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    host = dotnet()
    chosen = [program for program in programs.find(args.names) if not program.checks_itself]
    args.work.mkdir(parents=True, exist_ok=True)
    compiler.references(args.work)
    failed = 0
    with ThreadPoolExecutor(2) as pool:
        for program, outcome in zip(chosen, pool.map(lambda p: record(p, host, args.work), chosen)):
            if isinstance(outcome, str):
                failed += 1
                print(f"FAILED: {program.name}\n{outcome}")
                continue
            expected = program.expected()
            different = outcome.differences(expected) if expected else ["never recorded"]
            if different and args.check:
                failed += 1
                print(f"DIFFERS: {program.name}", *different, sep="\n")
            elif different:
                write(program, outcome)
                print(f"recorded: {program.name}" + (f" (exit {outcome.code})" if outcome.code else ""))
    print(f"{len(chosen) - failed} of {len(chosen)} programs agree with CoreCLR" if args.check else f"{len(chosen)} programs, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
