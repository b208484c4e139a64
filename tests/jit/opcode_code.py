#!/usr/bin/env python3
"""`matt` and what C# can say instead have the same machine code, byte for byte but for addresses, and the same results.

opcode_code.py --minivm BINARY --work DIR     exit 1 if something differs

For each type of numbers: the built-in opcode in IL and through an [Opcode] method, an opcode from a file (--opcodes), `x > y ? x : y`, and an `if`
with two returns.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))

import compile as compiler  # noqa: E402

TYPES = {"int": "int32", "long": "int64", "nint": "native int", "float": "float32", "double": "float64"}
FORMS = ["Builtin", "Added", "Chosen", "Branched"]
EXTREME = {
    "int": ["0", "1", "-1", "int.MaxValue", "int.MinValue"],
    "long": ["0", "1", "-1", "long.MaxValue", "long.MinValue"],
    "nint": ["0", "1", "-1", "nint.MaxValue", "nint.MinValue"],
    "float": ["0f", "-0f", "1f", "-1f", "float.NaN", "float.PositiveInfinity", "float.NegativeInfinity", "float.Epsilon"],
    "double": ["0d", "-0d", "1d", "-1d", "double.NaN", "double.PositiveInfinity", "double.NegativeInfinity", "double.Epsilon"],
}
BITS = {"float": "BitConverter.SingleToInt32Bits({})", "double": "BitConverter.DoubleToInt64Bits({})"}

LIBRARY = "public static class Larger\n{\n" + "".join(
    f"    public static {name} Of({name} x, {name} y) => x > y ? x : y;\n" for name in TYPES) + "}\n"

OPCODES = 'opcode larger 0x78 "the larger of two numbers"\n' + "".join(f"    {il} [larger]Larger::Of({il}, {il})\n" for il in TYPES.values())


def program():
    """The forms of C#, and a Main that compares what they answer."""
    members = []
    checks = []
    for name in TYPES:
        bits = BITS.get(name, "{}")
        members.append(f"""    [Opcode("matt")] static {name} Matt({name} x, {name} y) => throw null;
    [Opcode("larger")] static {name} Larger({name} x, {name} y) => throw null;
    [MethodImpl(MethodImplOptions.NoInlining)] static {name} Builtin({name} x, {name} y) => Matt(x, y);
    [MethodImpl(MethodImplOptions.NoInlining)] static {name} Added({name} x, {name} y) => Larger(x, y);
    [MethodImpl(MethodImplOptions.NoInlining)] static {name} Chosen({name} x, {name} y) => x > y ? x : y;
    [MethodImpl(MethodImplOptions.NoInlining)] static {name} Branched({name} x, {name} y) {{ if (x > y) return x; return y; }}
    [MethodImpl(MethodImplOptions.NoInlining)] static bool IsLarger({name} x, {name} y) => x > y;
""")
        wanted = bits.format("wanted")
        same = " && ".join(f"{bits.format(f'{form}(x, y)')} == {wanted}" for form in FORMS)
        checks.append(f"""        foreach ({name} x in new {name}[] {{ {", ".join(EXTREME[name])} }})
            foreach ({name} y in new {name}[] {{ {", ".join(EXTREME[name])} }})
            {{
                {name} wanted = y;
                if (IsLarger(x, y)) wanted = x;
                if (!({same})) Console.WriteLine($"{name}: of {{x}} and {{y}} not every form says {{wanted}}");
            }}
""")
    return f"""using System;
using System.Runtime.CompilerServices;
using MiniVM;

class Program
{{
{"".join(members)}
    static void Main()
    {{
{"".join(checks)}        Console.WriteLine("compared");
    }}
}}

namespace MiniVM
{{
    class OpcodeAttribute(string mnemonic) : Attribute {{ public string Mnemonic => mnemonic; }}
}}
"""


def il_program():
    """The opcode as an assembler writes it."""
    methods = "".join(f"""
.method static {il} Direct({il}, {il}) cil managed noinlining
{{
    ldarg.0
    ldarg.1
    matt
    ret
}}
""" for il in TYPES.values())
    calls = "".join(f"    {load}\n    {load}\n    call {il} Direct({il}, {il})\n    pop\n"
                    for il, load in zip(TYPES.values(), ["ldc.i4.1", "ldc.i8 1", "ldc.i4.1\n    conv.i", "ldc.r4 1", "ldc.r8 1"]))
    return f".assembly extern mscorlib {{}}\n.assembly direct {{}}\n{methods}\n.method static void Main() cil managed\n{{\n    .entrypoint\n{calls}    ret\n}}\n"


def bytes_of(minivm, options, binary, work):
    """Method → its code; and what the program printed."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("MINIVM_")}
    command = [minivm, "--tier=jit", "--dump=Program.*:asm,bytes", "--dump=Direct:asm,bytes", *options, binary]
    done = subprocess.run(command, capture_output=True, text=True, cwd=work, env=env, timeout=120, check=False)
    found = {}
    name = kind = None
    for line in done.stderr.splitlines():
        if line.startswith("--- "):
            kind, isHead = line.split()[1], True
            continue
        if kind == "asm" and isHead:
            name, isHead = line.split(": ")[0].rpartition("::")[2], False
        elif kind == "bytes" and line.startswith(" "):
            found.setdefault(name, []).append(line.strip())
    return found, done.stdout + ("" if done.returncode == 0 else f"exit code {done.returncode}\n{done.stderr[-2000:]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minivm", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    args = parser.parse_args()
    work = (args.work / "opcode_code").resolve()
    work.mkdir(parents=True, exist_ok=True)
    minivm = args.minivm.resolve()
    for name, text in {"larger.cs": LIBRARY, "forms.cs": program(), "direct.il": il_program(), "larger.opcodes": OPCODES}.items():
        (work / name).write_text(text, encoding="utf-8")
    for source, output in (("larger.cs", "larger.dll"), ("forms.cs", "forms.exe")):
        compiler.run_tool([compiler.CSC, "-nologo", "-noconfig", "-nostdlib", f"@{compiler.references(args.work)}", "-langversion:latest", "-optimize+",
                           f"-t:{'library' if output.endswith('dll') else 'exe'}", f"-out:{work / output}", work / source], work / source)
    compiler.run_tool([minivm, "asm", work / "direct.il"], work / "direct.il")
    forms, printed = bytes_of(minivm, ["--opcodes=larger.opcodes"], work / "forms.exe", work)
    direct, alone = bytes_of(minivm, [], work / "direct.exe", work)
    wrong = [] if printed == "compared\n" and not alone else [printed + alone]
    for il in TYPES.values():
        codes = {form: found.get(f"{form}({il},{il})") for form, found in [("Direct", direct), *((form, forms) for form in FORMS)]}
        for form, code in codes.items():
            if not code:
                wrong.append(f"{form} of {il}: no code among {sorted(direct) + sorted(forms)}")
            elif code != codes["Direct"]:
                wrong.append("\n".join([f"{form} of {il} is not the opcode's code:", *code, "instead of", *(codes["Direct"] or [])]))
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
