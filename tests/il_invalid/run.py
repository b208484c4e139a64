#!/usr/bin/env python3
"""Runs programs with broken IL: each method must be refused for the reason that its source gives.

run.py --minivm BINARY --work DIR [NAME…]   one line per program, then each method that went otherwise; exit 0: all as the comments say

In tests/il_invalid/*.il, Main calls each method in turn and prints `name: exception: message` or `name ran`. The comment
`// refused: TEXT` inside a method says which TEXT the message of the InvalidProgramException must contain, beside the method's name;
`// refused: TYPE: TEXT` names another exception; three blanks end the TEXT. A method without such a comment must run.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))

import compile as compiler  # noqa: E402

REFUSAL = "System.InvalidProgramException"
MODES = {"plain": [], "stress": ["--gc-stress=1", "--gc-nursery=64K"]}


def expectations(source):
    """Method name → expected text, None for a method that must run. A helper's refusal belongs to the method that calls it: name_body is called by name."""
    found = {}
    current = None
    for line in source.read_text(encoding="utf-8").splitlines():
        method = re.match(r"\.method static \w+ (\w+)\(\) cil managed", line)
        if method:
            current = method[1]
        refused = re.search(r"// refused: ?(.*)$", line)
        if refused:
            found[current] = refused[1].split("   ")[0].strip()
    called = re.findall(r'ldstr "(\w+)"\n\s*ldftn', source.read_text(encoding="utf-8"))
    return {name: found.get(name, found.get(name + "_body")) for name in called}


def check(source, minivm, mode, work):
    """Lines about every method that did otherwise."""
    binary = compiler.compile_program(source, work)
    env = {name: value for name, value in os.environ.items() if not name.startswith("MINIVM_")}
    done = subprocess.run([minivm, *MODES[mode], binary], capture_output=True, text=True, env=env, timeout=60, check=False)
    expected = expectations(source)
    printed = {}
    for line in done.stdout.splitlines():
        match = re.match(r"(\w+)( ran|: .*)$", line)
        if match:
            printed[match[1]] = match[2].removeprefix(": ").strip()
    problems = []
    for name, text in expected.items():
        got = printed.get(name, "nothing was printed")
        if text is None:
            if got != "ran":
                problems.append(f"{name}: expected to run, got: {got}")
            continue
        other = re.match(r"(\w+Exception): (.*)", text)
        exception, parts = (f"System.{other[1]}", [other[2]]) if other else (REFUSAL, [name, text])
        if not got.startswith(exception) or any(part not in got for part in parts):
            problems.append(f"{name}: expected {exception} that says {' and '.join(map(repr, parts))}, got: {got}")
    if done.returncode != 0:
        problems.append(f"exit code {done.returncode}\n{done.stderr[:2000]}")
    return len(expected), problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--minivm", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--mode", choices=MODES, default="plain")
    args = parser.parse_args()
    compiler.assemble_with(args.minivm)
    args.work.mkdir(parents=True, exist_ok=True)
    failed = False
    for source in sorted(HERE.glob("*.il")):
        if args.names and source.stem not in args.names:
            continue
        try:
            count, problems = check(source, args.minivm.resolve(), args.mode, args.work)
        except compiler.CompileError as error:
            count, problems = 0, [str(error)]
        print(f"{source.stem}: {count} methods, {len(problems)} otherwise than expected")
        print(*problems, sep="\n", end="\n" if problems else "")
        failed = failed or bool(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
