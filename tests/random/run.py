#!/usr/bin/env python3
"""Random programs: generated, compiled, run on CoreCLR and on minivm in every tier; what differs is a find.

run.py hunt --minivm BINARY --work DIR [--seed S] [--first N] [--count N] [--kind csharp|il]   a long run; --log appends to LOG.md
run.py slice --minivm BINARY --work DIR     the slice in ctest, against slice.expected
run.py record --work DIR                    takes slice.expected from CoreCLR
run.py show --seed S --number N [--kind K]  prints one program

Finds lie in DIR/finds: the program alone, reduced if `--reduce`, with the command that shows it in its first line.
"""

import argparse
import datetime
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "tools"))

import compile as compiler  # noqa: E402
import csharp  # noqa: E402
import il  # noqa: E402
import record  # noqa: E402
import reduce as reducer  # noqa: E402

KINDS = {"csharp": csharp, "il": il}
MODES = {
    "interp": ["--tier=interp"],
    "mixed": ["--tier=mixed", "--jit-threshold=2", "--compile=at-once", "--jit-checks"],
    "jit": ["--tier=jit"],
    "mixed_stress": ["--tier=mixed", "--jit-threshold=3", "--compile=at-once", "--gc-stress=7", "--gc-nursery=64K"],
    "interp_stress": ["--tier=interp", "--gc-stress=50", "--gc-nursery=64K"],
}
TIMEOUT_SECONDS = 60

# What ctest runs: (kind, seed, first, count). Small, since its expectations are in the repository.
SLICE = [("csharp", 1, 0, 60), ("il", 1, 0, 200)]
SLICE_MODES = ["interp", "mixed", "mixed_stress"]


def execute(command, environment=None):
    """Runs a program; gives its answers {program: checksum}, and what ended it early, or ''."""
    try:
        done = subprocess.run([str(part) for part in command], capture_output=True, timeout=TIMEOUT_SECONDS, check=False, env=environment)
    except subprocess.TimeoutExpired as late:
        return answers(late.stdout or b""), f"no end after {TIMEOUT_SECONDS} s"
    early = "" if done.returncode == 0 else f"exit code {done.returncode}: " + done.stderr.decode("utf-8", "replace").strip()[:400]
    return answers(done.stdout), early


def answers(raw):
    """The lines `P17 0123456789abcdef` of an output."""
    lines = (line.split(" ", 1) for line in raw.decode("utf-8", "replace").splitlines())
    return {line[0]: line[1] for line in lines if len(line) == 2}


class Batch:
    """Programs that share an assembly."""

    def __init__(self, kind, seed, numbers, work):
        self.kind, self.seed, self.numbers, self.work = kind, seed, list(numbers), work
        self.stem = f"{kind}-{seed}-{self.numbers[0]}-{len(self.numbers)}"

    def compile(self):
        """The assembly's path; CompileError is a bug of the generator."""
        source = self.work / "random" / (self.stem + (".cs" if self.kind == "csharp" else ".il"))
        source.parent.mkdir(parents=True, exist_ok=True)
        text = KINDS[self.kind].assembly(self.seed, self.numbers)
        if not source.exists() or source.read_text(encoding="utf-8") != text:
            source.write_text(text, encoding="utf-8")
        return compiler.compile_program(source, self.work, server=True)

    def run(self, command, binary, environment=None):
        """Every program's answer: after a crash the rest runs without the one that crashed."""
        found, skipped = {}, []
        while True:
            got, early = execute([*command, binary, *skipped], environment)
            found.update(got)
            missing = [f"P{n}" for n in self.numbers if f"P{n}" not in found]
            if not missing:
                return found
            found[missing[0]] = early or "no answer"
            skipped = list(found)
            if not missing[1:]:
                return found


def oracle(host):
    """The command of CoreCLR, without the options that only save time at its start."""
    return [host, "exec", "--runtimeconfig", compiler.RUNTIMECONFIG]


def differences(expected, actual):
    """(program, expected, actual) where the two disagree."""
    return [(name, expected[name], actual.get(name, "no answer")) for name in expected if actual.get(name) != expected[name]]


def write_find(batch, name, mode, expected, actual, args, host):
    """The program alone; returns its path, and whether it still differs there."""
    folder = args.work / "finds"
    folder.mkdir(parents=True, exist_ok=True)
    number = int(name[1:])
    suffix = ".cs" if batch.kind == "csharp" else ".il"
    path = folder / f"{batch.kind}-{batch.seed}-{number}-{mode}{suffix}"
    options = " ".join(MODES[mode])
    text = KINDS[batch.kind].assembly(batch.seed, [number])
    path.write_text(f"// minivm {options}: {actual[:200]!r}, CoreCLR: {expected!r}\n{text}", encoding="utf-8")
    binary = compiler.compile_program(path, args.work, server=True)
    alone, early = execute([args.minivm, *MODES[mode], binary])
    reference, _ = execute([*oracle(host), binary], dict(os.environ, **reducer.REFERENCE_ENVIRONMENT))
    is_alone = alone != reference or early
    if is_alone and args.reduce:
        reducer.reduce(path, [str(args.minivm), *MODES[mode]], oracle(host), args.work, seconds=args.reduce)
    return path, is_alone


def hunt(args):
    host = record.dotnet()
    started = time.monotonic()
    done = finds = 0
    last = args.first + args.count
    batches = [Batch(args.kind, args.seed, range(first, min(first + args.batch, last)), args.work) for first in range(args.first, last, args.batch)]
    modes = args.modes.split(",") if args.modes else list(MODES)
    with ThreadPoolExecutor(1) as pool:
        # The next assembly is compiled while this one runs.
        waiting = pool.submit(batches[0].compile)
        for position, batch in enumerate(batches):
            try:
                binary = waiting.result()
            except compiler.CompileError as error:
                print(f"generator: {str(error)[:1500]}")
                binary = None
            if position + 1 < len(batches):
                waiting = pool.submit(batches[position + 1].compile)
            if binary is None:
                continue
            expected = batch.run(oracle(host), binary, dict(os.environ, **reducer.REFERENCE_ENVIRONMENT))
            broken = [f"{name}: {text}" for name, text in expected.items() if len(text) != 16]
            if broken:
                print(f"CoreCLR itself: {batch.stem}: {broken[0][:600]}")
            found = {}
            for mode in modes:
                for name, wanted, got in differences(expected, batch.run([args.minivm, *MODES[mode]], binary)):
                    if len(wanted) == 16:
                        found.setdefault(name, []).append((mode, wanted, got))
            for name, where in found.items():
                finds += 1
                mode, wanted, got = where[0]
                print(f"FIND: {batch.kind} seed {batch.seed} {name} in {', '.join(w[0] for w in where)}: {got.splitlines()[0][:160]}, CoreCLR {wanted}")
                if finds <= args.keep:
                    path, is_alone = write_find(batch, name, mode, wanted, got, args, host)
                    print(f"      {path}" + ("" if is_alone else " (not alone: only in its batch)"))
                sys.stdout.flush()
            done += len(batch.numbers)
            print(f"{done} programs, {finds} finds, {time.monotonic() - started:.0f} s", flush=True)
            if finds >= args.stop:
                print(f"{finds} finds are enough for a beginning")
                break
            if args.seconds and time.monotonic() - started > args.seconds:
                break
            if not args.save:
                (args.work / "random" / binary.with_suffix(".cs").name).unlink(missing_ok=True)
    if args.log:
        commit = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
        with open(HERE / "LOG.md", "a", encoding="utf-8") as log:
            log.write(f"| {datetime.date.today()} | {args.commit or commit} | {args.kind} | {args.seed} | {args.first} | {done:,} | {','.join(modes)} | "
                      f"{time.monotonic() - started:.0f} | {finds} |\n")
    return 1 if finds else 0


def slice_batches(work):
    return [Batch(kind, seed, range(first, first + count), work) for kind, seed, first, count in SLICE]


def run_slice(args):
    """ctest: fixed programs, CoreCLR's answers from the repository."""
    recorded = {}
    for line in (HERE / "slice.expected").read_text(encoding="utf-8").splitlines():
        kind, name, answer = line.split()
        recorded.setdefault(kind, {})[name] = answer
    failed = 0
    for batch in slice_batches(args.work):
        binary = batch.compile()
        for mode in args.modes.split(",") if args.modes else SLICE_MODES:
            found = differences(recorded[batch.kind], batch.run([args.minivm, *MODES[mode]], binary))
            failed += len(found)
            for name, wanted, got in found:
                print(f"FAILED: {batch.kind} {name} in {mode}: {got}, expected {wanted} (run.py show --kind {batch.kind} --seed {batch.seed} --number {name[1:]})")
            print(f"{'passed' if not found else 'FAILED'}: {batch.stem} ({mode})")
    return 1 if failed else 0


def record_slice(args):
    lines = []
    for batch in slice_batches(args.work):
        answers_ = batch.run(oracle(record.dotnet()), batch.compile(), dict(os.environ, **reducer.REFERENCE_ENVIRONMENT))
        bad = [name for name, text in answers_.items() if len(text) != 16]
        if bad:
            print(f"{batch.kind} {bad[0]}: {answers_[bad[0]]}")
            return 1
        lines += [f"{batch.kind} P{n} {answers_[f'P{n}']}" for n in batch.numbers]
    (HERE / "slice.expected").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} programs recorded")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["hunt", "slice", "record", "show"])
    parser.add_argument("--minivm", type=Path)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--kind", choices=KINDS, default="csharp")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--number", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--batch", type=int, default=100, help="programs in an assembly")
    parser.add_argument("--seconds", type=int, help="begin no batch after that")
    parser.add_argument("--modes", help=f"of {','.join(MODES)}")
    parser.add_argument("--reduce", type=int, default=0, metavar="SECONDS", help="reduce each find, so long at most")
    parser.add_argument("--keep", type=int, default=20, help="write that many finds")
    parser.add_argument("--stop", type=int, default=25, help="begin no batch after that many finds")
    parser.add_argument("--save", action="store_true", help="keep the batches' sources")
    parser.add_argument("--log", action="store_true", help="append to LOG.md")
    parser.add_argument("--commit", help="the commit the binary is from, for the log")
    args = parser.parse_args()
    if args.command == "show":
        print(KINDS[args.kind].assembly(args.seed, [args.number]))
        return 0
    if not args.work or (args.command != "record" and not args.minivm):
        parser.error("--work and --minivm are needed")
    args.work = args.work.resolve()
    args.work.mkdir(parents=True, exist_ok=True)
    if args.minivm:
        args.minivm = args.minivm.resolve()
        compiler.assemble_with(args.minivm)
    compiler.references(args.work)
    return {"hunt": hunt, "slice": run_slice, "record": record_slice}[args.command](args)


if __name__ == "__main__":
    sys.exit(main())
