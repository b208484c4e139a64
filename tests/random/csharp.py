"""Random C# programs: well typed, sure to end, the same on every run of every correct runtime.

A program is one static class with types, fields and methods of its own; its `Run(int)` returns a checksum. Methods call only those
made before them and the work of a call is estimated while it is written, which keeps running time bounded without a counter in
the program. Lines are the unit of reduction: a statement a line, a block opened by the last and closed by the first word of a line.
"""

import random

ALU = ("int", "uint", "long", "ulong", "nint", "nuint")
SMALL = ("sbyte", "byte", "short", "ushort", "char")
FLOATS = ("float", "double")
PRIMITIVE = ALU + SMALL + FLOATS + ("bool",)
SIGNED = ("int", "long", "nint")
# How often a type is chosen where any would do.
WEIGHTS = {"int": 8, "uint": 3, "long": 5, "ulong": 3, "nint": 1, "nuint": 1, "sbyte": 1, "byte": 2, "short": 2, "ushort": 1, "char": 1,
           "float": 2, "double": 3, "bool": 2}
LITERALS = {
    "int": ["0", "1", "-1", "2", "3", "5", "7", "10", "13", "-3", "-8", "16", "31", "32", "63", "100", "255", "256", "1000", "65535", "int.MaxValue",
            "int.MinValue", "0x55555555", "-2147483647", "0x10000", "-100"],
    "uint": ["0u", "1u", "2u", "3u", "7u", "10u", "31u", "100u", "0x80000000u", "uint.MaxValue", "0x7fffffffu", "641u"],
    "long": ["0L", "1L", "-1L", "3L", "-7L", "10L", "1000L", "long.MaxValue", "long.MinValue", "0x100000000L", "-4294967296L", "0x7fffffffL",
             "-2147483648L", "0x80000000L", "1000000007L"],
    "ulong": ["0UL", "1UL", "3UL", "10UL", "ulong.MaxValue", "0x8000000000000000UL", "0xffffffffUL", "0x0123456789abcdefUL"],
    "nint": ["(nint)0", "(nint)1", "(nint)(-1)", "(nint)7", "nint.MaxValue", "nint.MinValue"],
    "nuint": ["(nuint)0", "(nuint)1", "(nuint)9", "nuint.MaxValue"],
    "sbyte": ["(sbyte)0", "(sbyte)1", "(sbyte)(-1)", "sbyte.MaxValue", "sbyte.MinValue"],
    "byte": ["(byte)0", "(byte)1", "(byte)127", "(byte)128", "(byte)255"],
    "short": ["(short)0", "(short)(-1)", "short.MaxValue", "short.MinValue", "(short)300"],
    "ushort": ["(ushort)0", "(ushort)1", "ushort.MaxValue", "(ushort)32768"],
    "char": ["'a'", "'\\0'", "'\\uffff'", "'Z'"],
    "float": ["0f", "-0f", "1f", "-1.5f", "0.1f", "3e38f", "float.NaN", "float.PositiveInfinity", "float.NegativeInfinity", "1e-45f", "16777217f",
              "2147483648f", "-129.7f"],
    "double": ["0.0", "-0.0", "1.0", "-1.5", "0.1", "1e300", "double.NaN", "double.PositiveInfinity", "double.NegativeInfinity", "5e-324",
               "4294967296.0", "9223372036854775808.0", "-2147483649.0", "255.9", "3.5"],
    "bool": ["true", "false"],
    "string": ['""', '"a"', '"minivm"', '"x-y"', "null"],
    "object": ["null", '"o"'],
}
SIZES = {"sbyte": 1, "byte": 1, "bool": 1, "short": 2, "ushort": 2, "char": 2, "int": 4, "uint": 4, "float": 4, "long": 8, "ulong": 8, "double": 8,
         "nint": 8, "nuint": 8}

# What every program may use. `Opaque` hides a value from the compilers.
PRELUDE = r"""using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

sealed class X : Exception {
    public readonly int V;
    public X(int v) { V = v; }
}

sealed class Box<T> {
    public static int Made;
    public T Value;
    public Box(T value) { Value = value; Made++; }
    public T Swap(T other) { T old = Value; Value = other; return old; }
    public ref T Ref => ref Value;
}

struct Pair<A, B> {
    public A First;
    public B Second;
    public Pair(A first, B second) { First = first; Second = second; }
    public readonly Pair<B, A> Turn() => new Pair<B, A>(Second, First);
}

static class R {
    public static ulong Mix(ulong h, ulong v) => (BitOperations.RotateLeft(h, 13) ^ v) * 0x9E3779B97F4A7C15UL;
    public static ulong Mix(ulong h, long v) => Mix(h, (ulong)v);
    public static ulong Mix(ulong h, int v) => Mix(h, (ulong)v);
    public static ulong Mix(ulong h, uint v) => Mix(h, (ulong)v + 1);
    public static ulong Mix(ulong h, nint v) => Mix(h, (ulong)v + 2);
    public static ulong Mix(ulong h, nuint v) => Mix(h, (ulong)v + 3);
    public static ulong Mix(ulong h, bool v) => Mix(h, v ? 17UL : 18UL);
    public static ulong Mix(ulong h, char v) => Mix(h, (ulong)v + 4);
    // The bits of a NaN are the processor's business.
    public static ulong Mix(ulong h, double v) => Mix(h, double.IsNaN(v) ? 5UL : BitConverter.DoubleToUInt64Bits(v));
    public static ulong Mix(ulong h, float v) => Mix(h, float.IsNaN(v) ? 6UL : BitConverter.SingleToUInt32Bits(v));
    public static ulong Mix(ulong h, string v) {
        if (v == null) return Mix(h, 7UL);
        foreach (char c in v) h = Mix(h, (ulong)c);
        return Mix(h, v.Length);
    }
    public static ulong Mix(ulong h, object v) => v == null ? Mix(h, 8UL) : Mix(h, v as string ?? v.GetType().Name);
    public static ulong Mix(ulong h, int[] v) {
        if (v == null) return Mix(h, 9UL);
        foreach (int x in v) h = Mix(h, x);
        return h;
    }
    public static ulong Mix<A, B>(ulong h, Pair<A, B> v) => Mix(Mix(h, (object)v.First), (object)v.Second);
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Opaque<T>(T value) => value;
    public static T Pick<T>(T a, T b, bool first) => first ? a : b;
    public static ref T PickRef<T>(ref T a, ref T b, bool first) => ref first ? ref a : ref b;
    public static void Swap<T>(ref T a, ref T b) { T t = a; a = b; b = t; }
    public static string Cut(string s) => s != null && s.Length > 12 ? s.Substring(s.Length - 12) : s;
    public static char At(string s, int i) => string.IsNullOrEmpty(s) ? '?' : s[(int)((uint)i % (uint)s.Length)];
}
"""

DRIVER = r"""
static class Driver {
    static string[] skip;
    static void One(string name, Func<int, ulong> run) {
        if (Array.IndexOf(skip, name) >= 0) return;
        ulong h = 0;
        for (int k = 0; k < 6; k++) {
            try { h = R.Mix(h, run(k)); }
            catch (Exception e) { h = R.Mix(h, e.GetType().Name); }
        }
        Console.WriteLine(name + " " + h.ToString("x16"));
    }
    static void Main(string[] leftOut) {
        skip = leftOut;
%s
    }
}
"""


class Method:
    """What a caller must know: how it is called, and what a call costs."""

    def __init__(self, name, ret, params, cost, owner=None):
        self.name, self.ret, self.params, self.cost, self.owner = name, ret, params, cost, owner


class Var:
    """A name in scope. `plain` may be captured by a lambda; an array's `length` is what its indices are masked with."""

    def __init__(self, name, kind, writable=True, plain=True):
        self.name, self.type, self.writable, self.plain = name, kind, writable, plain


class Struct:
    def __init__(self, name, fields, methods, has_interface, is_blittable, size):
        self.name, self.fields, self.methods = name, fields, methods
        self.has_interface, self.is_blittable, self.size = has_interface, is_blittable, size


class Class:
    def __init__(self, name, base, fields):
        self.name, self.base, self.fields = name, base, fields


class Generator:
    """One program. `text` is its class."""

    def __init__(self, seed, number):
        self.rng = random.Random(f"{seed}/{number}")
        self.name = f"P{number}"
        self.out = []
        self.depth = 1
        self.structs, self.classes, self.statics, self.methods = {}, {}, [], []
        self.iface = []
        self.scope = []
        self.counter = 0
        self.mult, self.cost, self.budget = 1, 0, 4000
        self.loops = []          # innermost last: "loop" or "switch"
        self.finally_depth = 0   # loops entered within the innermost finally; None: not in one
        self.in_finally = False
        self.handlers = 0        # handlers around this statement
        self.in_lambda = False
        self.ret = None
        self.indices = []        # (array variable, index expression) known to be within bounds, usually
        self.make()
        self.text = "\n".join(self.out)

    # Small tools.
    def chance(self, percent):
        return self.rng.random() * 100 < percent

    def pick(self, items):
        return items[self.rng.randrange(len(items))]

    def weighted(self, table):
        return self.rng.choices(list(table), list(table.values()))[0]

    def fresh(self, prefix):
        self.counter += 1
        return f"{prefix}{self.counter}"

    def line(self, text):
        if text.startswith("}"):
            self.depth -= 1
        self.out.append("    " * self.depth + text)
        if text.endswith("{"):
            self.depth += 1

    def primitive(self):
        return self.weighted(WEIGHTS)

    def some_type(self):
        """Any type a variable may have."""
        roll = self.rng.random()
        if roll < 0.62 or (not self.structs and roll < 0.9):
            return self.primitive()
        if roll < 0.84 and self.structs:
            return self.pick(list(self.structs))
        if roll < 0.90 and self.classes:
            return "C0"
        if roll < 0.95:
            return "string"
        return self.pick(["object", "Pair<int, long>", "Pair<double, string>", "Pair<byte, int>"])

    # Places.
    def paths(self, kind, writable):
        """Expressions that denote a variable of the type."""
        found = []
        for var in self.scope:
            if self.in_lambda and not var.plain:
                continue
            if var.type == kind and (var.writable or not writable):
                found.append(var.name)
            elif var.type in self.structs and (var.writable or not writable):
                self.fields_of(self.structs[var.type], var.name, kind, found, 2)
            elif var.type in self.classes and self.chance(60):
                found += [f"{var.name}.{name}" for name, type_ in self.classes[var.type].fields if type_ == kind]
            elif var.type.endswith("[]") and var.type[:-2] == kind:
                found.append(self.element(var))
            elif var.type.endswith("[]") and var.type[:-2] in self.structs and self.chance(40):
                self.fields_of(self.structs[var.type[:-2]], self.element(var), kind, found, 1)
            elif var.type == "int[,]" and kind == "int":
                found.append(f"{var.name}[{self.index()} & 3, {self.index()} & 3]")
            elif var.type.startswith("Pair<") and (var.writable or not writable):
                first, second = var.type[5:-1].split(", ")
                found += [f"{var.name}.First"] * (first == kind) + [f"{var.name}.Second"] * (second == kind)
        return found

    def fields_of(self, struct, path, kind, found, levels):
        for name, type_ in struct.fields:
            if type_ == kind:
                found.append(f"{path}.{name}")
            elif levels and type_ in self.structs:
                self.fields_of(self.structs[type_], f"{path}.{name}", kind, found, levels - 1)

    def index(self):
        """A cheap int."""
        ints = [v.name for v in self.scope if v.type == "int" and (v.plain or not self.in_lambda)]
        return self.pick(ints) if ints and self.chance(85) else str(self.rng.randrange(16))

    def element(self, var):
        known = [index for array, index in self.indices if array == var.name]
        if known and self.chance(70):
            index = self.pick(known)
            return f"{var.name}[{index}{self.pick(['', '', '', ' - 1', ' + 1']) if self.chance(8) else ''}]"
        if self.chance(3):
            return f"{var.name}[{self.index()}]"
        if self.chance(30):
            return f"{var.name}[(int)((uint){self.index()} % (uint){var.name}.Length)]"
        return f"{var.name}[{self.index()} & 3]"

    def place(self, kind):
        """A variable of the type that may be written, or None."""
        found = self.paths(kind, True)
        return self.pick(found) if found else None

    # Expressions: (text, is it a constant).
    def literal(self, kind):
        if kind in LITERALS:
            if kind in ALU and self.chance(30):
                number = self.rng.randrange(0, 200)
                return {"int": f"{number}", "uint": f"{number}u", "long": f"{number}L", "ulong": f"{number}UL", "nint": f"(nint){number}",
                        "nuint": f"(nuint){number}"}[kind]
            return self.pick(LITERALS[kind])
        return f"default({kind})"

    def leaf(self, kind):
        if not self.chance(22):
            found = self.paths(kind, False)
            if found:
                return self.pick(found), False
        if kind in self.structs:
            return self.make_struct(kind, 0), False
        if kind in self.classes:
            return self.make_class(kind, 0), False
        if kind.startswith("Pair<"):
            first, second = kind[5:-1].split(", ")
            return f"new {kind}({self.leaf(first)[0]}, {self.leaf(second)[0]})", False
        if kind == "int[]":
            return self.make_array("int"), False
        return self.literal(kind), kind != "object"

    def expr(self, kind, depth=3):
        return self.typed(kind, depth)[0]

    def moving(self, kind, depth):
        """An expression that is no constant: the C# compiler would fold two of them, and refuse what overflows."""
        text, constant = self.typed(kind, depth)
        if constant and self.chance(85):
            found = self.paths(kind, False)
            if found:
                return self.pick(found)
            if kind in ALU + FLOATS and self.chance(80):
                found = self.paths(self.pick(ALU[:4]), False)
                if found:
                    return f"(({kind}){self.pick(found)})"
        return f"R.Opaque({text})" if constant and kind not in ("string", "object") else f"R.Opaque<{kind}>({text})" if constant else text

    def typed(self, kind, depth):
        self.cost += self.mult
        if depth <= 0 or self.chance(12):
            return self.leaf(kind)
        call = self.call(kind, depth) if self.chance(14) else None
        if call:
            return call, False
        if self.chance(6):
            return f"({self.condition(depth - 1)} ? {self.moving(kind, depth - 1)} : {self.expr(kind, depth - 1)})", False
        if self.chance(2):
            return f"R.Pick<{kind}>({self.expr(kind, depth - 1)}, {self.expr(kind, depth - 1)}, {self.condition(depth - 2)})", False
        if kind in ALU:
            return self.integer(kind, depth - 1), False
        if kind in SMALL:
            source = self.pick(ALU + FLOATS) if self.chance(30) else "int"
            text = f"({kind})({self.moving(source, depth - 1)})"
            return f"checked({text})" if self.chance(3) else text, False
        if kind in FLOATS:
            return self.floating(kind, depth - 1), False
        if kind == "bool":
            return self.condition(depth), False
        if kind == "string":
            return self.string(depth - 1), False
        if kind in self.structs:
            return self.make_struct(kind, depth - 1), False
        if kind in self.classes:
            return self.make_class(kind, depth - 1), False
        if kind == "object":
            inner = self.pick(["int", "long", "string", "double"] + list(self.structs))
            return f"(object)({self.expr(inner, depth - 1)})", False
        if kind.startswith("Pair<"):
            first, second = kind[5:-1].split(", ")
            return f"new {kind}({self.expr(first, depth - 1)}, {self.expr(second, depth - 1)})", False
        return self.leaf(kind)

    def integer(self, kind, depth):
        roll = self.rng.random()
        if roll < 0.40:
            op = self.pick(["+", "-", "*", "+", "-", "&", "|", "^"])
            text = f"({self.moving(kind, depth)} {op} {self.expr(kind, depth)})"
            return f"checked{text}" if op in "+-*" and self.chance(5) else text
        if roll < 0.50:
            op = self.pick("/%")
            left = self.moving(kind, depth)
            if self.chance(45) and kind in ("int", "uint", "long", "ulong"):
                divisor = self.pick([2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 25, 100, 125, 641, 1000, 1 << 20, 2147483647])
                sign = "-" if kind in SIGNED and self.chance(20) else ""
                return f"({left} {op} ({sign}{divisor}{ {'uint': 'u', 'long': 'L', 'ulong': 'UL'}.get(kind, '') }))"
            if self.chance(8):
                return f"({left} {op} {self.moving(kind, depth)})"
            return f"({left} {op} ({self.moving(kind, depth)} | 1))"
        if roll < 0.62:
            return f"({self.moving(kind, depth)} {self.pick(['<<', '>>', '>>>'])} ({self.expr('int', depth - 1)}))"
        if roll < 0.67:
            return f"(-{self.moving(kind, depth)})" if kind in SIGNED and self.chance(50) else f"(~{self.moving(kind, depth)})"
        if roll < 0.84:
            source = self.pick([x for x in PRIMITIVE if x not in (kind, "bool")])
            text = f"({kind})({self.moving(source, depth)})"
            return f"checked({text})" if self.chance(4) else f"({text})"
        if roll < 0.88:
            return f"({self.condition(depth)} ? ({kind})1 : ({kind})0)"
        if roll < 0.92:
            return f"Math.{self.pick(['Min', 'Max'])}({self.expr(kind, depth)}, {self.moving(kind, depth)})"
        if roll < 0.95 and kind in ("uint", "ulong"):
            return f"BitOperations.{self.pick(['RotateLeft', 'RotateRight'])}({self.expr(kind, depth)}, {self.expr('int', depth - 1)})"
        if roll < 0.95 and kind == "int":
            return f"BitOperations.{self.pick(['PopCount', 'LeadingZeroCount', 'TrailingZeroCount'])}({self.moving(self.pick(['uint', 'ulong']), depth)})"
        arrays = [v for v in self.scope if v.type.endswith("[]") and (v.plain or not self.in_lambda)]
        if kind == "int" and arrays:
            return f"{self.pick(arrays).name}.Length"
        return f"({self.moving(kind, depth)} ^ {self.expr(kind, depth)})"

    def floating(self, kind, depth):
        roll = self.rng.random()
        if roll < 0.5:
            return f"({self.moving(kind, depth)} {self.pick('+-*/+-*/%')} {self.expr(kind, depth)})"
        if roll < 0.58:
            return f"(-{self.moving(kind, depth)})"
        if roll < 0.84:
            source = self.pick([x for x in PRIMITIVE if x not in (kind, "bool")])
            return f"(({kind})({self.moving(source, depth)}))"
        maths = "MathF" if kind == "float" else "Math"
        if roll < 0.93:
            return f"{maths}.{self.pick(['Sqrt', 'Floor', 'Ceiling', 'Abs', 'Truncate'])}({self.expr(kind, depth)})"
        return f"Math.{self.pick(['Min', 'Max'])}({self.moving(kind, depth)}, {self.expr(kind, depth)})"

    def condition(self, depth):
        self.cost += self.mult
        roll = self.rng.random()
        if depth <= 0 or roll < 0.55:
            kind = self.pick(ALU + ALU + FLOATS + ("int", "int", "int", "short", "byte", "char"))
            left, right = self.moving(kind, depth - 1), self.expr(kind, depth - 1)
            if left == right:
                right = self.literal(kind)
            return f"({left} {self.pick(['<', '<=', '>', '>=', '==', '!='])} {right})"
        if roll < 0.75:
            return f"({self.condition(depth - 1)} {self.pick(['&&', '||', '&', '|', '^', '=='])} {self.condition(depth - 1)})"
        if roll < 0.82:
            return f"(!{self.condition(depth - 1)})"
        if roll < 0.87:
            return f"({self.moving('string', depth - 1)} == {self.expr('string', depth - 1)})"
        if roll < 0.92 and self.classes:
            return f"((C0){self.expr('C0', depth - 1)} {self.pick(['is', 'is not'])} {self.pick(list(self.classes))})"
        if roll < 0.95:
            return f"{self.pick(['double.IsNaN', 'double.IsNegative'])}({self.moving('double', depth - 1)})"
        found = self.paths("bool", False)
        return self.pick(found) if found else f"(({self.moving('int', depth - 1)} & 1) == 0)"

    def string(self, depth):
        roll = self.rng.random()
        if roll < 0.4:
            return f"R.Cut({self.moving('string', depth)} + {self.expr('string', depth)})"
        if roll < 0.65:
            return f"({self.moving(self.pick(['int', 'long', 'uint', 'ulong', 'short']), depth)}).ToString()"
        if roll < 0.8:
            return f"R.Cut($\"{{{self.moving('int', 0)}}}:{{{self.moving('char', 0)}}}\")"
        return f"({self.moving('string', depth)} ?? {self.expr('string', depth)})"

    def make_struct(self, kind, depth):
        roll = self.rng.random()
        struct = self.structs[kind]
        if roll < 0.1:
            return f"default({kind})"
        if roll < 0.3 and depth > 0:
            found = self.paths(kind, False)
            if found:
                # A copy with one field replaced.
                name, type_ = self.pick(struct.fields)
                return f"({self.pick(found)} with {{ {name} = {self.expr(type_, depth)} }})"
        chosen = [f for f in struct.fields if self.chance(75)]
        return f"new {kind} {{ " + ", ".join(f"{name} = {self.expr(type_, depth - 1)}" for name, type_ in chosen) + " }"

    def make_class(self, kind, depth):
        roll = self.rng.random()
        if roll < 0.04:
            return f"({kind})null"
        made = self.pick([c for c in self.classes if self.is_subclass(c, kind)])
        klass = self.classes[made]
        chosen = [f for f in klass.fields if self.chance(40)] if depth > 0 else []
        return f"new {made} {{ " + ", ".join(f"{name} = {self.expr(type_, depth - 1)}" for name, type_ in chosen) + " }"

    def is_subclass(self, name, base):
        while name:
            if name == base:
                return True
            name = self.classes[name].base
        return False

    def make_array(self, element):
        size = self.pick([4, 4, 5, 7, 8, 12, 16])
        if element in PRIMITIVE and self.chance(60):
            return f"new {element}[] {{ " + ", ".join(self.leaf(element)[0] for _ in range(size)) + " }"
        return f"new {element}[{size}]"

    # Calls.
    def call(self, kind, depth):
        """A call that gives the type, or None if nothing fits."""
        fitting = [m for m in self.methods if m.ret == kind and self.cost + m.cost * self.mult < self.budget]
        if not fitting:
            return None
        method = self.pick(fitting)
        target = ""
        if method.owner == "I":
            target = f"((I){self.implementer(depth - 1)[1]})."
        elif method.owner:
            if method.owner in self.structs:
                place = self.place(method.owner)
                if not place:
                    return None
                target = place + "."
            else:
                found = self.paths(method.owner, False)
                target = (self.pick(found) if found and self.chance(85) else f"({self.make_class(method.owner, 0)})") + "."
        arguments = []
        generic = ""
        for mode, type_ in method.params:
            if mode == "ref":
                place = self.place(type_)
                if not place:
                    return None
                arguments.append(f"ref {place}")
            elif mode == "in":
                found = self.paths(type_, False)
                if not found:
                    return None
                arguments.append(f"in {self.pick(found)}" if self.chance(70) else self.expr(type_, depth - 1))
            elif mode == "generic":
                # The first argument of a generic method with a constraint: a struct or a class with the interface.
                kind, text = self.implementer(depth - 1)
                generic = f"<{kind}>"
                arguments.append(text)
            else:
                arguments.append(self.expr(type_, depth - 1))
        self.cost += method.cost * self.mult
        return f"{target}{method.name}{generic}({', '.join(arguments)})"

    def implementer(self, depth):
        """A type with the interface, and a value of it."""
        structs = [s.name for s in self.structs.values() if s.has_interface]
        kind = self.pick(structs + ["C0", "C0"])
        return kind, self.expr(kind, min(depth, 1))

    # Statements.
    def mix(self, text):
        self.line(f"h = R.Mix(h, {text});")

    def mix_var(self, var):
        kind = var.type
        if kind in self.structs:
            self.mix(f"{var.name}.Hash()")
        elif kind in self.classes:
            self.mix(f"C0.HashOf({var.name})")
        elif kind.endswith("[]"):
            element = kind[:-2]
            if element == "int":
                self.mix(var.name)
                return
            item = self.fresh("it")
            hashed = f"{item}.Hash()" if element in self.structs else item
            self.line(f"foreach (var {item} in {var.name}) h = R.Mix(h, {hashed});")
        elif kind == "int[,]":
            item = self.fresh("it")
            self.line(f"foreach (int {item} in {var.name}) h = R.Mix(h, {item});")
        elif not kind.startswith(("Func", "Span")):
            self.mix(var.name)

    def statements(self, count, depth):
        mark = len(self.scope)
        known = len(self.indices)
        for _ in range(count):
            if self.cost > self.budget:
                break
            self.statement(depth)
        del self.scope[mark:]
        del self.indices[known:]

    def statement(self, depth):
        self.cost += self.mult
        choices = {"declare": 16, "assign": 26, "compound": 14, "mix": 8, "swap": 2, "throw": 2, "ref": 4, "array": 5, "call": 6}
        if depth > 0:
            choices.update({"if": 10, "for": 13, "while": 5, "try": 8, "switch": 5, "lambda": 2, "span": 3, "foreach": 4, "block": 1})
        if self.loops and (not self.in_finally or self.finally_depth < len(self.loops)):
            choices["jump"] = 4
        if not self.in_finally and self.ret:
            choices["return"] = 2
        getattr(self, "do_" + self.weighted(choices))(depth)

    def declare(self, kind, text, prefix="v", **more):
        name = self.fresh(prefix)
        self.line(f"{kind} {name} = {text};")
        self.scope.append(Var(name, kind, **more))
        return name

    def do_declare(self, depth):
        kind = self.some_type()
        self.declare(kind, self.expr(kind))

    def do_array(self, depth):
        if self.chance(12):
            name = self.fresh("grid")
            self.line(f"int[,] {name} = new int[{self.pick([4, 5, 6])}, {self.pick([4, 7])}];")
            self.scope.append(Var(name, "int[,]"))
            return
        element = self.pick(list(self.structs)) if self.structs and self.chance(25) else self.primitive()
        self.declare(f"{element}[]", self.make_array(element), "a")

    def do_assign(self, depth):
        for _ in range(4):
            kind = self.some_type() if self.chance(90) else "int[]"
            place = self.place(kind)
            if place:
                self.line(f"{place} = {self.expr(kind)};")
                return
        self.do_declare(depth)

    def do_compound(self, depth):
        for _ in range(4):
            kind = self.primitive()
            place = self.place(kind)
            if not place or kind == "bool":
                continue
            if self.chance(30):
                self.line(f"{place}{self.pick(['++', '--'])};")
            elif kind in ALU and self.chance(15):
                self.line(f"{place} {self.pick(['<<=', '>>=', '>>>='])} {self.expr('int', 1)};")
            elif kind in FLOATS:
                self.line(f"{place} {self.pick(['+=', '-=', '*=', '/='])} {self.expr(kind, 2)};")
            else:
                self.line(f"{place} {self.pick(['+=', '-=', '*=', '&=', '|=', '^=', '+='])} {self.moving(kind, 2)};")
            return
        self.do_declare(depth)

    def do_mix(self, depth):
        self.mix(self.moving(self.pick(PRIMITIVE[:13] + ("string",)), 3))

    def do_swap(self, depth):
        kind = self.some_type()
        first, second = self.place(kind), self.place(kind)
        if first and second:
            self.line(f"R.Swap(ref {first}, ref {second});")

    def do_call(self, depth):
        kinds = sorted({m.ret for m in self.methods})
        if kinds:
            text = self.call(self.pick(kinds), 2)
            if text:
                self.line(text + ";")

    def do_throw(self, depth):
        self.line(f"if ({self.condition(2)}) throw new X({self.expr('int', 1)});")

    def do_return(self, depth):
        self.line(f"if ({self.condition(2)}) return {self.expr(self.ret, 2)};")

    def do_jump(self, depth):
        if self.loops[-1] == "loop" and not self.in_lambda:
            self.line(f"if ({self.condition(2)}) {self.pick(['break', 'continue'])};")

    def do_ref(self, depth):
        if self.in_lambda:
            return
        kind = self.some_type()
        place = self.place(kind)
        if not place:
            return
        other = self.place(kind)
        name = self.fresh("r")
        source = f"R.PickRef(ref {place}, ref {other}, {self.condition(1)})" if other and self.chance(30) else place
        self.line(f"ref {kind} {name} = ref {source};")
        self.scope.append(Var(name, kind, plain=False))

    def do_span(self, depth):
        if self.in_lambda or self.mult > 60:
            return
        kind = self.pick(["int", "long", "byte", "double", "ushort"])
        arrays = [v for v in self.scope if v.type == f"{kind}[]"]
        name = self.fresh("sp")
        if arrays and self.chance(60):
            self.line(f"Span<{kind}> {name} = {self.pick(arrays).name}.AsSpan({self.pick(['', '1', '2, 2'])});")
        elif self.mult == 1 and not self.handlers:
            self.line(f"Span<{kind}> {name} = stackalloc {kind}[{self.pick([2, 4, 8])}];")
        else:
            return
        index = self.fresh("i")
        self.line(f"for (int {index} = 0; {index} < {name}.Length; {index}++) {{")
        self.enter_loop(8)
        self.scope.append(Var(index, "int", writable=False))
        self.line(f"{name}[{index}] {self.pick(['=', '+=', '^='] if kind != 'double' else ['=', '+='])} {self.moving(kind, 2)};")
        self.statements(self.rng.randrange(0, 2), 0)
        self.scope.pop()
        self.leave_loop(8)
        self.line("}")
        self.line(f"foreach ({kind} {index} in {name}) h = R.Mix(h, {index});")

    def do_block(self, depth):
        self.line("{")
        self.statements(2, depth - 1)
        self.line("}")

    def do_if(self, depth):
        self.line(f"if ({self.condition(3)}) {{")
        self.statements(self.rng.randrange(1, 4), depth - 1)
        self.line("}")
        if self.chance(45):
            self.line("else {")
            self.statements(self.rng.randrange(1, 3), depth - 1)
            self.line("}")

    def do_switch(self, depth):
        cases = self.rng.randrange(2, 7)
        if self.chance(25):
            self.line(f"switch ({self.moving('string', 2)}) {{")
            labels = ['"a"', '"minivm"', '""', "null", '"x-y"', '"b"'][:cases]
        else:
            low = self.pick([0, 0, -2, 100])
            self.line(f"switch (({self.moving('int', 2)} & {self.pick([3, 7])}) + {low}) {{")
            labels = [str(low + i * self.pick([1, 1, 1, 2])) for i in range(cases)]
            labels = list(dict.fromkeys(labels))
        self.loops.append("switch")
        for label in labels + ["default"]:
            self.line(f"{'case ' if label != 'default' else ''}{label}: {{")
            self.statements(self.rng.randrange(1, 3), depth - 1)
            self.line("break;")
            self.line("}")
        self.loops.pop()
        self.line("}")

    def enter_loop(self, trips):
        self.loops.append("loop")
        self.mult *= trips

    def leave_loop(self, trips):
        self.loops.pop()
        self.mult //= trips

    def do_for(self, depth):
        if self.mult > 150:
            return
        arrays = [v for v in self.scope if v.type.endswith("[]") and (v.plain or not self.in_lambda)]
        index = self.fresh("i")
        roll = self.rng.random()
        kind, trips, known, extra = "int", 8, None, None
        if arrays and roll < 0.5:
            array = self.pick(arrays).name
            known = (array, index)
            form = self.rng.randrange(9)
            if form == 0:
                head = f"int {index} = {array}.Length - 1; {index} >= 0; {index}--"
            elif form == 1:
                head = f"int {index} = {self.rng.randrange(3)}; {index} < {array}.Length; {index} += {self.pick([1, 2, 3])}"
            elif form == 2:
                head = f"int {index} = 0; {index} <= {array}.Length; {index}++"
            elif form == 3:
                bound = self.declare("int", f"Math.Min({array}.Length, {self.expr('int', 1)})", "n", writable=False)
                head = f"int {index} = 0; {index} < {bound}; {index}++"
            elif form == 4:
                bound = self.declare("int", f"{self.moving('int', 1)} & 7", "n", writable=False)
                head = f"int {index} = 0; {index} < {bound}; {index}++"
            elif form == 5:
                kind = "uint"
                head = f"uint {index} = 0; {index} < (uint){array}.Length; {index}++"
            elif form == 6:
                head = f"int {index} = {self.pick(['-1', '1', '2'])}; {index} + 1 < {array}.Length; {index}++"
                known = (array, self.pick([f"{index} + 1", index]))
            else:
                head = f"int {index} = 0; {index} < {array}.Length; {index}++"
        elif roll < 0.8:
            trips = self.pick([2, 3, 5, 8, 13, 20]) if self.mult > 1 or self.chance(85) else self.pick([100, 250])
            head = self.pick([f"int {index} = 0; {index} < {trips}; {index}++", f"int {index} = {trips}; {index} > 0; {index}--",
                              f"int {index} = 0; {index} != {trips * 3}; {index} += 3", f"int {index} = {trips * 2 - 1}; {index} >= 0; {index} -= 2",
                              f"int {index} = -{trips}; {index} < 0; {index}++", f"int {index} = 1; {index} <= {trips}; ++{index}"])
        else:
            kind, head, trips = self.pick([
                ("int", f"int {index} = int.MaxValue - 5; {index} > 0; {index}++", 6),
                ("int", f"int {index} = int.MinValue + 3; {index} < 0; {index}--", 4),
                ("byte", f"byte {index} = 250; {index} >= 250; {index}++", 6),
                ("sbyte", f"sbyte {index} = 120; {index} > 0; {index} += 3", 3),
                ("uint", f"uint {index} = 5; {index} < 10; {index}--", 6),
                ("uint", f"uint {index} = uint.MaxValue - 4; {index} != 2; {index}++", 7),
                ("long", f"long {index} = int.MaxValue - 2L; {index} < int.MaxValue + 4L; {index}++", 6),
                ("ulong", f"ulong {index} = 1; {index} < 100; {index} *= 3", 5),
                ("short", f"short {index} = 32760; {index} > 0; {index} += 2", 4),
                ("nint", f"nint {index} = 0; {index} < 5; {index}++", 5),
                ("int", f"int {index} = 1; {index} > 0; {index} <<= 3", 11),
                ("int", f"int {index} = 1000; {index} > 0; {index} /= 3", 7),
                ("double", f"double {index} = 0; {index} < 3; {index} += 0.5", 6)])
        # A body that may write the counter, or the array, needs a second way out.
        is_free = self.chance(15)
        if is_free:
            extra = self.declare("int", "0", "w", writable=False)
            first, condition, step = head.split("; ")
            head = f"{first}; {condition} && {extra}++ < 20; {step}"
            trips = max(trips, 10)
        if trips >= 10 and self.mult * trips > 2000:
            trips = 3
            head = f"int {index} = 0; {index} < 3; {index}++"
            kind, known = "int", None
        mark = len(self.scope)
        self.line(f"for ({head}) {{")
        self.enter_loop(trips)
        self.scope.append(Var(index, kind, writable=is_free))
        if known:
            self.indices.append(known)
        self.statements(self.rng.randrange(1, 4 if trips > 20 else 5), depth - 1)
        if known:
            self.indices.pop()
        del self.scope[mark:]
        self.leave_loop(trips)
        self.line("}")

    def do_foreach(self, depth):
        arrays = [v for v in self.scope if v.type.endswith("[]") and (v.plain or not self.in_lambda)]
        if not arrays or self.mult > 150:
            return
        array = self.pick(arrays)
        item = self.fresh("e")
        self.line(f"foreach ({array.type[:-2]} {item} in {array.name}) {{")
        self.enter_loop(8)
        mark = len(self.scope)
        self.scope.append(Var(item, array.type[:-2], writable=False))
        self.statements(self.rng.randrange(1, 3), depth - 1)
        del self.scope[mark:]
        self.leave_loop(8)
        self.line("}")

    def do_while(self, depth):
        if self.mult > 150:
            return
        guard = self.declare("int", "0", "w", writable=False)
        trips = self.pick([3, 5, 10, 30])
        is_do = self.chance(40)
        condition = f"{self.condition(2)} && {guard} < {trips}" if self.chance(70) else f"{guard} < {trips}"
        self.line("do {" if is_do else f"while ({condition}) {{")
        self.enter_loop(trips)
        self.line(f"{guard}++;")
        self.statements(self.rng.randrange(1, 5), depth - 1)
        self.leave_loop(trips)
        self.line(f"}} while ({condition});" if is_do else "}")

    def do_try(self, depth):
        self.line("try {")
        self.statements(self.rng.randrange(1, 5), depth - 1)
        if self.chance(40):
            self.do_throw(depth)
        self.line("}")
        kind = self.rng.randrange(10)
        self.handlers += 1
        if kind < 8:
            if self.chance(60):
                name = self.fresh("x")
                when = f" when ({self.condition(2)})" if self.chance(45) else ""
                self.line(f"catch (X {name}){when} {{")
                self.mix(f"{name}.V")
                self.statements(self.rng.randrange(0, 3), depth - 1)
                if self.chance(8):
                    self.line(f"if ({self.condition(1)}) throw;")
                self.line("}")
            if self.chance(30):
                self.line(f"catch ({self.pick(['DivideByZeroException', 'OverflowException', 'IndexOutOfRangeException', 'NullReferenceException'])}) {{")
                self.statements(self.rng.randrange(0, 2), depth - 1)
                self.line("}")
            name = self.fresh("x")
            self.line(f"catch (Exception {name}) {{")
            self.mix(f"{name}.GetType().Name")
            self.statements(self.rng.randrange(0, 3), depth - 1)
            self.line("}")
        if kind >= 6:
            self.line("finally {")
            outer = self.in_finally, self.finally_depth
            self.in_finally, self.finally_depth = True, len(self.loops)
            self.statements(self.rng.randrange(1, 3), min(depth - 1, 1))
            self.in_finally, self.finally_depth = outer
            self.line("}")
        self.handlers -= 1

    def do_lambda(self, depth):
        if self.in_lambda or self.mult > 20:
            return
        name = self.fresh("f")
        kind = self.pick(["int", "long", "double"])
        parameter = self.fresh("q")
        outer = self.mult
        self.in_lambda, self.mult = True, max(self.mult, 8)
        mark = len(self.scope)
        self.scope.append(Var(parameter, kind))
        body = self.expr(kind, 3)
        target = self.place(kind)
        if target and self.chance(60):
            body = f"{{ {target} = {self.expr(kind, 2)}; return {body}; }}"
        del self.scope[mark:]
        self.in_lambda, self.mult = False, outer
        self.line(f"Func<{kind}, {kind}> {name} = {parameter} => {body};")
        argument = self.expr(kind, 1)
        if self.chance(50):
            index = self.fresh("i")
            self.line(f"for (int {index} = 0; {index} < 7; {index}++) h = R.Mix(h, {name}({argument}));")
        else:
            self.mix(f"{name}({argument})")

    # Declarations.
    def make_types(self):
        self.line("interface I {")
        self.line("int V(int x);")
        self.line("long U(long x, int y);")
        self.line("}")
        for number in range(self.rng.randrange(1, 4)):
            self.struct(f"S{number}")
        self.class_tree()

    def body(self, header, ret, scope, count, depth, budget):
        """A method; returns the cost of a call."""
        self.scope = scope
        self.ret = ret
        self.mult, self.cost, self.budget = 1, 2, budget
        self.loops, self.indices, self.in_finally = [], [], False
        self.line(header + " {")
        mark = len(scope)
        # The statements' scope ends with them, but what they leave in variables must matter.
        for kind in self.some_locals():
            self.declare(kind, self.expr(kind, 2))
        if self.chance(50):
            self.do_array(0)
        self.statements(count, depth)
        for var in scope[mark:]:
            if var.plain:
                self.mix_var(var)
        self.line(f"return {self.expr(ret, 2)};")
        self.line("}")
        self.scope = []
        return self.cost

    def struct(self, name):
        is_explicit = self.chance(12)
        fields, size, is_blittable = [], 0, True
        count = self.rng.choices([1, 2, 3, 4, 5, 7, 9], [3, 6, 5, 4, 2, 1, 1])[0]
        for number in range(count):
            kind = self.primitive()
            if not is_explicit:
                roll = self.rng.random()
                if roll < 0.12 and self.structs:
                    kind = self.pick(list(self.structs))
                elif roll < 0.20:
                    kind = self.pick(["string", "object", "int[]"])
                if kind in ("string", "object", "int[]") or (kind in self.structs and not self.structs[kind].is_blittable):
                    is_blittable = False
            elif kind == "bool":
                kind = "byte"
            fields.append((f"f{number}", kind))
            size += SIZES.get(kind) or (self.structs[kind].size if kind in self.structs else 8)
        has_interface = self.chance(50)
        if is_explicit:
            self.line("[StructLayout(LayoutKind.Explicit)]")
        elif is_blittable and self.chance(15):
            self.line(f"[StructLayout(LayoutKind.Sequential, Pack = {self.pick([1, 2, 4])})]")
        self.line(f"struct {name}{' : I' if has_interface else ''} {{")
        offset = 0
        for field, kind in fields:
            if is_explicit:
                self.line(f"[FieldOffset({offset})] public {kind} {field};")
                offset += self.pick([0, SIZES[kind], SIZES[kind], SIZES[kind] // 2])
            else:
                self.line(f"public {kind} {field};")
        hashed = "17UL"
        for field, kind in fields:
            hashed = f"R.Mix({hashed}, {field}.Hash())" if kind in self.structs else f"R.Mix({hashed}, {field})"
        self.line(f"public readonly ulong Hash() => {hashed};")
        self.structs[name] = Struct(name, fields, [], has_interface, is_blittable, size)
        own = [Var(f"this.{field}", kind, plain=False) for field, kind in fields]
        ret = self.primitive()
        parameter = self.some_type()
        method = self.fresh("M")
        cost = self.small_body(f"public {ret} {method}({parameter} p)", ret, own + [Var("p", parameter)])
        self.methods.append(Method(method, ret, [("", parameter)], cost, name))
        if has_interface:
            self.small_body("public int V(int x)", "int", own + [Var("x", "int")])
            self.small_body("public long U(long x, int y)", "long", own + [Var("x", "long"), Var("y", "int")])
        self.line("}")

    def some_locals(self):
        """Types of a method's first variables: two alike make better expressions than two of a kind each."""
        kind = self.primitive()
        return ["int", kind] + [kind] * self.chance(60) + [self.some_type() for _ in range(self.rng.randrange(0, 3))]

    def small_body(self, header, ret, scope):
        """A method that is likely inlined."""
        self.scope, self.ret = scope, ret
        self.mult, self.cost, self.budget = 1, 2, 100
        self.loops, self.indices, self.in_finally = [], [], False
        self.line(header + " {")
        self.statements(self.rng.randrange(0, 4), 1 if self.chance(25) else 0)
        self.line(f"return {self.expr(ret, 2)};")
        self.line("}")
        self.scope = []
        return self.cost

    def class_tree(self):
        count = self.rng.randrange(1, 4)
        fields = []
        for number in range(count):
            name = f"C{number}"
            base = None if number == 0 else self.pick(list(self.classes))
            own = [(f"g{number}_{i}", self.some_type() if self.chance(80) else "int[]") for i in range(self.rng.randrange(1, 4))]
            own = [(f, k) for f, k in own if k not in ("C0",)]
            fields = (self.classes[base].fields if base else []) + own
            is_sealed = base and self.chance(30) and number == count - 1
            self.line(f"{'sealed ' if is_sealed else ''}class {name} : {base or 'I'} {{")
            for field, kind in own:
                self.line(f"public {kind} {field};" if kind != "int[]" else f"public {kind} {field} = new int[8];")
            if number == 0:
                self.line("public static ulong HashOf(C0 c) => c == null ? 3UL : c.Hash();")
            hashed = "base.Hash()" if base else "19UL"
            for field, kind in own:
                hashed = f"R.Mix({hashed}, {field}.Hash())" if kind in self.structs else f"R.Mix({hashed}, {field})"
            self.line(f"public {'override' if base else 'virtual'} ulong Hash() => {hashed};")
            scope = [Var(f"this.{field}", kind) for field, kind in fields]
            self.classes[name] = Class(name, base, fields)
            if base is None or self.chance(75):
                self.small_body(f"public {'override' if base else 'virtual'} int V(int x)", "int", scope + [Var("x", "int")])
            if base is None or self.chance(40):
                self.small_body(f"public {'override' if base else 'virtual'} long U(long x, int y)", "long", scope + [Var("x", "long"), Var("y", "int")])
            ret, parameter, method = self.some_type(), self.some_type(), self.fresh("N")
            cost = self.small_body(f"public {ret} {method}({parameter} p)", ret, scope + [Var("p", parameter)])
            self.methods.append(Method(method, ret, [("", parameter)], cost, name))
            self.line("}")
        for owner in ("C0", "I"):
            self.methods.append(Method("V", "int", [("", "int")], 100, owner))
            self.methods.append(Method("U", "long", [("", "long"), ("", "int")], 100, owner))

    def static_fields(self):
        self.line("static ulong h;")
        for kind in PRIMITIVE + tuple(self.structs) + ("string", "C0"):
            if kind in ("int", "long", "double") or self.chance(35):
                name = self.fresh("s")
                is_readonly = self.chance(25)
                initial = "new C0()" if kind == "C0" else f"R.Opaque<{kind}>({self.literal(kind)})" if kind in LITERALS else f"default({kind})"
                self.line(f"static {'readonly ' if is_readonly else ''}{kind} {name} = {initial};")
                self.statics.append(Var(name, kind, writable=not is_readonly))
        name = self.fresh("sa")
        self.line(f"static {'readonly ' if self.chance(50) else ''}int[] {name} = {{ 3, 1, 4, 1, 5, 9, 2, 6 }};")
        self.statics.append(Var(name, "int[]", writable="readonly" not in self.out[-1]))
        self.line("static int CallV<T>(T target, int x) where T : I => target.V(x) ^ (int)target.U(x, 3);")
        self.methods.append(Method("CallV", "int", [("generic", ""), ("", "int")], 250))

    def make(self):
        self.depth = 0
        self.line(f"static class {self.name} {{")
        self.make_types()
        self.static_fields()
        for _ in range(self.rng.randrange(2, 6)):
            ret = self.some_type()
            params, scope = [], list(self.statics)
            for _ in range(self.rng.choices([0, 1, 2, 3, 4, 6, 8], [1, 4, 6, 4, 2, 1, 1])[0]):
                mode = self.rng.choices(["", "ref", "in"], [10, 2, 1])[0]
                kind = self.some_type() if self.chance(92) or mode else "int[]"
                params.append((mode, kind))
                scope.append(Var(self.fresh("p"), kind, writable=mode != "in", plain=mode == ""))
            header = ", ".join(f"{mode}{' ' if mode else ''}{kind} {var.name}" for (mode, kind), var in zip(params, scope[len(self.statics):]))
            name = self.fresh("F")
            attribute = "[MethodImpl(MethodImplOptions.NoInlining)] " if self.chance(20) else \
                "[MethodImpl(MethodImplOptions.AggressiveInlining)] " if self.chance(15) else ""
            size = self.rng.randrange(1, 8)
            cost = self.body(f"{attribute}static {ret} {name}({header})", ret, scope, size, 3 if size > 3 else 1, 1500)
            self.methods.append(Method(name, ret, params, cost))
        self.line("public static ulong Run(int seed) {")
        self.scope = list(self.statics) + [Var("seed", "int")]
        self.ret, self.mult, self.cost, self.budget = "ulong", 1, 2, 12000
        self.loops, self.indices, self.in_finally = [], [], False
        self.line("h = (ulong)seed;")
        mark = len(self.scope)
        for kind in self.some_locals() + ["long", self.primitive()]:
            self.declare(kind, self.expr(kind, 2))
        self.do_array(0)
        locals_ = self.scope[mark:]
        for _ in range(self.rng.randrange(5, 11)):
            # One exception does not end the program, most of the time.
            if self.chance(80):
                self.line("try {")
                self.statements(self.rng.randrange(1, 4), 3)
                self.line("}")
                self.line("catch (Exception e) {")
                self.mix("e.GetType().Name")
                self.line("}")
            else:
                self.statement(3)
        for var in self.statics + locals_:
            self.mix_var(var)
        self.line("return h;")
        self.line("}")
        self.line("}")


def assembly(seed, numbers):
    """The source of an assembly with these programs."""
    parts = [Generator(seed, number) for number in numbers]
    calls = "\n".join(f'        One("{part.name}", {part.name}.Run);' for part in parts)
    return PRELUDE + "\n" + "\n\n".join(part.text for part in parts) + "\n" + DRIVER % calls
