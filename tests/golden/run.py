#!/usr/bin/env python3
"""Compares dumps of small methods with tests/golden/<kind>/<name>.golden, exactly but for blanks at line ends.

run.py --minivm BINARY --work DIR [NAME…]           exit 1 if a dump differs
run.py --minivm BINARY --work DIR --bless [NAME…]   writes what minivm prints now; review it as a diff

A source says in its leading comment what is dumped: `// dump: Program.Sum:il,bytecode`; and, if need be, how it runs: `// options: --tier=jit`.
"""

import argparse
import difflib
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))

import compile as compiler  # noqa: E402


def dump(source, minivm, work):
    """What minivm prints about the source's methods."""
    pattern = re.search(r"^// dump: (.*)$", source.read_text(encoding="utf-8"), re.MULTILINE)
    if not pattern:
        raise SystemExit(f"{source}: no line `// dump: METHOD:WHAT`")
    binary = compiler.compile_program(source, work, server=True)
    env = {name: value for name, value in os.environ.items() if not name.startswith("MINIVM_")}
    options = re.search(r"^// options: (.*)$", source.read_text(encoding="utf-8"), re.MULTILINE)
    command = [minivm, f"--dump={pattern[1]}", *(options[1].split() if options else []), binary]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=60, check=False)
    if done.returncode != 0:
        return f"exit code {done.returncode}\n{done.stderr}"
    return "".join(line.rstrip() + "\n" for line in done.stderr.splitlines())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--minivm", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--bless", action="store_true")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    compiler.references(args.work)
    sources = sorted(source for source in HERE.glob("*/*") if source.suffix in (".cs", ".il") and (not args.names or source.stem in args.names))
    failed = 0
    for source in sources:
        found = dump(source, args.minivm.resolve(), args.work)
        golden = source.with_suffix(".golden")
        expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
        if found == expected:
            continue
        if args.bless and not found.startswith("exit code"):
            golden.write_text(found, encoding="utf-8")
            print(f"blessed: {golden.relative_to(HERE)}")
            continue
        failed += 1
        print(f"FAILED: golden/{source.parent.name}/{source.stem} (right? then {Path(__file__).name} --bless)")
        print(*difflib.unified_diff(expected.splitlines(), found.splitlines(), "golden", "now", lineterm="", n=3), sep="\n")
    print(f"{len(sources) - failed} of {len(sources)} dumps are as expected")
    return 1 if failed or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
