#!/usr/bin/env python3
"""Runs every program of bench/programs, and every form of an opcode, once, tiny, on minivm: smoke.py --minivm BIN --work DIR. Each checks its own result."""

import argparse
import subprocess
import sys

import collecting
import forms
import suite


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minivm", required=True)
    parser.add_argument("--work", required=True)
    args = parser.parse_args()
    wrong = []
    for name in [*suite.names(), suite.HELLO]:
        try:
            program = suite.compile_program(name, args.work)
        except suite.SuiteError as error:
            wrong.append(str(error))
            continue
        command = [args.minivm, program] + (["--tiny"] if name != suite.HELLO else [])
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=60)
        expected = "Hello, world!" if name == suite.HELLO else "rep 0 "
        if done.returncode != 0 or not done.stdout.startswith(expected):
            wrong.append(f"{name}: exit code {done.returncode}\n{done.stdout}")
    try:
        program = suite.compile_program("forms", args.work, forms.FOLDER)
        for name, loop, options in forms.FORMS:
            done = subprocess.run([args.minivm, *options, program, "--tiny", "--form", loop], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=60)
            if done.returncode != 0:
                wrong.append(f"forms, {name}: exit code {done.returncode}\n{done.stdout}")
        program = suite.compile_program(collecting.PROGRAM, args.work, collecting.FOLDER)
        for work in [*collecting.COLLECTING, *(name for name, _ in collecting.SINGLE)]:
            done = subprocess.run([args.minivm, program, "--work", work, "--tiny"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=60)
            if done.returncode != 0:
                wrong.append(f"collector, {work}: exit code {done.returncode}\n{done.stdout}")
    except suite.SuiteError as error:
        wrong.append(str(error))
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
