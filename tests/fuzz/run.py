#!/usr/bin/env python3
"""Makes the corpus of tests/fuzz and lets hostile_images mutate it.

run.py --binary HOSTILE_IMAGES --corlib DIR --work DIR load|run [--seed N] [--count N] [--seconds S] [--log]
    mutants of the corpus: loaded, verified and built; or run, in a sandbox
run.py … regressions
    the mutants of tests/fuzz/regressions, each a find of an earlier day, both ways

--log adds a line to LOG.md. What is found goes to WORK/finds. Exit code 1 if anything was.
"""

import argparse
import datetime
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent
sys.path.insert(0, str(TESTS / "tools"))

import compile as compiler  # noqa: E402


def corpus(work, for_runs):
    """The programs of corpus.txt, compiled. A name behind `-` is only loaded."""
    files = []
    for line in (HERE / "corpus.txt").read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if not line or (line.startswith("-") and for_runs):
            continue
        files.append(compiler.compile_program(TESTS / line.lstrip("- "), work, server=True))
    return files


def write_log(args, summary):
    """One line of LOG.md: what ran, on what, and what came of it."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True, check=False).stdout.strip()
    sanitized = b"__asan_init" in args.binary.read_bytes()
    match = re.search(r"seed (\d+): (\d+) mutants in ([\d.]+) s, (\d+) per second, (\d+) per second of CPU time.*slowest ([\d.]+) s.*finds: (\d+), causes: (\d+)", summary)
    seed, mutants, seconds, rate, cpu_rate, slowest, finds, causes = match.groups()
    today = datetime.date.today().isoformat()
    with (HERE / "LOG.md").open("a", encoding="utf-8") as log:
        log.write(f"| {today} | {commit} | {args.what} | {'ASan, UBSan' if sanitized else 'release'} | {seed} | {int(mutants):,} | {seconds} | {rate} | {cpu_rate} | {slowest} | "
                  f"{finds} ({causes}) |\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["load", "run", "asm", "dis", "regressions"])
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--texts", type=Path, help="hostile_texts, for asm, dis and their regressions")
    parser.add_argument("--corlib", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--first", default="0")
    parser.add_argument("--count", default="1000")
    parser.add_argument("--seconds", default="0")
    parser.add_argument("--log", action="store_true")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    compiler.assemble_with(args.corlib / "minivm")
    command = [args.binary, "--corlib", args.corlib]
    if args.what == "regressions":
        files = sorted((HERE / "regressions").glob("*.bin"))
        runs = [[*command, "--replay", *files], [*command, "--replay", "--run", *files]]
        if args.texts:
            runs.append([args.texts, "dis", "--replay", *files])
            if sources := sorted((HERE / "regressions").glob("*.il")):
                runs.append([args.texts, "asm", "--replay", *sources])
        return max(subprocess.run(words, check=False).returncode for words in runs)
    if args.what in ("asm", "dis"):
        grammar = HERE / "grammar.il"
        files = ([grammar, *sorted((TESTS / "il").glob("*.il"))] if args.what == "asm"
                 else [compiler.compile_program(grammar, args.work), *corpus(args.work, False)])
        return subprocess.run([args.texts, args.what, "--seed", args.seed, "--first", args.first, "--count", args.count, "--seconds", args.seconds,
                               "--finds", args.work / "finds", *files], check=False).returncode
    mode = ["--run"] if args.what == "run" else []
    command += ["--seed", args.seed, "--first", args.first, "--count", args.count, "--seconds", args.seconds, "--finds", args.work / "finds", *mode]
    done = subprocess.run([*command, *corpus(args.work, args.what == "run")], stdout=subprocess.PIPE, text=True, check=False)
    print(done.stdout, end="")
    if args.log and done.returncode in (0, 1):
        write_log(args, done.stdout)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
