#!/usr/bin/env python3
"""Makes a failing program smaller, as long as minivm and the reference still disagree.

reduce.py FILE --work DIR [--reference interp|coreclr] -- minivm OPTION…    FILE is rewritten at each step

Works on lines: a block begins with a line that ends in `{` and ends with one that begins with `}`. Blocks, statements and the
declarations around them go first, then what is in parentheses becomes one of its operands. Whatever does not compile, or fails
on the reference for another reason than a checksum, is not taken; neither is IL that `minivm verify` does not pass.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import compile as compiler  # noqa: E402

TIMEOUT_SECONDS = 5
# CoreCLR without its optimizer, which has faults of its own (Math.Min(x, -0f)).
REFERENCE_ENVIRONMENT = {"DOTNET_JITMinOpts": "1", "DOTNET_TieredCompilation": "0"}


class Reducer:
    def __init__(self, path, command, reference, work, seconds):
        self.path, self.command, self.reference, self.work = path, command, reference, work
        self.end = time.monotonic() + seconds
        self.tries = 0
        self.lines = path.read_text(encoding="utf-8").split("\n")
        self.seen = set()
        self.is_il = path.suffix == ".il"

    def lines_kept(self):
        """What stands before an IL program: the checks and the driver, without which nothing shows."""
        text = "\n".join(self.lines)
        return text[:text.find(".class public abstract sealed P")]

    def outcome(self, command, binary):
        try:
            done = subprocess.run([*map(str, command), str(binary)], capture_output=True, timeout=TIMEOUT_SECONDS, check=False,
                                  env=dict(os.environ, **REFERENCE_ENVIRONMENT))
        except subprocess.TimeoutExpired:
            return None, "timeout"
        return done.stdout, done.returncode

    def fails(self, lines):
        """Does the program still compile, run on the reference, and do something else on minivm?"""
        text = "\n".join(lines)
        if text in self.seen or time.monotonic() > self.end or (self.is_il and not text.startswith(self.lines_kept())):
            return False
        self.seen.add(text)
        self.tries += 1
        candidate = self.work / f"reduce-{self.path.name}"
        candidate.write_text(text, encoding="utf-8")
        try:
            binary = compiler.compile_program(candidate, self.work / "reduce", server=True)
        except compiler.CompileError:
            return False
        wanted = self.outcome(self.reference, binary)
        if wanted[1] != 0:
            return False
        if self.is_il and subprocess.run([self.command[0], "verify", str(binary)], capture_output=True, check=False).returncode != 0:
            return False
        return self.outcome(self.command, binary) != wanted

    def take(self, lines):
        """Keeps the smaller program if it still fails."""
        if not self.fails(lines):
            return False
        self.lines = lines
        self.path.write_text("\n".join(lines), encoding="utf-8")
        return True

    def blocks(self):
        """(first, last) of every block, outermost first."""
        found, stack = [], []
        for number, line in enumerate(self.lines):
            text = line.strip()
            if text.startswith("}") and stack:
                found.append((stack.pop(), number))
            if text.endswith("{"):
                stack.append(number)
        return sorted(found, key=lambda block: block[0] - block[1])

    def group(self, last):
        """The last line of the chain of catch, finally and else blocks behind a block."""
        ends = dict(self.blocks())
        while last + 1 < len(self.lines) and self.lines[last + 1].strip().startswith(("catch", "finally", "else")) and last + 1 in ends:
            last = ends[last + 1]
        return last

    def drop_blocks(self):
        changed = True
        any_change = False
        while changed:
            changed = False
            for first, last in self.blocks():
                end = self.group(last)
                candidates = [self.lines[:first] + self.lines[end + 1:]]
                if end != last:
                    candidates.append(self.lines[:first] + self.lines[last + 1:])
                candidates.append(self.lines[:first] + self.lines[first + 1:last] + self.lines[end + 1:])
                if any(self.take(candidate) for candidate in candidates):
                    changed = any_change = True
                    break
        return any_change

    def drop_lines(self):
        any_change = False
        size = max(1, len(self.lines) // 4)
        while size:
            position = 0
            while position < len(self.lines):
                if self.take(self.lines[:position] + self.lines[position + size:]):
                    any_change = True
                else:
                    position += size
            size //= 2
        return any_change

    def simplify(self):
        """What stands in parentheses becomes an operand of it, or a number."""
        any_change = False
        number = 0
        while number < len(self.lines):
            position = 0
            while position < len(self.lines[number]):
                line = self.lines[number]
                if line[position] != "(":
                    position += 1
                    continue
                end = closing(line, position)
                inside = line[position + 1:end]
                before, after = line[:position], line[end + 1:]
                name = re.search(r"(\bchecked|[\w.>]+)$", before)
                options = []
                for operand in operands(inside):
                    options.append(before + f"{operand}" + after if not name else before[:name.start()] + f"({operand})" + after)
                if not name:
                    options += [before + text + after for text in ("0", "1", "true", "false")]
                for option in options:
                    if len(option) < len(line) and self.take(self.lines[:number] + [option] + self.lines[number + 1:]):
                        any_change = True
                        break
                else:
                    position += 1
            number += 1
        return any_change

    def run(self):
        if not self.fails(self.lines):
            return False
        while time.monotonic() < self.end:
            changed = self.drop_blocks()
            changed |= self.drop_lines()
            changed |= self.simplify()
            if not changed:
                break
        return True


def closing(line, position):
    """Where the parenthesis at `position` ends."""
    depth = 0
    for index in range(position, len(line)):
        depth += {"(": 1, ")": -1}.get(line[index], 0)
        if depth == 0:
            return index
    return len(line)


def operands(text):
    """The parts of an expression, at its top level."""
    parts, depth, start = [], 0, 0
    for index, char in enumerate(text):
        depth += {"(": 1, ")": -1, "{": 1, "}": -1, "[": 1, "]": -1}.get(char, 0)
        if depth == 0 and char in " ,":
            parts.append(text[start:index])
            start = index + 1
    parts.append(text[start:])
    return [part for part in parts if re.search(r"\w", part) and part != text]


def reduce(path, command, reference, work, seconds):
    """Rewrites the file; prints how far it came."""
    work.mkdir(parents=True, exist_ok=True)
    reducer = Reducer(path, command, reference, work, seconds)
    before = len(reducer.lines)
    if not reducer.run():
        print(f"      {path.name}: does not fail alone")
    else:
        print(f"      {path.name}: {before} lines, now {len(reducer.lines)} ({reducer.tries} tries)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--reference", choices=["coreclr", "interp"], default="coreclr", help="interp: the same binary's interpreter, which starts faster")
    parser.add_argument("command", nargs="+", help="minivm and its options, after --")
    args = parser.parse_args()
    if args.reference == "interp":
        reference = [args.command[0], "--tier=interp"]
    else:
        import record
        reference = [record.dotnet(), "exec", "--runtimeconfig", compiler.RUNTIMECONFIG]
    compiler.references(args.work)
    compiler.assemble_with(args.command[0])
    (args.work / "reduce").mkdir(parents=True, exist_ok=True)
    reduce(args.file, args.command, reference, args.work, args.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
