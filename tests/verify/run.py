#!/usr/bin/env python3
"""Runs `minivm verify` over tests/verify/*.il: the findings must be those that the comments name, no more and no less.

run.py --minivm BINARY --work DIR [NAME…]            one line per program, then each difference; exit 0: all as the comments say
run.py --minivm BINARY --work DIR --safe [NAME…]     the programs of tests/run: safe C# has no findings, unsafe C# none but those of unsafe code
run.py --minivm BINARY --work DIR --library NAME     minivm's own class library (corlib) or that of .NET (net10) against NAME.golden
                                          --bless    writes what minivm finds now; review it as a diff

run.py --minivm BINARY --work DIR --load             load.il under --verify: each broken method is stopped before it runs, and without --verify only invalid ones

`// verify: RULE` on an instruction, a `.method` or a `.class` is a finding there; `RULE invalid` and `RULE unverifiable` also say which; several are
separated by commas. What has no comment must verify.
"""

import argparse
import difflib
import os
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))

import compile as compiler  # noqa: E402

FINDING = re.compile(r"^(?P<file>[^:]+): (?P<place>.*?)(?: IL_(?P<offset>[0-9a-f]{4,}) (?P<op>[^\s:]+)(?P<operand>.*?))?: (?P<detail>.*) \[(?P<clause>[^;\]]*); (?P<rule>\w+)\] \((?P<severity>invalid|unverifiable)\)$")
SUMMARY = re.compile(r"^[^:]+: \d+ methods, (no findings|\d+ findings? \(\d+ invalid, \d+ unverifiable\))$")


def verify(minivm, binary, *options):
    """Exit code and lines of `minivm verify`; a crash is an error."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("MINIVM_")}
    done = subprocess.run([minivm, "verify", binary, *options], capture_output=True, text=True, env=env, timeout=120, check=False)
    if done.returncode not in (0, 1):
        raise compiler.CompileError(f"exit code {done.returncode}\n{done.stderr[:2000]}")
    return done.returncode, done.stdout.splitlines()


def expectations(source):
    """(member, mnemonic or '', rule, severity or '') of each comment."""
    expected = []
    owner = member = ""
    text = re.sub(r"\.(class|method)([^\n]*)\n(?=[ \t]+(?:extends|implements))", r".\1\2 ", source.read_text(encoding="utf-8"))
    for line in text.splitlines():
        declared = re.match(r"\s*\.class (?:[a-z]+ )*'?([\w.`]+)'?", line)
        if declared:
            owner = member = declared[1]
        if re.match(r"\s*\.method ", line):
            names = re.findall(r"([\w.]+)(?:<(?:[^<>]|<[^<>]*>)*>)?\((?:[^()]|\([^()]*\))*\) (?:cil|runtime) ", line)
            member = names[-1] if names else member
        marked = re.search(r"// verify: (.*)$", line)
        if not marked:
            continue
        code = line[: marked.start()].strip()
        op = "*" if code.startswith(".emitbyte") else "" if code.startswith(".") else re.sub(r"^\w+:\s*", "", code).split(" ")[0]
        prefixes = ("readonly.", "constrained.", "tail.", "volatile.", "unaligned.", "no.")
        if op in prefixes:
            words = code.split()
            following = [word for word in words if word not in prefixes and re.match(r"^(call|ldelem|ldfld|ld|st|ret|add|nop|pop|newobj)", word)]
            op = following[0] if following else op
        for each in marked[1].split(","):
            rule, _, severity = each.strip().partition(" ")
            expected.append((member, op, rule, severity))
    return expected


def check(source, minivm, work):
    """Number of expectations, and lines about every difference."""
    binary = compiler.compile_program(source, work)
    code, lines = verify(minivm, binary)
    problems = []
    found = []
    for line in lines[:-1]:
        match = FINDING.match(line)
        if not match:
            problems.append(f"not the shape of a finding: {line}")
            continue
        place = match["place"]
        member = re.sub(r"\(.*$", "", place).split("::")[-1] if match["op"] or "::" in place else re.split(r"[.+]", place)[-1]
        found.append(((member, match["op"] or "", match["rule"], match["severity"]), line))
    if not lines or not SUMMARY.match(lines[-1]):
        problems.append(f"no summary line: {lines[-1:] or 'nothing'}")
    expected = expectations(source)
    for want in expected:
        for i, (have, _) in enumerate(found):
            same = (have[0], have[2]) == (want[0], want[2]) and want[1] in ("*", have[1])
            if same and (not want[3] or have[3] == want[3]):
                del found[i]
                break
        else:
            problems.append(f"missing: {want[0]}: {want[1]} {want[2]} {want[3]}")
    problems += [f"unexpected: {line}" for _, line in found]
    if code != (1 if expected else 0):
        problems.append(f"exit code {code}")
    return len(expected), problems


#: Rules that no assembler can be made to break, or that the class loader answers with TypeLoad first.
# OverrideAccess and Variance: the loader finds these first, and says so.
UNTESTED = {"OverrideAccess", "Variance", "MissingBody", "RegionBounds", "AbstractMethod", "VarArgSignature", "TooComplex"}


def untested_rules(minivm):
    """Rules without a case."""
    done = subprocess.run([minivm, "verify", "rules"], capture_output=True, text=True, timeout=60, check=True)
    rules = {line.split()[0] for line in done.stdout.splitlines()}
    tested = {rule for source in HERE.glob("*.il") for _, _, rule, _ in expectations(source)}
    return sorted(rules - tested - UNTESTED), sorted((tested | UNTESTED) - rules)


def run_cases(args):
    failed = False
    if not args.names:
        missing, unknown = untested_rules(args.minivm)
        print(*[f"rule {rule} has no case" for rule in missing], *[f"{rule} is no rule" for rule in unknown], sep="\n", end="\n" if missing or unknown else "")
        failed = bool(missing or unknown)
    sources = [source for source in sorted(HERE.glob("*.il")) if not args.names or source.stem in args.names]
    for source in sources:
        try:
            count, problems = check(source, args.minivm, args.work)
        except compiler.CompileError as error:
            count, problems = 0, [str(error)]
        print(f"{source.stem}: {count} findings expected, {len(problems)} otherwise")
        print(*problems, sep="\n", end="\n" if problems else "")
        failed = failed or bool(problems)
    return failed


#: Rules that unsafe C# breaks by design; of these the golden file has counts only.
UNSAFE_RULES = {"InitLocals", "PointerType", "UnmanagedPointer", "PointerConversion", "PointerArithmetic", "Unverifiable", "OverlappingField"}


#: Programs of tests/run whose subject is what the verifier refuses, and why.
REFUSED_PROGRAMS = {
    "delegates_odd": {"DelegateCtor"},  # an instance method bound to null
    "expansive_generics": {"TypeLoad", "TokenResolve"},  # types that cannot be loaded
}


def is_by_design(match, source_is_unsafe):
    """Findings that C# earns: those of pointers where the source has them, and constant data as ReadOnlySpan(void*, int), which is the compiler's."""
    if "System.ReadOnlySpan`1<" in (match["operand"] or "") and "::.ctor(void*, int32)" in match["operand"]:
        return True
    is_pointer = match["rule"] in UNSAFE_RULES or (match["rule"] == "StackUnexpected" and "native int" in match["detail"])
    return is_pointer and source_is_unsafe


def run_safe(args):
    """Programs of tests/run: no findings but those by design."""
    sources = [source for source in sorted((HERE.parent / "run").glob("*.cs")) if not args.names or source.stem in args.names]

    def one(source):
        try:
            _, lines = verify(args.minivm, compiler.compile_program(source, args.work, server=True))
        except compiler.CompileError as error:
            return [f"{source.stem}: {error}"]
        # stackalloc is localloc even where its Span makes it safe C#; Explicit layouts overlap in safe C#, too.
        is_unsafe = bool(re.search(r"\b(unsafe|stackalloc|LayoutKind\.Explicit)\b", source.read_text(encoding="utf-8")))
        refused = REFUSED_PROGRAMS.get(source.stem, set())
        return [f"{source.stem}: {line}" for line in lines
                if (match := FINDING.match(line)) and match["rule"] not in refused and not is_by_design(match, is_unsafe)]

    compiler.references(args.work)
    with ThreadPoolExecutor(2) as pool:
        problems = [line for lines in pool.map(one, sources) for line in lines]
    print(f"{len(sources)} programs, {len(problems)} findings in safe code")
    print(*problems, sep="\n", end="\n" if problems else "")
    return bool(problems)


def library_text(minivm, files, with_counts):
    """Findings of safe-looking code in full; those that unsafe code earns as counts per assembly and rule, or not at all."""
    text = []
    for file in files:
        _, lines = verify(minivm, file)
        counts = Counter()
        full = []
        for line in lines[:-1]:
            match = FINDING.match(line)
            counts[(match["rule"], match["severity"])] += 1
            # A native int or pointer where something else is expected is the other half of `fixed` and of interop.
            pointer = match["rule"] in UNSAFE_RULES or re.search(r"found (native u?int|\S*\*|method )|\*&|expected (native int|\S*\*)", match["detail"])
            if not pointer:
                full.append("  " + line.partition(": ")[2])
        full.sort()
        if with_counts:
            full = [f"  {rule} {severity}: {count}" for (rule, severity), count in sorted(counts.items())] + full
        if full:
            text += [Path(file).name, *full]
    return "".join(line + "\n" for line in text)


def run_load(args):
    """load.il runs with and without --verify; a method's callees count as its own when they are generic."""
    binary = compiler.compile_program(HERE / "load.il", args.work)
    broken = {}
    for member, _, rule, severity in expectations(HERE / "load.il"):
        if severity == "invalid" or member not in broken:
            broken[member] = (rule, severity)
    broken["generic_of_string"] = broken.pop("Confuses")
    problems = []
    env = {name: value for name, value in os.environ.items() if not name.startswith("MINIVM_")}
    for options in (["--verify"], []):
        done = subprocess.run([args.minivm, *options, binary], capture_output=True, text=True, env=env, timeout=60, check=False)
        lines = dict(re.findall(r"^(\w+)(?: |: )(.*)$", done.stdout, re.MULTILINE))
        for name in re.findall(r'ldstr "(\w+)"', (HERE / "load.il").read_text(encoding="utf-8")):
            rule, severity = broken.get(name, ("", ""))
            stops = severity == "invalid" or (severity and options)
            exception = "System.InvalidProgramException" if severity == "invalid" else "System.Security.VerificationException"
            got = lines.get(name, "nothing")
            if stops and not (got.startswith(exception) and (not options or f"; {rule}]" in got)):
                problems.append(f"{name} {options}: expected {exception} that names {rule}, got {got}")
            if not stops and got != "ran":
                problems.append(f"{name} {options}: expected to run, got {got}")
        if done.returncode != 0:
            problems.append(f"{options}: exit code {done.returncode}\n{done.stderr[:1000]}")
    print(f"load: {len(broken)} broken methods, {len(problems)} otherwise than expected")
    print(*problems, sep="\n", end="\n" if problems else "")
    return bool(problems)


def newest_framework():
    """Folder of the newest installed .NET 10, or None."""
    root = Path(os.environ.get("DOTNET_ROOT", "/usr/share/dotnet")) / "shared/Microsoft.NETCore.App"
    found = sorted(root.glob("10.*"), key=lambda folder: [int(part) for part in re.findall(r"\d+", folder.name)])
    return found[-1] if found else None


def run_library(args, name):
    golden = HERE / f"{name}.golden"
    expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
    comments = "".join(line + "\n" for line in expected.splitlines() if line.startswith("#"))
    if name == "corlib":
        files = [args.minivm.parent / "System.Private.CoreLib.dll"]
    else:
        framework = newest_framework()
        if not framework or (not args.bless and f".NET {framework.name}:" not in comments):
            print(f"skipped: {golden.name} is of another .NET than {framework.name if framework else 'none'}")
            return False
        files = sorted(framework.glob("*.dll"))
        managed = [file for file in files if b"BSJB" in file.read_bytes()]
        files = managed
    found = library_text(args.minivm, files, name != "corlib")
    if args.bless:
        golden.write_text(comments + found, encoding="utf-8")
        print(f"{golden.name}: {len(found.splitlines())} lines")
        return False
    body = expected[len(comments):]
    if found == body:
        print(f"{len(files)} assemblies as in {golden.name}")
        return False
    print(*difflib.unified_diff(body.splitlines(), found.splitlines(), golden.name, "now", lineterm="", n=1), sep="\n")
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--minivm", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--safe", action="store_true")
    parser.add_argument("--library", choices=["corlib", "net10"])
    parser.add_argument("--load", action="store_true")
    parser.add_argument("--bless", action="store_true")
    args = parser.parse_args()
    compiler.assemble_with(args.minivm)
    args.minivm = args.minivm.resolve()
    args.work.mkdir(parents=True, exist_ok=True)
    failed = run_load(args) if args.load else run_safe(args) if args.safe else run_library(args, args.library) if args.library else run_cases(args)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
