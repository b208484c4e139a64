"""What is measured and on what: the programs, their compilation, the table of runtimes."""

import fcntl
import hashlib
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "bench" / "programs"
HARNESS = PROGRAMS / "Harness.cs"
HELLO = "hello"
CSC = ROOT / "corlib" / "csc.sh"
RUNTIMECONFIG = ROOT / "tests" / "tools" / "coreclr.runtimeconfig.json"
# The reference assemblies that all runtimes can stand in for: the same binary runs everywhere.
REFERENCES = Path("/usr/lib/mono/4.5-api")


class SuiteError(Exception):
    """Something needed for measuring is missing or broken; the message says what."""


@dataclass(frozen=True)
class Runtime:
    """One way to run a program."""

    name: str  # as on the command line and in the JSON
    label: str  # as in tables
    command: tuple  # in front of the program; {minivm} and {dotnet} are filled in
    version: tuple  # prints the version on its first line
    environment: dict = field(default_factory=dict)
    is_default: bool = True


RUNTIMES = [
    Runtime("minivm", "minivm", ("{minivm}",), ("{minivm}", "--version")),
    Runtime("minivm-interp", "minivm, interpreter", ("{minivm}", "--tier=interp"), ("{minivm}", "--version")),
    Runtime("mono-interp", "Mono's interpreter", ("mono", "--interp"), ("mono", "--version")),
    Runtime("mono", "Mono", ("mono",), ("mono", "--version")),
    Runtime("coreclr", "CoreCLR", ("{dotnet}", "exec", "--runtimeconfig", str(RUNTIMECONFIG)), ("{dotnet}", "--list-runtimes")),
    Runtime("coreclr-full", "CoreCLR, no tiers", ("{dotnet}", "exec", "--runtimeconfig", str(RUNTIMECONFIG)), ("{dotnet}", "--list-runtimes"),
            {"DOTNET_TieredCompilation": "0"}, is_default=False),
    Runtime("coreclr-nopgo", "CoreCLR, no PGO", ("{dotnet}", "exec", "--runtimeconfig", str(RUNTIMECONFIG)), ("{dotnet}", "--list-runtimes"),
            {"DOTNET_TieredPGO": "0"}, is_default=False),
]


def dotnet():
    """The host of the installed SDK, or None."""
    done = subprocess.run([CSC, "--runtime"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def resolve(names, minivms):
    """The runtimes of these names (all default ones if empty), with their commands filled in; those that are not installed are left
    out with a note. `minivms` are (name, binary): each becomes a runtime of its own."""
    host = dotnet()
    known = {runtime.name: runtime for runtime in RUNTIMES}
    for name in names:
        if name not in known:
            raise SuiteError(f"no runtime {name}; there are {', '.join(known)}")
    chosen = []
    for runtime in RUNTIMES:
        if not (runtime.name in names if names else runtime.is_default):
            continue
        for name, binary in minivms if "{minivm}" in runtime.command else [(None, None)]:
            def fill(words, binary=binary):
                return tuple(word.format(minivm=binary, dotnet=host) for word in words)

            if "{minivm}" in runtime.command and not shutil.which(binary):
                raise SuiteError(f"{binary}: no such program; ./dev build makes build/minivm, --minivm BIN names another")
            if "{dotnet}" in runtime.command and host is None or not shutil.which(fill(runtime.command)[0]):
                print(f"bench: {runtime.label} is not installed and left out")
                continue
            own_name = name if name and name != "minivm" else runtime.name
            label = runtime.label if own_name == runtime.name else own_name
            chosen.append(Runtime(own_name, label, fill(runtime.command), fill(runtime.version), runtime.environment))
    if not chosen:
        raise SuiteError("none of these runtimes is installed")
    return chosen


def version_of(runtime):
    """One line that names what is measured."""
    done = subprocess.run(runtime.version, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    lines = done.stdout.strip().splitlines() or ["?"]
    if "--list-runtimes" in runtime.version:
        lines = [line for line in lines if line.startswith("Microsoft.NETCore.App 10.")] or lines
        return re.sub(r"\s*\[.*", "", lines[-1])
    return re.sub(r"Mono JIT compiler version (\S+).*", r"Mono \1", lines[0]).split(",")[0]


def names():
    """The programs in alphabetical order, without hello."""
    found = sorted(path.stem for path in PROGRAMS.glob("*.cs") if path != HARNESS)
    return [name for name in found if name != HELLO]


def compile_program(name, out, folder=PROGRAMS):
    """The compiled program NAME of a folder of sources, from the cache if nothing changed. One binary for all runtimes: Roslyn against mscorlib 4.0."""
    sources = [folder / f"{name}.cs"] + ([] if name == HELLO else [HARNESS])
    if not (REFERENCES / "mscorlib.dll").exists():
        raise SuiteError(f"{REFERENCES}/mscorlib.dll is missing (Debian package mono-devel): the programs are compiled against it")
    key = hashlib.sha256(b"\0".join(path.read_bytes() for path in [*sources, Path(__file__)])).hexdigest()[:16]
    made = Path(out) / f"{name}-{key}"
    target = made / f"{name}.exe"
    if target.exists():
        return target
    made.mkdir(parents=True, exist_ok=True)
    with open(made / "lock", "w", encoding="utf-8") as lock:  # ctest may ask for the same program twice
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            fresh = made / "fresh" / target.name  # the file name is the assembly name
            fresh.parent.mkdir(exist_ok=True)
            command = [CSC, "-shared", "-keepalive:60", "-nologo", "-noconfig", "-nostdlib", f"-r:{REFERENCES}/mscorlib.dll",
                       f"-r:{REFERENCES}/System.dll", "-langversion:7.3", "-optimize+", "-deterministic+", "-warn:0",
                       f"-pathmap:{ROOT}=.", f"-out:{fresh}", *sources]
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
            if done.returncode != 0:
                raise SuiteError(f"{name}: the compiler refused it\n{done.stdout}")
            fresh.replace(target)
    return target
