#!/usr/bin/env python3
"""Follows a walk of docs/ as a new user would: writes its files, runs its commands, compares what they print.

walk.py --minivm BINARY --work DIR DOCUMENT…           exit 1 if a command prints something else
walk.py --minivm BINARY --work DIR --bless DOCUMENT…   writes what the commands print now into the document

A block ```LANGUAGE file=NAME is a file. A block ```console holds commands, each behind `$ `, and under it what it prints: standard output,
then standard error. `minivm` is BINARY; `csc FILE [-t:library] [-lib:corlib]` compiles with the SDK's compiler, against the class library of .NET or minivm's own.
"""

import argparse
import difflib
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import compile as compiler  # noqa: E402

BLOCK = re.compile(r"^```(\S+)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def compile_csharp(words, minivm, work):
    """`csc` of a walk."""
    source = next(word for word in words if word.endswith(".cs"))
    is_library = "-t:library" in words
    output = work / Path(source).with_suffix(".dll" if is_library else ".exe").name
    corlib = Path(minivm).parent / "System.Private.CoreLib.dll"
    library = f"-r:{corlib}" if "-lib:corlib" in words else f"@{compiler.references(work)}"
    command = [compiler.CSC, "-nologo", "-noconfig", "-nostdlib", library, "-langversion:latest", "-optimize+", "-deterministic+",
               f"-t:{'library' if is_library else 'exe'}", f"-out:{output}", work / source]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def run(line, minivm, work):
    """What a command prints."""
    words = shlex.split(line)
    if words[0] == "csc":
        return compile_csharp(words[1:], minivm, work)
    if words[0] != "minivm":
        raise SystemExit(f"a walk runs minivm and csc, not {words[0]}")
    env = {name: value for name, value in os.environ.items() if not name.startswith("MINIVM_")}
    done = subprocess.run([minivm, *words[1:]], capture_output=True, text=True, cwd=work, env=env, timeout=120, check=False)
    printed = done.stdout + done.stderr
    if done.returncode:
        printed += f"(exit code {done.returncode})\n"
    return printed


def follow(document, minivm, work):
    """The document with what its commands print now."""
    text = document.read_text(encoding="utf-8")

    def block(match):
        language, name, body = match.groups()
        if name:
            (work / name).write_text(body, encoding="utf-8")
        if language != "console":
            return match[0]
        result = []
        for line in body.splitlines():
            if not line.startswith("$ "):
                continue
            printed = "".join(each.rstrip() + "\n" for each in run(line[2:], minivm, work).splitlines())
            result.append(f"{line}\n{printed}")
        return f"```console\n{''.join(result)}```"

    return text, BLOCK.sub(block, text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minivm", required=True)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--bless", action="store_true")
    parser.add_argument("documents", nargs="+", type=Path)
    options = parser.parse_args()
    failed = False
    for document in options.documents:
        work = options.work / document.stem
        work.mkdir(parents=True, exist_ok=True)
        written, now = follow(document, str(Path(options.minivm).resolve()), work)
        if written == now:
            print(f"{document.name}: every command prints what stands there")
        elif options.bless:
            document.write_text(now, encoding="utf-8")
            print(f"{document.name}: rewritten")
        else:
            failed = True
            sys.stdout.writelines(difflib.unified_diff(written.splitlines(True), now.splitlines(True), f"{document.name}", "now"))
    sys.exit(failed)


if __name__ == "__main__":
    main()
