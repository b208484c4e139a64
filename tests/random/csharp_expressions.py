"""Random C# expressions: typed, and no constant where the compiler would refuse what overflows."""

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


class Expressions:
    """What may be written in the present scope. The state is Generator's (csharp.py)."""

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
