"""The test programs: where they are, what their directives say, what they are expected to print.

A program is tests/<suite>/<name>.cs or .il. Beside it: <name>.expected (standard output), <name>.exit (exit code, where it is
not 0) and <name>.stderr (where the program asks for it). All three are recorded from CoreCLR by record.py.
"""

import difflib
import os
import re
import shlex
import subprocess
from pathlib import Path

import compile as compiler

TESTS = Path(__file__).resolve().parent.parent
SUITES = ("run", "il", "regress", "apps", "interop")

# How a program is run, and the options that make it so.
MODES = {
    "plain": ["--tier=interp"],
    "stress": ["--tier=interp", "--gc-stress=50", "--gc-nursery=64K"],
    "stubs": ["--tier=interp", "--calls=stubs"],
    "mixed": ["--tier=mixed", "--jit-threshold=20", "--compile=at-once", "--jit-checks"],
    "jit": ["--tier=jit", "--stats"],  # ends with exit code 3 where anything would be interpreted
    "mixed_stress": ["--tier=mixed", "--jit-threshold=3", "--compile=at-once", "--gc-stress=50", "--gc-nursery=64K"],
    "background": ["--tier=mixed", "--jit-threshold=3", "--gc-stress=200", "--gc-nursery=64K"],
}
# Where it is asked for: collections at polls of calls and loops, where nothing is allocated.
SAFEPOINT_MODE = "safepoint_stress"
MODES[SAFEPOINT_MODE] = ["--tier=mixed", "--jit-threshold=20", "--compile=at-once", "--gc-stress-safepoint=997", "--gc-nursery=64K", "--gc-verify"]
# Where it is asked for: every collection moves everything that may move, and is checked before and after.
FULL_MODE = "full"
MODES[FULL_MODE] = ["--tier=mixed", "--jit-threshold=20", "--compile=at-once", "--gc-full", "--gc-poison", "--gc-verify"]
# On the class library of an installed .NET 10: the programs of tests/stock_programs.txt, besides their own modes.
STOCK_MODE = "stock"
MODES[STOCK_MODE] = ["--bcl=net10"]
DEFAULT_MODES = [mode for mode in MODES if mode not in (STOCK_MODE, FULL_MODE, SAFEPOINT_MODE)]
STOCK_PROGRAMS = set((TESTS / "stock_programs.txt").read_text(encoding="utf-8").split())
TIMEOUT_SECONDS = 120
CHECKED_ITSELF = 100


class Program:
    """One test program and its directives."""

    def __init__(self, source):
        self.source = source
        self.name = f"{source.parent.name}/{source.stem}"
        self.directives = compiler.directives(source)
        self.args = shlex.split(self.directives.get("args", ""))
        self.stdin = source.parent / self.directives["stdin"] if "stdin" in self.directives else Path(os.devnull)
        self.covers = [topic.strip() for topic in self.directives.get("covers", "").split(",") if topic.strip()]
        self.modes = self.directives.get("modes", " ".join(DEFAULT_MODES)).split()
        for mode in self.modes:
            if mode not in MODES:
                raise SystemExit(f"{source}: modes: {mode}: expected {', '.join(MODES)}")
        if self.name in STOCK_PROGRAMS:
            self.modes.append(STOCK_MODE)
        # Unoptimized and with a PDB: CoreCLR then inlines nothing, and positions in traces must be the same.
        self.has_positions = "debug" in self.directives
        # Where CoreCLR lacks a feature a program compares by itself and ends with code 100.
        self.checks_itself = self.directives.get("oracle") == "itself"
        self.checks_stderr = self.directives.get("stderr") == "compare"

    def file(self, suffix):
        """The file of expectations with that suffix."""
        return self.source.with_suffix(suffix)

    def expected(self):
        """What the program must do, or None if it was never recorded."""
        if self.checks_itself:
            return Outcome(b"", CHECKED_ITSELF, None)
        if not self.file(".expected").exists():
            return None
        code = int(self.file(".exit").read_text()) if self.file(".exit").exists() else 0
        stderr = self.file(".stderr").read_text(encoding="utf-8") if self.checks_stderr else None
        return Outcome(self.file(".expected").read_bytes(), code, stderr)


class Outcome:
    """What one run did."""

    def __init__(self, stdout, code, stderr):
        self.stdout = stdout
        self.code = code
        self.stderr = stderr

    def differences(self, expected):
        """Lines that say how this outcome differs from the expected one; empty if it does not."""
        found = []
        if self.stdout != expected.stdout:
            found += difflib.unified_diff(lines(expected.stdout), lines(self.stdout), "expected stdout", "actual stdout", lineterm="", n=2)
            found += [] if found else ["stdout differs in its line ends"]
        if self.code != expected.code:
            found.append(f"exit code {self.code}, expected {expected.code}")
        if expected.stderr is not None and self.stderr != expected.stderr:
            found += difflib.unified_diff(expected.stderr.splitlines(), self.stderr.splitlines(), "expected stderr", "actual stderr", lineterm="")
        return found


def lines(raw):
    """Output as lines, for a diff."""
    return raw.decode("utf-8", "backslashreplace").splitlines()


def find(patterns=()):
    """The programs, sorted; with patterns, those whose name is or ends in one of them."""
    everything = [Program(source) for suite in SUITES for source in sorted((TESTS / suite).glob("*.*")) if source.suffix in (".cs", ".il")]
    if not patterns:
        return everything
    chosen = [p for p in everything if any(p.name == x or p.source.stem == x for x in (clean(x) for x in patterns))]
    missing = [x for x in patterns if not any(clean(x) in (p.name, p.source.stem) for p in everything)]
    if missing:
        raise SystemExit(f"no test program {missing[0]}: expected a name like run/strings (tests/run/*.cs, tests/apps/*.cs, tests/il/*.il)")
    return chosen


def clean(pattern):
    """Lets a program be named by its path, too."""
    return re.sub(r"^(\./)?tests/|\.(cs|il)$", "", pattern)


def execute(command, program, environment=None):
    """Runs a program in the folder of its source and returns its Outcome; a signal becomes 128 + its number, as a shell says it."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MINIVM_", "DOTNET_", "COMPlus_"))}
    for name in ("DOTNET_ROOT",):
        if name in os.environ:
            env[name] = os.environ[name]
    env.update(environment or {})
    try:
        with open(program.stdin, "rb") as stdin:
            done = subprocess.run([*map(str, command), *program.args], stdin=stdin, capture_output=True, env=env,
                                  cwd=program.source.parent, timeout=TIMEOUT_SECONDS, check=False)
    except subprocess.TimeoutExpired as late:
        return Outcome(late.stdout or b"", -1, f"no end after {TIMEOUT_SECONDS} s\n")
    code = done.returncode if done.returncode >= 0 else 128 - done.returncode
    stderr = done.stderr.decode("utf-8", "backslashreplace")
    return Outcome(done.stdout, code, stderr if program.has_positions else comparable(stderr))


def comparable(stderr):
    """Standard error without what may differ between two correct runtimes: the source position of a frame."""
    return re.sub(r"^(\s+at .*?) in .*:line \d+$", r"\1", stderr, flags=re.MULTILINE)
