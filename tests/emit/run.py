#!/usr/bin/env python3
"""Assemblies that a program makes and saves (System.Reflection.Emit): saver.cs runs on minivm, what it saves on minivm, Mono and CoreCLR. And what
--verify says of broken code when it is made: broken.cs, broken.golden.

run.py --minivm BINARY --work DIR             exit 1 if something differs
run.py --minivm BINARY --work DIR --bless     writes broken.golden
run.py --work DIR --record                    asks Mono, whose AssemblyBuilder saves, too; CoreCLR has to run its files with the same output
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))

import compile as compiler  # noqa: E402

EXPECTED = HERE / "saver.expected"
MSCORLIB = Path("/usr/lib/mono/4.5-api/mscorlib.dll")
OPTIONS = [["--tier=interp"], ["--tier=jit"], ["--tier=mixed", "--jit-threshold=2", "--jit-checks"], ["--tier=interp", "--gc-stress=50", "--gc-nursery=64K"], ["--verify"]]


def build(work):
    """The program that saves."""
    source = HERE / "saver.cs"
    work.mkdir(parents=True, exist_ok=True)
    target = work / "saver.exe"
    compiler.run_tool([compiler.CSC, "-nologo", "-noconfig", "-nostdlib", f"-r:{MSCORLIB}", "-langversion:7.3", "-optimize+", "-nowarn:1685", f"-out:{target}", source], source)
    return target


def run(command):
    """Exit code and output of a program."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MINIVM_")}
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, env=environment, stdin=subprocess.DEVNULL, timeout=120)
    return f"{done.stdout}exit {done.returncode}\n"


def hosts():
    """The runtimes of this machine beside minivm: name → command."""
    found = {}
    dotnet = subprocess.run([compiler.CSC, "--runtime"], stdout=subprocess.PIPE, text=True, check=False).stdout.strip()
    if dotnet:
        found["CoreCLR"] = [dotnet, "exec", "--runtimeconfig", compiler.RUNTIMECONFIG]
    if shutil.which("mono"):
        found["Mono"] = ["mono"]
    return found


def saved_by(command, saver, folder):
    """The program that `saver` saves into the folder, or what it said instead."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    said = run([*command, saver, folder])
    return folder / "made.exe", None if said == "saved\nexit 0\n" else said


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minivm", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--bless", action="store_true")
    args = parser.parse_args()
    if not MSCORLIB.exists():
        print(f"{MSCORLIB} is missing (Debian package mono-devel): skipped")
        return 77
    work = args.work.resolve() / "emit"
    saver = build(work)
    if args.record:
        program, trouble = saved_by(["mono"], saver, work / "mono")
        outputs = {name: run([*command, program]) for name, command in hosts().items()}
        if trouble or len(set(outputs.values())) != 1:
            print(trouble, outputs)
            return 1
        EXPECTED.write_text(next(iter(outputs.values())), encoding="utf-8")
        return 0
    minivm = args.minivm.resolve()
    expected = EXPECTED.read_text(encoding="utf-8")
    failed = 0
    for number, options in enumerate(OPTIONS):
        program, trouble = saved_by([minivm, *options], saver, work / f"saved{number}")
        runs = {f"minivm {' '.join(options)}": [minivm, *options], **(hosts() if number == 0 else {})}
        for name, command in {} if trouble else runs.items():
            found = run([*command, program])
            if found != expected:
                trouble = f"the saved program on {name}:\n{found}"
                break
        if not trouble and number == 0:
            verified = run([minivm, "verify", program])
            trouble = None if verified.endswith("exit 0\n") else verified
        print(f"{'FAILED' if trouble else 'passed'}: saved with {' '.join(options)}{': ' + trouble if trouble else ''}")
        failed += trouble is not None
    said = run([minivm, "--verify", compiler.compile_program(HERE / "broken.cs", args.work.resolve(), "roslyn", server=True)])
    golden = HERE / "broken.golden"
    if args.bless:
        golden.write_text(said, encoding="utf-8")
    if said != golden.read_text(encoding="utf-8"):
        print(f"FAILED: broken code under --verify\n{said}")
        failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
