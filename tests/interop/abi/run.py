#!/usr/bin/env python3
"""Generated signatures across the native border: every value is a constant that both sides know, so g++'s code is the oracle.

run.py --minivm BINARY --work DIR [--seeds 1-3] [--functions 60] [--modes plain,mixed,jit] [--coreclr]

Each function takes scalars and structures (up to 64 bytes: integers, floats, pointers, nested structures, fixed arrays, bools that are
4 bytes natively) in random positions and returns one. C# calls it in C, C calls it in C# through a delegate; each side checks every field.
Both sides' checks print the function that failed. --coreclr runs the same program there, too.
"""

import argparse
import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "tools"))
import compile as compiler  # noqa: E402
import programs  # noqa: E402

# C#, C, bytes
SCALARS = [("sbyte", "int8_t", 1), ("byte", "uint8_t", 1), ("short", "int16_t", 2), ("ushort", "uint16_t", 2), ("int", "int32_t", 4),
           ("uint", "uint32_t", 4), ("long", "int64_t", 8), ("ulong", "uint64_t", 8), ("float", "float", 4), ("double", "double", 8),
           ("nint", "intptr_t", 8)]
FIELD_WEIGHTS = [2, 2, 1, 1, 4, 1, 3, 1, 5, 5, 2]
BOOL = ("bool", "int32_t", 4)
MAX_BYTES = 64


class Struct:
    """A structure type: fields as (name, kind, type, count)."""

    def __init__(self, name):
        self.name = name
        self.fields = []
        self.bytes = 0

    def leaves(self, path=""):
        """Every scalar inside, as (C# path, C path, scalar type)."""
        for name, kind, type_, count in self.fields:
            at = f"{path}.{name}"
            if kind == "struct":
                yield from type_.leaves(at)
            elif kind == "array":
                for i in range(count):
                    yield f"{at}[{i}]", type_
            else:
                yield at, type_


class Generator:
    """One program and its library."""

    def __init__(self, seed, functions):
        self.random = random.Random(seed)
        self.structs = []
        self.counter = seed * 1000
        self.functions = functions

    def struct(self):
        made = Struct(f"S{len(self.structs)}")
        wanted = self.random.choice([1, 2, 2, 3, 3, 4, 5, 6, 9])
        for i in range(wanted):
            kind = self.random.choices(["scalar", "bool", "array", "struct"], [10, 1, 2, 3])[0]
            small = [s for s in self.structs if s.bytes <= 24]
            if kind == "struct" and small:
                type_, count = self.random.choice(small), 1
                size = type_.bytes
            elif kind == "bool":
                type_, count, kind = BOOL, 1, "scalar"
                size = 4
            else:
                kind = "scalar" if kind == "struct" else kind
                type_ = self.random.choices(SCALARS, FIELD_WEIGHTS)[0]
                if kind == "array" and type_[0] == "nint":
                    type_ = SCALARS[4]
                count = self.random.randint(1, 4) if kind == "array" else 1
                size = type_[2] * count
            if made.bytes + size + 8 > MAX_BYTES and made.fields:
                break
            align = 8 if kind == "struct" else type_[2]
            made.bytes = (made.bytes + align - 1) // align * align + size
            made.fields.append((f"f{i}", kind, type_, count))
        self.structs.append(made)
        return made

    def value(self, scalar):
        """A constant, as (C#, C)."""
        self.counter += 7
        n = self.counter
        name = scalar[0]
        if name == "bool":
            return ("true", "1") if n % 2 else ("false", "0")
        if name in ("float", "double"):
            suffix = "f" if name == "float" else ""
            return f"{n % 100000}.5{suffix}", f"{n % 100000}.5{suffix}"
        if name in ("sbyte", "short", "int", "long", "nint"):
            limit = 1 << (scalar[2] * 8 - 1)
            v = n * 2654435761 % (2 * limit) - limit
            v = max(v, 1 - limit)
        else:
            v = n * 2654435761 % (1 << (scalar[2] * 8))
        suffix = {"long": "L", "ulong": "UL", "uint": "U", "nint": "L"}.get(name, "")
        csharp = f"unchecked(({name})({v}{suffix}))" if name == "nint" else f"{v}{suffix}"
        return csharp, f"{v}{ {'long': 'LL', 'ulong': 'ULL', 'uint': 'U', 'nint': 'LL'}.get(name, '') }"

    def type(self):
        """A parameter or result type."""
        if self.random.random() < 0.35:
            return self.random.choice(SCALARS)
        if self.random.random() < 0.25 or len(self.structs) < 6:
            return self.struct()
        return self.random.choice(self.structs)

    def leaves(self, type_):
        return list(type_.leaves()) if isinstance(type_, Struct) else [("", type_)]

    def generate(self):
        csharp, c = [], []
        for k in range(self.functions):
            params = [self.type() for _ in range(self.random.choice([0, 1, 2, 2, 3, 4, 5, 7, 9, 12]))]
            result = self.type() if self.random.random() < 0.85 else None
            cs_name = [t.name if isinstance(t, Struct) else t[0] for t in params]
            c_name = [t.name if isinstance(t, Struct) else t[1] for t in params]
            cs_ret = "void" if result is None else result.name if isinstance(result, Struct) else result[0]
            c_ret = "void" if result is None else result.name if isinstance(result, Struct) else result[1]
            cs_params = ", ".join(f"{t} a{i}" for i, t in enumerate(cs_name))
            c_params = ", ".join(f"{t} a{i}" for i, t in enumerate(c_name)) or "void"
            arguments = ", ".join(f"a{i}" for i in range(len(params)))
            down = [[(path, self.value(leaf)) for path, leaf in self.leaves(t)] for t in params]
            back = [(path, self.value(leaf)) for path, leaf in self.leaves(result)] if result else []
            # C: the function, and the caller of the callback.
            c.append(f"API {c_ret} f{k}({c_params}) {{")
            for i, values in enumerate(down):
                c += [f'  CHECK(a{i}{path} == ({c_name[i] if not path else "__typeof__(a%d%s)" % (i, path)}){v[1]}, "C f{k} a{i}{path}");' for path, v in values]
            if result:
                c.append(f"  {c_ret} r; memset(&r, 0, sizeof r);")
                c += [f"  r{path} = {v[1]};" for path, v in back]
                c.append("  return r;")
            c.append("}")
            c.append(f"API void call{k}({c_ret} (*f)({', '.join(c_name) or 'void'})) {{")
            for i, values in enumerate(down):
                c.append(f"  {c_name[i]} a{i}; memset(&a{i}, 0, sizeof a{i});")
                c += [f"  a{i}{path} = {v[1]};" for path, v in values]
            c.append(f"  {c_ret + ' r = ' if result else ''}f({arguments});")
            c += [f'  CHECK(r{path} == (__typeof__(r{path})){v[1]}, "C call{k} r{path}");' for path, v in back]
            c.append("}")
            # C#: the same from the other side.
            csharp.append(f'    [DllImport("native")] static extern {cs_ret} f{k}({cs_params});')
            csharp.append(f"    delegate {cs_ret} D{k}({cs_params});")
            csharp.append(f'    [DllImport("native")] static extern void call{k}(D{k} f);')
            csharp.append(f"    static {cs_ret} M{k}({cs_params})\n    {{\n        Garbage();")
            for i, values in enumerate(down):
                csharp += [f'        Check(a{i}{path} == {v[0]}, "C# M{k} a{i}{path}");' for path, v in values]
            if result:
                csharp.append(f"        {cs_ret} r = default;")
                csharp += [f"        r{path} = {v[0]};" for path, v in back]
                csharp.append("        return r;")
            csharp.append("    }")
            csharp.append(f"    static void T{k}()\n    {{")
            for i, values in enumerate(down):
                csharp.append(f"        {cs_name[i]} a{i} = default;")
                csharp += [f"        a{i}{path} = {v[0]};" for path, v in values]
            csharp.append(f"        {cs_ret + ' r = ' if result else ''}f{k}({arguments});")
            csharp += [f'        Check(r{path} == {v[0]}, "C# f{k} r{path}");' for path, v in back]
            csharp.append(f"        call{k}(M{k});\n    }}")
        return self.c_file(c), self.csharp_file(csharp)

    def c_file(self, functions):
        lines = ["#include <stdint.h>", "#include <stdio.h>", "#include <string.h>", '#define API __attribute__((visibility("default")))',
                 "static int failures;", '#define CHECK(condition, where) do { if (!(condition)) { failures++; printf("%s\\n", where); fflush(stdout); } } while (0)',
                 "API int32_t failed(void) { return failures; }"]
        for struct in self.structs:
            fields = []
            for name, kind, type_, count in struct.fields:
                c_type = type_.name if kind == "struct" else type_[1]
                fields.append(f"{c_type} {name}" + (f"[{count}]" if kind == "array" else "") + ";")
            lines.append(f"typedef struct {{ {' '.join(fields)} }} {struct.name};")
        return "\n".join(lines + functions) + "\n"

    def csharp_file(self, members):
        lines = ["// native: native.c", "using System;", "using System.Runtime.InteropServices;"]
        for struct in self.structs:
            fields = []
            for name, kind, type_, count in struct.fields:
                cs_type = type_.name if kind == "struct" else type_[0]
                fields.append(f"public fixed {cs_type} {name}[{count}];" if kind == "array" else f"public {cs_type} {name};")
            lines.append(f"unsafe struct {struct.name} {{ {' '.join(fields)} }}")
        lines += ["static unsafe class Program", "{", '    [DllImport("native")] static extern int failed();', "    static int failures;", "    static object garbage;",
                  "    static void Garbage() { for (int i = 0; i < 20; i++) garbage = new byte[100]; }",
                  "    static void Check(bool condition, string where) { if (!condition) { failures++; Console.WriteLine(where); } }", *members,
                  "    static int Main()", "    {", "        for (int round = 0; round < 3; round++)", "        {"]
        lines += [f"            T{k}();" for k in range(self.functions)]
        lines += ["        }", '        Console.WriteLine($"{failures} {failed()}");', "        return failures + failed() == 0 ? 0 : 1;", "    }", "}"]
        return "\n".join(lines) + "\n"


def seeds_of(text):
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minivm", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seeds", default="1-2")
    parser.add_argument("--functions", type=int, default=60)
    parser.add_argument("--modes", default="plain,stubs,mixed_stress,jit")
    parser.add_argument("--coreclr", action="store_true")
    args = parser.parse_args()
    failed = 0
    for seed in seeds_of(args.seeds):
        c, csharp = Generator(seed, args.functions).generate()
        folder = args.work.resolve() / f"abi-{seed}-{args.functions}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "native.c").write_text(c, encoding="utf-8")
        (folder / "abi.cs").write_text(csharp, encoding="utf-8")
        binary = compiler.compile_program(folder / "abi.cs", args.work, server=True)
        runs = [(mode, [args.minivm.resolve(), *programs.MODES[mode], binary]) for mode in args.modes.split(",")]
        if args.coreclr:
            host = subprocess.run([compiler.CSC, "--runtime"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
            runs.append(("CoreCLR", [host, "exec", "--runtimeconfig", compiler.RUNTIMECONFIG, binary]))
        for mode, command in runs:
            done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, timeout=300)
            verdict = "passed" if done.returncode == 0 else "FAILED"
            failed += done.returncode != 0
            print(f"{verdict}: seed {seed}, {args.functions} functions ({mode})", flush=True)
            if done.returncode != 0:
                print("$ " + " ".join(map(str, command)))
                print("\n".join((done.stdout + done.stderr).splitlines()[:20]))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
