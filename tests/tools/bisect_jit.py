#!/usr/bin/env python3
"""Finds the compiled methods, and then the passes, that make a command fail.

bisect_jit.py [--expect-exit N] [--expected FILE] -- minivm OPTION… app.exe ARGUMENT…

The command fails when its exit code is not N (0, unless said) or its standard output is not FILE's. Compiled methods are those that
--trace=tier names; a part of them at a time is compiled with --jit-only, the rest is interpreted. Names are searched, not the order of
compilation, which may differ from run to run. When one method does not do it alone, the others it needs are found, too.
Exit code 0: found; 1: the command does not fail, or fails without compiled code.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
COMPILED = re.compile(r"^\[tier\] (.*): compiled, ", re.MULTILINE)


class Search:
    def __init__(self, command, expected_exit, expected, runs, seconds, folder):
        self.command, self.expected_exit, self.expected = command, expected_exit, expected
        self.runs, self.seconds = runs, seconds
        self.only = Path(folder) / "jit-only"
        self.tried = 0

    def run(self, *options):
        """One run: does it fail, and what was compiled?"""
        self.tried += 1
        command = [self.command[0], *options, "--trace=tier", *self.command[1:]]
        try:
            done = subprocess.run(command, capture_output=True, timeout=self.seconds, check=False)
        except subprocess.TimeoutExpired as late:
            return True, COMPILED.findall((late.stderr or b"").decode("utf-8", "replace"))
        failed = done.returncode != self.expected_exit or (self.expected is not None and done.stdout != self.expected)
        return failed, COMPILED.findall(done.stderr.decode("utf-8", "replace"))

    def fails(self, names, *options):
        """Does it fail, in one of so many runs, when only these are compiled?"""
        self.only.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        return any(self.run(f"--jit-only={self.only}", *options)[0] for _ in range(self.runs))

    def culprits(self, names):
        """Few of the names that fail together: the last of the shortest failing prefix, until those alone fail."""
        found = []
        while not self.fails(found):
            low, high = 0, len(names)  # names[:low] + found passes, names[:high] + found fails
            while high - low > 1:
                middle = (low + high) // 2
                if self.fails(names[:middle] + found):
                    high = middle
                else:
                    low = middle
                print(f"  {high - low} of {len(names)} left", file=sys.stderr)
            if high == 0:
                break
            found.append(names[high - 1])
            names = names[:high - 1]
        return found


def optional_passes():
    """What --disable knows: the rows of passes.def that may be left out, and the words of the option's own line."""
    rows = re.findall(r'^PASS\("(\w+)", \w+, false', (ROOT / "jit/passes/passes.def").read_text(encoding="utf-8"), re.MULTILINE)
    line = re.search(r'^OPTION\(disable,.*: ([\w, ]+)"\)', (ROOT / "vm/support/options.def").read_text(encoding="utf-8"), re.MULTILINE)
    return list(dict.fromkeys((line[1].split(", ") if line else []) + rows))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--expect-exit", type=int, default=0, metavar="N")
    parser.add_argument("--expected", type=Path, metavar="FILE", help="what standard output should be")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write the names there: --jit-only=FILE, with --dump=METHOD:graph or :asm, is how to go on")
    parser.add_argument("--runs", type=int, default=1, help="runs of each choice, for what does not fail every time")
    parser.add_argument("--seconds", type=float, default=120, help="a run that takes longer fails")
    parser.add_argument("command", nargs="+", help="minivm, its options and the program, after --")
    args = parser.parse_args()
    expected = args.expected.read_bytes() if args.expected else None
    with tempfile.TemporaryDirectory() as folder:
        search = Search(args.command, args.expect_exit, expected, args.runs, args.seconds, folder)
        names, has_failed = set(), False
        for _ in range(args.runs):
            failed, compiled = search.run()
            names.update(compiled)
            has_failed |= failed
        names = sorted(names)
        if not has_failed:
            print("the command does not fail")
            return 1
        if search.fails([]):
            print("the command fails without compiled code, too: not the compiler")
            return 1
        if not search.fails(names):
            print(f"the command does not fail with --jit-only and the {len(names)} names it compiled: it fails at random (--runs), or by what else is compiled")
            return 1
        found = search.culprits(names)
        print(f"compiled, {'this makes' if len(found) == 1 else 'these together make'} it fail (of {len(names)}, {search.tried} runs):")
        for name in found:
            print(f"  {name}")
        passes = [name for name in optional_passes() if not search.fails(found, f"--disable={name}")]
        for name in passes:
            print(f"passes with --disable={name}")
        if not passes:
            print("no optional pass alone makes the difference")
        if args.keep:
            args.keep.write_text("".join(f"{name}\n" for name in found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
