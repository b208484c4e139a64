#!/usr/bin/env python3
"""Writes the ABI torture programs: C# that calls thousands of signatures in every way there is.

generate.py --out DIR [NAME…]   writes DIR/<name>.cs for each theme of THEMES (or the named ones); the same text every time

A signature is a random list of parameters and a result. It becomes one static class X<n> with a callee of each kind (static, instance,
virtual, interface, struct, generic, native callback …) and Run(), which makes one set of arguments and calls each of them. A callee
first allocates, so that under --gc-stress a moving collection happens while only the callee's frame holds the arguments; then it hashes
every argument, overwrites its own copies, writes through byrefs, and returns a value made from the hash. All calls of a signature must
give one answer: T.Got compares, and the program prints a checksum per group, which CoreCLR confirms.
"""

import argparse
import os
import random
from pathlib import Path

from torture_types import TypePool
from torture_text import PRELUDE

SIGNATURES = 260  # per program
GROUP = 65  # signatures per printed checksum

# name: (seed, what its signatures are made of). The weights choose parameter types; `modes` the chance of ref, in and out.
THEMES = {
    "integers": (101, {"weights": {"int": 9, "long": 5, "small": 12, "ref": 2}, "modes": 0.08, "arity": 9}),
    "floats": (102, {"weights": {"float": 12, "int": 4, "small": 2, "ref": 1, "floats": 5}, "modes": 0.08, "arity": 11}),
    "small_structs": (103, {"weights": {"tiny": 14, "int": 3, "float": 2, "ref": 1}, "modes": 0.1, "arity": 7}),
    "reference_structs": (104, {"weights": {"refs": 14, "ref": 5, "int": 3, "float": 1}, "modes": 0.12, "arity": 6}),
    "large_structs": (105, {"weights": {"large": 10, "tiny": 2, "refs": 2, "int": 3, "ref": 2, "float": 2}, "modes": 0.12, "arity": 5}),
    "byrefs": (106, {"weights": {"int": 4, "small": 5, "float": 3, "ref": 5, "refs": 4, "tiny": 3, "large": 2}, "modes": 0.7, "arity": 6}),
    "generic_structs": (107, {"weights": {"generic": 14, "int": 3, "ref": 3, "float": 2}, "modes": 0.15, "arity": 5}),
    "layouts": (108, {"weights": {"layout": 14, "int": 3, "small": 2, "ref": 2, "float": 2}, "modes": 0.15, "arity": 6}),
}
MULTIPLIER = 16777619


class Parameter:
    """One parameter of a signature: its type, how it is passed, and whether a byref leads into the heap."""

    def __init__(self, index, kind, mode, in_heap):
        self.index, self.type, self.mode, self.in_heap = index, kind, mode, in_heap
        self.name = f"a{index}"

    def declared(self):
        """As it stands in a parameter list."""
        return f"{self.mode}{self.type.name} {self.name}"

    def place(self):
        """The caller's variable."""
        return f"p{self.index}.V" if self.in_heap else f"p{self.index}"

    def passed(self):
        """As it stands in an argument list of Run."""
        return self.mode + self.place()


class Signature:
    """A random signature and the C# text that tortures it."""

    def __init__(self, number, pool, rng, theme):
        self.number, self.rng, self.pool = number, rng, pool
        arity = rng.choice([0, 1, 2, 3]) if rng.random() < 0.15 else max(1, round(rng.gauss(theme["arity"], 3)))
        self.parameters = []
        for index in range(min(arity, 20)):
            mode = rng.choice(["ref ", "ref ", "in ", "out "]) if rng.random() < theme["modes"] else ""
            self.parameters.append(Parameter(index, pool.choose(rng, theme["weights"]), mode, bool(mode) and rng.random() < 0.6))
        refs = [p for p in self.parameters if p.mode == "ref "]
        self.returned = None  # the parameter a ref return leads to
        if refs and rng.random() < 0.25:
            self.returned = rng.choice(refs)
            self.result = self.returned.type
        else:
            self.result = None if rng.random() < 0.06 else pool.choose(rng, theme["weights"])
        self.native = self.returned is None and all(not p.mode and p.type.blittable for p in self.parameters) and (self.result is None or self.result.blittable)
        self.open_instance = number % 16 == 3
        self.throws = number % 4 == 1
        self.reflected = number % 8 == 5 and self.returned is None
        self.self_type = pool.choose(rng, theme["weights"])  # makes `this` of the struct a different size each time

    # --- pieces of text

    def result_text(self):
        if self.result is None:
            return "void"
        return ("ref " if self.returned else "") + self.result.name

    def list(self, *first):
        """A parameter list, with extra parameters before."""
        return ", ".join([*first, *(p.declared() for p in self.parameters)])

    def forward(self, *first):
        """An argument list that passes a callee's own parameters on."""
        return ", ".join([*first, *(p.mode + p.name for p in self.parameters)])

    def body(self, check):
        """What every callee does."""
        lines = ["T.Churn();"] + ([check] if check else []) + ["uint h = 2166136261u;"]
        for p in self.parameters:
            if p.mode != "out ":
                lines.append(f"h = (h ^ {p.type.hash(p.name)}) * {MULTIPLIER}u;")
        lines.append("T.Leave(h);")
        for p in self.parameters:
            if p.mode in ("ref ", "out "):
                lines.append(f"{p.name} = {p.type.make(f'h + {p.index}u')};")
            elif not p.mode:
                lines.append(f"{p.name} = default;")
        if self.returned:
            lines.append(f"return ref {self.returned.name};")
        elif self.result:
            lines.append(f"return {self.result.make('h')};")
        else:
            lines.append("T.Side = h;")
        return "{ " + " ".join(lines) + " }"

    def call(self, kind, callee, arguments=None):
        """Resets what byrefs lead to, calls, and hands in the hash of everything that came back."""
        lines = [f"{p.place()} = {p.type.make(f'{self.values[p.index]}u')};" for p in self.parameters if p.mode]
        arguments = ", ".join(p.passed() for p in self.parameters) if arguments is None else arguments
        invoke = f"{callee}({arguments})"
        if self.result is None:
            lines.append(f"{invoke}; g = T.Side;")
        elif self.returned:
            lines.append(f"{{ ref {self.result.name} r = ref {invoke}; T.Churn(); g = {self.result.hash('r')}; }}")
        else:
            lines.append(f"{{ {self.result.name} r = {invoke}; T.Churn(); g = {self.result.hash('r')}; }}")
        lines += [f"g = (g ^ {p.type.hash(p.place())}) * {MULTIPLIER}u;" for p in self.parameters if p.mode]
        lines += [f"g = (g ^ {p.type.hash(p.place())}) * {MULTIPLIER}u;" for p in self.parameters if not p.mode and p.type.is_struct]
        accumulates = kind.startswith("multicast") and any(p.mode == "ref " for p in self.parameters)  # the second target sees what the first wrote
        lines.append(f'T.{"Alone" if accumulates else "Got"}("{kind}", g);')
        return "    " + " ".join(lines)

    def throwing(self, kind, callee, arguments=None):
        """The same call, left by an exception that carries the hash; a filter looks at it first."""
        lines = [f"{p.place()} = {p.type.make(f'{self.values[p.index]}u')};" for p in self.parameters if p.mode]
        arguments = ", ".join(p.passed() for p in self.parameters) if arguments is None else arguments
        lines.append(f'g = 0; T.Throwing = true; try {{ {callee}({arguments}); T.Fail("{kind} did not throw"); }}')
        lines.append("catch (Thrown e) when (T.Takes(e)) { g = e.Hash; } finally { T.Throwing = false; }")
        lines += [f"g = (g ^ {p.type.hash(p.place())}) * {MULTIPLIER}u;" for p in self.parameters if p.mode in ("ref ", "in ") or p.type.is_struct]
        lines.append(f'T.Caught("{kind}", g);')
        return "    " + " ".join(lines)

    def text(self):
        """All types and methods of the signature."""
        n, ret, rng = self.number, self.result_text(), self.rng
        self.values = [rng.getrandbits(32) for _ in self.parameters]
        me = f'if (Me != this || Tag != {n}u) T.Fail("this of a class");'
        mine = f'if (Tag != {n}u || N.Me != N || {self.self_type.hash("Extra")} != Sum) T.Fail("this of a struct"); Calls++;'
        nobody = 'if (this == null) T.Fail("this of an interface");'
        tag = "if (tag.Hash() != sum) T.Fail(\"generic argument\");"
        out = [
            f"delegate {ret} D{n}({self.list()});",
            f"interface I{n} {{",
            f"  {ret} M({self.list()});",
            f"  {ret} Default({self.list()}) {self.body(nobody)}",
            "}",
            f"interface W{n} {{ static abstract {ret} W({self.list()}); }}",
            f"abstract class B{n} {{ public uint Tag = {n}; public abstract {ret} V({self.list()}); public virtual {ret} G<Q>({self.list('Q tag', 'uint sum')}) where Q : IHash {{ throw new Exception(); }} }}",
            f"class C{n} : B{n}, I{n} {{",
            f"  public C{n} Me; public C{n}() {{ Me = this; }}",
            f"  public {ret} I({self.list()}) {self.body(me)}",
            f"  public override {ret} V({self.list()}) {self.body(me)}",
            f"  {ret} I{n}.M({self.list()}) {self.body(me)}",
            f"  public override {ret} G<Q>({self.list('Q tag', 'uint sum')}) {self.body(me + ' ' + tag)}",
            "}",
            f"struct S{n} : I{n}, W{n} {{ public uint Tag; public Node N; public {self.self_type.name} Extra; public uint Sum; public int Calls;",
            f"  public {ret} M({self.list()}) {self.body(mine)}",
            f"  public static {ret} W({self.list()}) {self.body('')}",
            "}",
            f"static unsafe class X{n} {{",
            f"  public static {ret} S({self.list()}) {self.body('')}",
            "  public static " + ret + f" E{n}(" + self.list("this Node self") + ") " + self.body('if (self.Me != self) T.Fail("closed argument");'),
            f"  public static {ret} G<Q>({self.list('Q tag', 'uint sum')}) where Q : IHash {self.body(tag)}",
            f"  public static {ret} K<Q>({self.list('ref Q q')}) where Q : I{n} {{ {self.returning()}q.M({self.forward()}); }}",
            f"  public static {ret} KD<Q>({self.list('ref Q q')}) where Q : I{n} {{ {self.returning()}q.Default({self.forward()}); }}",
            f"  public static {ret} KW<Q>({self.list()}) where Q : W{n} {{ {self.returning()}Q.W({self.forward()}); }}",
        ]
        if self.native:
            out.append(f"  [UnmanagedCallersOnly] public static {ret} N({self.list()}) {self.body('')}")
        if self.open_instance:
            out.append(f"  delegate {ret} O({self.list(f'C{n} self')});")
        out += ["  public static void Run() {", *self.run(), "  }", "}"]
        return "\n".join(out)

    def returning(self):
        return "" if self.result is None else "return ref " if self.returned else "return "

    def reflection_call(self):
        """The static method by MethodInfo.Invoke: boxed arguments, results of byrefs in the array."""
        lines = [f"{p.place()} = {p.type.make(f'{self.values[p.index]}u')};" for p in self.parameters if p.mode]
        lines.append(f"object[] boxes = {{ {', '.join(p.place() for p in self.parameters)} }};")
        invoke = f'typeof(X{self.number}).GetMethod("S").Invoke(null, boxes)'
        if self.result is None:
            lines.append(f"{invoke}; g = T.Side;")
        else:
            lines.append(f"var r = ({self.result.name}){invoke}; T.Churn(); g = {self.result.hash('r')};")
        lines += [f"{p.place()} = ({p.type.name})boxes[{p.index}];" for p in self.parameters if p.mode]
        lines += [f"g = (g ^ {p.type.hash(p.place())}) * {MULTIPLIER}u;" for p in self.parameters if p.mode]
        lines += [f"g = (g ^ {p.type.hash(p.place())}) * {MULTIPLIER}u;" for p in self.parameters if not p.mode and p.type.is_struct]
        lines.append('T.Got("reflection", g);')
        return "    { " + " ".join(lines) + " }"

    def pointer_type(self, convention=""):
        parts = [p.mode + p.type.name for p in self.parameters] + [self.result_text()]
        return f"delegate*{convention}<{', '.join(parts)}>"

    def run(self):
        """The statements of Run."""
        n = self.number
        out = ["    uint g;"]
        for p in self.parameters:
            if p.in_heap:
                out.append(f"    var p{p.index} = new Cell<{p.type.name}>();")
            else:
                out.append(f"    {p.type.name} p{p.index} = {p.type.make(f'{self.values[p.index]}u')};")
        arguments = [p.passed() for p in self.parameters]
        tag_struct, tag_value = self.pool.tag_struct(self.rng), self.rng.getrandbits(32)
        out += [
            f"    var c = new C{n}(); B{n} b = c; I{n} i = c; var node = new Node({n}u);",
            f"    S{n} s = default; s.Tag = {n}; s.N = node; s.Extra = {self.self_type.make(f'{n + 7}u')}; s.Sum = {self.self_type.hash('s.Extra')};",
            f"    I{n} boxed = s; var tag = {tag_struct.make(f'{tag_value}u')}; uint sum = tag.Hash(); D{n} d;",
            self.call("static", f"X{n}.S"),
            self.call("instance", "c.I"),
            self.call("virtual", "b.V"),
            self.call("interface", "i.M"),
            self.call("struct", "s.M"),
            '    if (s.Calls != 1) T.Fail("a struct method worked on a copy");',
            self.call("boxed struct", "boxed.M"),
            self.call("constrained struct", "K", ", ".join(["ref s", *arguments])),
            '    if (s.Calls != 2) T.Fail("a constrained call worked on a copy");',
            self.call("constrained class", "K", ", ".join(["ref c", *arguments])),
            self.call("default interface method", "i.Default"),
            self.call("default interface method of a struct", "KD", ", ".join(["ref s", *arguments])),
            self.call("static virtual", f"KW<S{n}>"),
            self.call("generic over a struct", "G", ", ".join(["tag", "sum", *arguments])),
            self.call("generic over a class", "G", ", ".join(["node", "node.Hash()", *arguments])),
            self.call("generic virtual", "b.G", ", ".join(["tag", "sum", *arguments])),
            f"    d = X{n}.S;",
            self.call("delegate of a static method", "d"),
            "    d = c.I;",
            self.call("delegate of an instance method", "d"),
            "    d = b.V;",
            self.call("delegate of a virtual method", "d"),
            "    d = boxed.M;",
            self.call("delegate of a boxed struct", "d"),
            f"    d = node.E{n};",
            self.call("delegate closed over the first argument", "d"),
            f"    d = X{n}.S; d += c.I; d += boxed.M;",
            self.call("multicast delegate", "d"),
            f"    {self.pointer_type()} f = &X{n}.S;",
            self.call("function pointer", "f"),
        ]
        if self.native:
            out += [f"    {self.pointer_type(' unmanaged')} u = &X{n}.N;", self.call("native callback", "u"),
                    f"    d = X{n}.S; u = ({self.pointer_type(' unmanaged')})Marshal.GetFunctionPointerForDelegate(d);",
                    self.call("delegate as native callback", "u"), "    GC.KeepAlive(d);"]
        if self.throws:
            out += [
                self.throwing("throwing static", f"X{n}.S"),
                self.throwing("throwing virtual", "b.V"),
                self.throwing("throwing struct", "s.M"),
                self.throwing("throwing boxed struct", "boxed.M"),
                self.throwing("throwing default interface method", "KD", ", ".join(["ref s", *arguments])),
                self.throwing("throwing generic virtual", "b.G", ", ".join(["tag", "sum", *arguments])),
                "    d = node.E{n};".replace("{n}", str(n)),
                self.throwing("throwing closed delegate", "d"),
                f"    d = c.I; d += X{n}.S;",
                self.throwing("throwing multicast delegate", "d"),
                self.throwing("throwing function pointer", "f"),
            ]
        if self.reflected:
            out.append(self.reflection_call())
        if self.open_instance:
            out += [f'    var o = (O)Delegate.CreateDelegate(typeof(O), typeof(C{n}).GetMethod("I"));',
                    self.call("open instance delegate", "o", ", ".join(["c", *arguments]))]
        return out


def program(name):
    """The text of one program."""
    seed, theme = THEMES[name]
    rng = random.Random(seed)
    pool = TypePool(rng)
    signatures = [Signature(number, pool, rng, theme) for number in range(SIGNATURES)]
    texts = [signature.text() for signature in signatures]
    calls = "\n".join(f"    T.One({s.number}, &X{s.number}.Run);" for s in signatures)
    main = ("static unsafe class Program {\n  static void Main(string[] args) {\n    if (args.Length > 0) T.Only = int.Parse(args[0]);\n"
            f"{calls}\n    T.End();\n  }}\n}}\n")
    head = f"// Made by tests/torture/generate.py, theme {name}. With a number as argument, only that signature runs, and each call prints its hash.\n"
    return head + PRELUDE.replace("GROUP", str(GROUP)) + pool.text() + "\n".join(texts) + "\n" + main


def write(name, folder):
    """Writes one program unless it is there already; returns its path. Several processes may do so at once."""
    path = Path(folder) / f"{name}.cs"
    text = program(name)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help=", ".join(THEMES))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    for name in args.names or THEMES:
        print(write(name, args.out))


if __name__ == "__main__":
    main()
