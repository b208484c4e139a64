#!/usr/bin/env python3
"""Assemblies of several files (ECMA-335 II.6.2), programs of several assemblies: built by Roslyn and ilasm, run by minivm, compared with *.expected.

run.py --minivm BINARY --work DIR     exit 1 if something differs
run.py --work DIR --record            asks Mono, the oracle here: CoreCLR does not load assemblies of several files
"""

import argparse
import difflib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))

import compile as compiler  # noqa: E402

MSCORLIB = Path("/usr/lib/mono/4.5/mscorlib.dll")
OPTIONS = [["--tier=interp"], ["--tier=interp", "--calls=stubs"], ["--tier=mixed", "--jit-threshold=2", "--compile=at-once", "--jit-checks"],
           ["--tier=interp", "--gc-stress=50", "--gc-nursery=64K"], ["--verify"]]


def csc(folder, target, kind, modules=(), references=()):
    """One file of an assembly."""
    source = HERE / (Path(target).stem + ".cs")
    compiler.run_tool([compiler.CSC, "-nologo", "-noconfig", "-nostdlib", f"-r:{MSCORLIB}", "-langversion:7.3", "-deterministic+", "-optimize+", "-nowarn:1685",
                       f"-target:{kind}", *[f"-addmodule:{folder / module}" for module in modules],
                       *[f"-r:{folder / name}" for name in references], f"-out:{folder / target}", source], source)


def ilasm(folder, target, *switches):
    """One file of an assembly in IL."""
    source = HERE / (Path(target).stem + ".il")
    compiler.run_tool(["ilasm", "-quiet", *switches, f"-output:{folder / target}", source], source)


def build(folder):
    """All programs; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    csc(folder, "part.netmodule", "module")
    csc(folder, "second.netmodule", "module", ["part.netmodule"])
    csc(folder, "app.exe", "exe", ["part.netmodule", "second.netmodule"])
    ilasm(folder, "globals_part.netmodule", "-dll")
    ilasm(folder, "globals.exe")
    csc(folder, "System.Hidden.dll", "library")
    csc(folder, "hidden.exe", "exe", references=["System.Hidden.dll"])
    return [folder / "app.exe", folder / "globals.exe", folder / "hidden.exe"]


def run(command):
    """Exit code and output of a program."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MINIVM_")}
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, env=environment, stdin=subprocess.DEVNULL)
    return f"{done.stdout}exit {done.returncode}\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minivm", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    if not MSCORLIB.exists():
        print("multifile: Mono's class library is not installed")
        return 77
    failures = 0
    for program in build(args.work.resolve() / "multifile"):
        expected = HERE / (program.stem + ".expected")
        if args.record:
            expected.write_text(run(["mono", program]), encoding="utf-8")
            continue
        for options in OPTIONS:
            found, wanted = run([args.minivm, *options, program]), expected.read_text(encoding="utf-8")
            if found == wanted:
                continue
            failures += 1
            print(f"{program.name} {' '.join(options)}:")
            sys.stdout.writelines(difflib.unified_diff(wanted.splitlines(True), found.splitlines(True), "expected", "minivm"))
    return failures != 0


if __name__ == "__main__":
    sys.exit(main())
