#!/usr/bin/env python3
"""Disassembles assemblies, assembles the text and compares: every metadata row, every instruction.

run.py --roundtrip BINARY --corlib FILE          the class library, and some assemblies of the stock framework if it is there
run.py --roundtrip BINARY --corlib FILE --all    the whole stock framework, and every program compiled under --work, too
"""

import argparse
import subprocess
import sys
from pathlib import Path

# Chosen for what they have: generics and nullability, unsafe code and vectors, resources, forwarders, VB, function pointers, COM.
SLICE = ["System.Collections", "System.Linq.Expressions", "System.Runtime", "System.Text.RegularExpressions", "Microsoft.VisualBasic.Core",
         "System.Runtime.InteropServices", "System.Numerics.Vectors", "System.Reflection.Metadata", "netstandard", "mscorlib"]


def framework():
    """The folder of the newest installed Microsoft.NETCore.App, or None."""
    try:
        listed = subprocess.run(["dotnet", "--list-runtimes"], stdout=subprocess.PIPE, text=True, check=False).stdout
    except OSError:
        return None
    found = [line.split() for line in listed.splitlines() if line.startswith("Microsoft.NETCore.App ")]
    if not found:
        return None
    newest = max(found, key=lambda words: [int(part) for part in words[1].split("-")[0].split(".")])
    return Path(newest[2].strip("[]")) / newest[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--roundtrip", type=Path, required=True)
    parser.add_argument("--corlib", type=Path, required=True)
    parser.add_argument("--work", type=Path, help="where compiled programs are")
    parser.add_argument("--all", action="store_true")
    args = parser.parse_args()
    files = [args.corlib]
    stock = framework()
    if stock is None:
        print("there is no stock framework here: only the class library is compared")
    elif args.all:
        files += sorted(stock.glob("*.dll"))
    else:
        files += [stock / f"{name}.dll" for name in SLICE if (stock / f"{name}.dll").exists()]
    if args.all and args.work:
        files += sorted(path for path in args.work.glob("*/*") if path.suffix in (".dll", ".exe"))
    return subprocess.run([args.roundtrip, *files], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
