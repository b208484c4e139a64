#!/usr/bin/env python3
"""Compiles one test program: C# with Roslyn or mcs, IL with `minivm asm`, or with what $ILASM names (`ILASM=mono`: Mono's ilasm).

compile.py FILE --out DIR [--compiler roslyn|mcs|netstandard] [--server] prints the path of the program. The result is cached under a hash
of the source and of the compiler's path, so an unchanged program costs one hash. Used by ./dev run, run.py and record.py.
"""

import argparse
import fcntl
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CSC = ROOT / "corlib" / "csc.sh"
RUNTIMECONFIG = Path(__file__).with_name("coreclr.runtimeconfig.json")


class CompileError(Exception):
    """The compiler refused the program; the message is its output."""


# What a program may say about itself in its leading comment.
DIRECTIVES = ("compiler", "args", "stdin", "covers", "modes", "stderr", "debug", "oracle", "native", "resources")
# What `debug:` may ask for: unoptimized code, and its PDB beside the program, inside it, or nowhere.
DEBUG_KINDS = ("portable", "embedded", "none")


def directives(source):
    """The `// name: value` lines at the head of a program (IL shares the comment sign); other comments are prose."""
    found = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        match = re.match(r"//\s*([a-z-]+):\s*(.*?)\s*$", line)
        if match and match[1] in DIRECTIVES:
            found[match[1]] = match[2]
        elif not line.startswith("//"):
            break
    return found


def compilers_of(source):
    """The compilers a program is built with, by its `compiler:` directive."""
    if source.suffix == ".il":
        return ["ilasm"]
    wanted = directives(source).get("compiler", "roslyn")
    if wanted not in ("roslyn", "mcs", "both", "netstandard", "corlib"):
        raise CompileError(f"{source}: compiler: {wanted}: expected roslyn, mcs, both, netstandard or corlib")
    return ["roslyn", "mcs"] if wanted == "both" else [wanted]


def debug_kind(source):
    """The PDB that a program asks for with its `debug:` directive, or None."""
    wanted = directives(source).get("debug")
    if wanted not in (None, *DEBUG_KINDS):
        raise CompileError(f"{source}: debug: {wanted}: expected {', '.join(DEBUG_KINDS)}")
    return wanted


def native_source(source):
    """The C file of the library that a program asks for with its `native:` directive, or None."""
    named = directives(source).get("native")
    return source.parent / named if named else None


def resources(source):
    """Roslyn's switches for what a program embeds: its own source, once under each name of its `resources:` directive."""
    return [f"-resource:{source},{name}" for name in directives(source).get("resources", "").split()]


def generators(out, source):
    """Roslyn's switches for the source generator of [LibraryImport], where the program uses it."""
    if "[LibraryImport(" not in source.read_text(encoding="utf-8"):
        return []
    where = subprocess.run([CSC, "--references"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    folder = Path(where).parent.parent / "analyzers" / "dotnet" / "cs"
    return [f"-analyzer:{folder / name}" for name in ("Microsoft.Interop.LibraryImportGenerator.dll", "Microsoft.Interop.SourceGeneration.dll")]


def run_tool(command, source):
    """Runs a compiler; its output becomes the error if it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise CompileError(f"{source}: {Path(str(command[0])).name} failed\n{done.stdout}")


def references(out):
    """A response file with every .NET reference assembly, written once."""
    rsp = out / "references.rsp"
    if not rsp.exists():
        where = subprocess.run([CSC, "--references"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
        lines = [f'-r:"{dll}"' for dll in sorted(Path(where).glob("*.dll"))]
        temporary = rsp.with_suffix(f".{os.getpid()}")
        temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
        temporary.replace(rsp)
    return rsp


NETSTANDARD_PROJECT = """<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework></PropertyGroup>
</Project>
"""


def netstandard(out):
    """The reference assembly of .NET Standard 2.0: that of NETStandard.Library 2.0.3, which a restore brings from NuGet. Without NuGet the
    SDK's netstandard.dll stands in: a facade of .NET 10's surface, whose programs refer to System.Runtime and the others instead."""
    folder = out / "netstandard"
    package = "netstandard.library/2.0.3/build/netstandard2.0/ref/netstandard.dll"
    found = [root / package for root in (folder / "packages", Path.home() / ".nuget/packages") if (root / package).exists()]
    if not found:
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / "lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / package).exists():
                (folder / "netstandard.csproj").write_text(NETSTANDARD_PROJECT, encoding="utf-8")
                host = subprocess.run([CSC, "--runtime"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
                done = subprocess.run([host, "restore", "--packages", folder / "packages", folder / "netstandard.csproj"],
                                      stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
                if done.returncode != 0:
                    print("netstandard: NuGet does not give NETStandard.Library 2.0.3; the SDK's facade stands in", file=sys.stderr)
        found = [path for path in [folder / "packages" / package] if path.exists()]
    return [f"-r:{found[0]}"] if found else [f"@{references(out)}"]


def assemble_with(minivm):
    """IL programs are assembled by this binary, unless $ILASM says otherwise."""
    os.environ.setdefault("ILASM", shlex.join([str(Path(minivm).resolve()), "asm"]))


def ilasm():
    """The words of the assembler; build/minivm's is the one if nobody says."""
    return shlex.split(os.environ.get("ILASM", "")) or [str(ROOT / "build" / "minivm"), "asm"]


def assembler_version(compiler):
    """What a cached IL program depends on beside its source: the assembler, and when it was built."""
    if compiler != "ilasm" or ilasm() == ["mono"]:
        return ""
    program = shutil.which(ilasm()[0])
    if not program:
        raise CompileError(f"{ilasm()[0]}: the assembler is not there; ./dev build makes build/minivm, and ILASM may name another")
    built = os.stat(program)
    return f"{ilasm()} {built.st_mtime_ns} {built.st_size}"


def build(source, target, compiler, out, server, corlib=None):
    """Runs the compiler from `source` to `target`."""
    if compiler in ("netstandard", "corlib"):
        refer = netstandard(out) if compiler == "netstandard" else [f"-r:{corlib}"]
        command = [CSC, "-nologo", "-noconfig", "-nostdlib", *refer, "-langversion:latest", "-nullable:enable", "-unsafe+", "-optimize+",
                   "-deterministic+", "-warn:0", f"-pathmap:{ROOT}=.", "-debug:portable", f"-out:{target}", source]
        if server:
            command[1:1] = ["-shared", "-keepalive:60"]
        run_tool(command, source)
    elif compiler == "roslyn":
        debug = debug_kind(source)
        kind = [f"-debug:{debug or 'portable'}"] if debug != "none" else ["-debug-"]
        command = [CSC, "-nologo", "-noconfig", "-nostdlib", f"@{references(out)}", "-langversion:latest",
                   "-nullable:enable", "-unsafe+", "-optimize-" if debug else "-optimize+", "-deterministic+", "-nowarn:CS8600,CS8602,CS8603,CS8604,CS8618,CS8625",
                   "-warn:0", f"-pathmap:{ROOT}=.", *kind, *generators(out, source), *resources(source), f"-out:{target}", source]
        if server:
            command[1:1] = ["-shared", "-keepalive:60"]
        run_tool(command, source)
    elif compiler == "mcs":
        run_tool(["mcs", "-langversion:latest", "-unsafe", "-optimize+", "-warn:0", "-r:System.Core", "-r:System.Numerics", f"-out:{target}", source], source)
    elif ilasm() == ["mono"]:
        run_tool(["ilasm", "-quiet", f"-output:{target}", source], source)
    else:
        run_tool([*ilasm(), source, "-o", target], source)


def compile_program(source, out, compiler=None, server=False, corlib=None):
    """The compiled program, from the cache if source and compiler are unchanged. `corlib` is minivm's class library, which a program
    with `compiler: corlib` is built against; without it, the .NET reference assemblies take its place."""
    source = Path(source)
    compiler = compiler or compilers_of(source)[0]
    if compiler == "corlib" and corlib is None:
        compiler = "roslyn"
    against = Path(corlib).read_bytes() if compiler == "corlib" else b""
    library = native_source(source)
    against += library.read_bytes() if library else b""
    key = hashlib.sha256(source.read_bytes() + f"\0{compiler}\0{source.name}{assembler_version(compiler)}".encode() + Path(__file__).read_bytes() + against).hexdigest()[:16]
    folder = Path(out).resolve() / key
    target = folder / (source.stem + (".exe" if compiler in ("mcs", "ilasm") else ".dll"))
    if target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w", encoding="utf-8") as lock:  # the same program may be compiled for several modes at once
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            fresh = folder / "fresh"
            fresh.mkdir(exist_ok=True)
            build(source.resolve(), fresh / target.name, compiler, Path(out), server, corlib)
            if library:
                run_tool(["cc", "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-pthread", "-o",
                          fresh / f"lib{library.stem}.so", library], library)
            for made in sorted(fresh.iterdir(), key=lambda path: path == fresh / target.name):
                made.replace(folder / made.name)  # the program itself last: it is what makes the entry valid
    return target


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--compiler", choices=["roslyn", "mcs", "ilasm", "netstandard"])
    parser.add_argument("--server", action="store_true", help="use the compiler server (many programs in a row)")
    args = parser.parse_args()
    try:
        print(compile_program(args.source, args.out, args.compiler, args.server))
    except CompileError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
