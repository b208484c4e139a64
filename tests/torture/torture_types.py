"""The types that torture signatures are made of: primitives, references, and random structs with their hash and make functions."""


class Primitive:
    """A type with a C# expression to make one from a uint and one to hash it to a uint."""

    is_struct = False

    def __init__(self, name, size, make, hashed, blittable=True, reference=False):
        self.name, self.size, self.made, self.hashed = name, size, make, hashed
        self.blittable, self.reference = blittable, reference

    def make(self, seed):
        return self.made.replace("@", f"({seed})")

    def hash(self, value):
        return self.hashed.replace("@", value)


SMALL = [
    Primitive("sbyte", 1, "unchecked((sbyte)(@ >> 3))", "(uint)@"),
    Primitive("byte", 1, "unchecked((byte)(@ >> 5))", "(uint)@"),
    Primitive("short", 2, "unchecked((short)(@ >> 7))", "(uint)@"),
    Primitive("ushort", 2, "unchecked((ushort)(@ >> 2))", "(uint)@"),
    Primitive("char", 2, "unchecked((char)(@ >> 4))", "(uint)@", blittable=False),
    Primitive("bool", 1, "((@ & 64u) != 0)", "(@ ? 77u : 5u)", blittable=False),
    Primitive("Narrow", 1, "unchecked((Narrow)(sbyte)(@ >> 9))", "(uint)(sbyte)@"),
    Primitive("Medium", 2, "unchecked((Medium)(@ >> 6))", "(uint)@"),
]
INT = [
    Primitive("int", 4, "unchecked((int)@)", "(uint)@"),
    Primitive("uint", 4, "@", "@"),
]
LONG = [
    Primitive("long", 8, "T.KL(@)", "T.HL(@)"),
    Primitive("ulong", 8, "(ulong)T.KL(@)", "T.HL((long)@)"),
    Primitive("nint", 8, "(nint)T.KL(@)", "T.HL((long)@)"),
    Primitive("Wide", 8, "(Wide)T.KL(@)", "T.HL((long)@)"),
]
FLOAT = [
    Primitive("float", 4, "T.KF(@)", "T.HF(@)"),
    Primitive("double", 8, "T.KD(@)", "T.HD(@)"),
]
REFERENCE = [
    Primitive("Node", 8, "T.KN(@)", "T.HN(@)", blittable=False, reference=True),
    Primitive("string", 8, "T.KS(@)", "T.HS(@)", blittable=False, reference=True),
    Primitive("object", 8, "T.KO(@)", "T.HO(@)", blittable=False, reference=True),
    Primitive("int[]", 8, "T.KA(@)", "T.HA(@)", blittable=False, reference=True),
]


class Struct:
    """A struct: its declaration, `Make(uint)` and `Hash()`."""

    is_struct = True
    reference = False

    def __init__(self, name, fields, header="", body=None, blittable=None):
        self.name, self.fields, self.header = name, fields, header  # fields: (text before the type, type, name)
        self.blittable = all(kind.blittable for _, kind, _ in fields) if blittable is None else blittable
        self.size = sum(kind.size for _, kind, _ in fields)
        self.custom = body

    def make(self, seed):
        return f"{self.name}.Make({seed})"

    def hash(self, value):
        return f"{value}.Hash()"

    def text(self):
        if self.custom:
            return self.custom
        lines = [f"{self.header}struct {self.name} : IHash {{"]
        lines += [f"  {before}public {kind.name} {name};" for before, kind, name in self.fields]
        steps = " ".join(f"x = x * 1664525u + 1013904223u; s.{name} = {kind.make('x')};" for _, kind, name in self.fields)
        lines.append(f"  public static {self.name} Make(uint x) {{ {self.name} s = default; {steps} return s; }}")
        steps = " ".join(f"h = (h ^ {kind.hash(name)}) * 16777619u;" for _, kind, name in self.fields)
        lines.append(f"  public uint Hash() {{ uint h = {len(self.fields)}u; {steps} return h; }}")
        return "\n".join([*lines, "}"])


class Generic(Struct):
    """An instantiation of a generic struct that the program declares, or of Nullable and ValueTuple; hash and make are static methods of T."""

    def __init__(self, name, index, parts, make, hashed):
        super().__init__(name, [("", part, "") for part in parts], blittable=False)
        self.maker, self.hasher = f"GT.K{index}", f"GT.H{index}"
        self.custom = f"  public static {name} K{index}(uint x) => {make};\n  public static uint H{index}({name} v) => {hashed};"

    def make(self, seed):
        return f"{self.maker}({seed})"

    def hash(self, value):
        return f"{self.hasher}({value})"


GENERIC_DECLARATIONS = """struct One_<A> { public A F; }
struct Two_<A, B> { public A F; public B G; }
struct Three_<A, B, C> { public A F; public B G; public C H; }
"""


class TypePool:
    """All types of one program, by category."""

    def __init__(self, rng):
        self.pools = {"small": SMALL, "int": INT, "long": LONG, "float": FLOAT, "ref": REFERENCE}
        self.structs, self.generics = [], []
        plain = SMALL + INT * 3 + LONG * 2 + FLOAT * 3
        self.pools["tiny"] = [self.sized(rng, f"Tiny{i}", plain, 1 + i % 16) for i in range(28)]
        self.pools["floats"] = [self.sized(rng, f"Floats{i}", FLOAT, rng.choice([4, 8, 12, 16, 20, 24, 32])) for i in range(12)]
        self.pools["refs"] = [self.with_references(rng, f"Refs{i}", plain) for i in range(20)]
        self.pools["large"] = [self.sized(rng, f"Large{i}", plain + self.pools["tiny"][:8] + self.pools["refs"][:4] * (i % 2), 17 + i * 2) for i in range(24)]
        self.pools["layout"] = self.layouts(rng, plain)
        self.pools["generic"] = self.generic_types(rng)

    def choose(self, rng, weights):
        """A type by category weights."""
        return rng.choice(self.pools[rng.choices(list(weights), list(weights.values()))[0]])

    def tag_struct(self, rng):
        """A declared struct (it implements IHash)."""
        return rng.choice(self.pools["tiny"] + self.pools["refs"])

    def add(self, struct):
        self.structs.append(struct)
        return struct

    def sized(self, rng, name, kinds, size):
        """A struct of about this size; the small sizes exactly, as bytes."""
        if size in (3, 5, 6, 7):
            return self.add(Struct(name, [("", rng.choice(SMALL[:2]), f"F{i}") for i in range(size)]))
        fields, total = [], 0
        while total < size:
            kind = rng.choice([k for k in kinds if k.size <= size - total] or SMALL[:2])
            fields.append(("", kind, f"F{len(fields)}"))
            total += kind.size
        return self.add(Struct(name, fields))

    def with_references(self, rng, name, plain):
        """One to three references between other fields; some nested."""
        kinds = [rng.choice(REFERENCE) for _ in range(rng.choice([1, 1, 1, 2, 2, 3]))] + [rng.choice(plain) for _ in range(rng.choice([0, 1, 1, 2, 4]))]
        if self.structs and rng.random() < 0.3:
            kinds.append(rng.choice(self.structs[-6:]))
        rng.shuffle(kinds)
        return self.add(Struct(name, [("", kind, f"F{i}") for i, kind in enumerate(kinds)]))

    def layouts(self, rng, plain):
        """Explicit offsets, overlap, packing, fixed buffers, inline arrays, given sizes."""
        made = []
        for i in range(8):  # explicit, with gaps; references at multiples of 8
            fields, offset = [], 0
            for k in range(rng.randint(2, 5)):
                kind = rng.choice(plain + REFERENCE * 3)
                offset += rng.choice([0, 0, 1, 4, 8])
                offset += -offset % (8 if kind.reference else rng.choice([1, kind.size]))
                fields.append((f"[FieldOffset({offset})] ", kind, f"F{k}"))
                offset += kind.size
            made.append(self.add(Struct(f"Explicit{i}", fields, "[StructLayout(LayoutKind.Explicit)] ")))
        for i, (a, b, c) in enumerate([(INT[1], SMALL[2], SMALL[1]), (LONG[0], INT[0], INT[0]), (LONG[1], SMALL[0], SMALL[3])]):  # overlap
            fields = [("[FieldOffset(0)] ", a, "F0"), (f"[FieldOffset({a.size // 2})] ", b, "F1"), ("[FieldOffset(0)] ", c, "F2")]
            made.append(self.add(Struct(f"Union{i}", fields, "[StructLayout(LayoutKind.Explicit)] ")))
        fields = [("[FieldOffset(0)] ", FLOAT[1], "F0"), ("[FieldOffset(8)] ", INT[0], "F1"), ("[FieldOffset(8)] ", INT[1], "F2")]
        made.append(self.add(Struct("Union3", fields, "[StructLayout(LayoutKind.Explicit)] ")))
        for i in range(6):  # packed: misaligned fields travel in memory
            fields = [("", rng.choice(plain), f"F{k}") for k in range(rng.randint(2, 5))]
            made.append(self.add(Struct(f"Packed{i}", fields, f"[StructLayout(LayoutKind.Sequential, Pack = {rng.choice([1, 2, 4])})] ")))
        for i, size in enumerate([9, 12, 24, 40]):
            fields = [("", rng.choice(SMALL + INT), f"F{k}") for k in range(2)]
            made.append(self.add(Struct(f"Sized{i}", fields, f"[StructLayout(LayoutKind.Sequential, Size = {size})] ")))
        for i, (kind, count) in enumerate([("byte", 3), ("byte", 5), ("int", 3), ("float", 3), ("short", 7), ("double", 2)]):
            made.append(self.add(Struct(f"Buffer{i}", [], blittable=False, body=f"""unsafe struct Buffer{i} : IHash {{
  public fixed {kind} F[{count}];
  public static Buffer{i} Make(uint x) {{ Buffer{i} s = default; for (int i = 0; i < {count}; i++) {{ x = x * 1664525u + 1013904223u; s.F[i] = unchecked(({kind})(x >> 9)); }} return s; }}
  public uint Hash() {{ uint h = {count}u; for (int i = 0; i < {count}; i++) h = (h ^ (uint)(long)F[i]) * 16777619u; return h; }}
}}""")))
        for i, (kind, count) in enumerate([(SMALL[1], 3), (INT[0], 5), (REFERENCE[0], 2), (REFERENCE[1], 3), (FLOAT[0], 4)]):
            made.append(self.add(Struct(f"Inline{i}", [], blittable=False, body=f"""[InlineArray({count})] struct Inline{i} : IHash {{
  {kind.name} first;
  public static Inline{i} Make(uint x) {{ Inline{i} s = default; for (int i = 0; i < {count}; i++) {{ x = x * 1664525u + 1013904223u; s[i] = {kind.make('x')}; }} return s; }}
  public uint Hash() {{ uint h = {count}u; for (int i = 0; i < {count}; i++) h = (h ^ {kind.hash('this[i]')}) * 16777619u; return h; }}
}}""")))
        return made

    def generic_types(self, rng):
        """Instantiations over primitives, references and structs."""
        parts = SMALL[:6] + INT + LONG[:2] + FLOAT + REFERENCE * 2 + self.pools["tiny"][:6] + self.pools["refs"][:4]
        made, seen = [], set()
        while len(made) < 30:
            form = rng.choice(["One_", "Two_", "Two_", "Three_", "?", "(,)", "(,)"])
            count = {"One_": 1, "Two_": 2, "Three_": 3, "?": 1, "(,)": 2}[form]
            chosen = [rng.choice(parts) for _ in range(count)]
            if form == "?":
                if chosen[0].reference:
                    continue
                name = f"{chosen[0].name}?"
                make = f"x % 5 == 0 ? null : {chosen[0].make('x + 1')}"
                hashed = "v.HasValue ? " + chosen[0].hash("v.GetValueOrDefault()") + " : 9u"
            else:
                fields = ["Item1", "Item2"] if form == "(,)" else ["F", "G", "H"][:count]
                inner = ", ".join(part.name for part in chosen)
                name = f"({inner})" if form == "(,)" else f"{form}<{inner}>"
                values = [part.make(f"x * {2 * k + 3}u + {k}u") for k, part in enumerate(chosen)]
                make = f"({', '.join(values)})" if form == "(,)" else f"new {name} {{ " + ", ".join(f"{f} = {v}" for f, v in zip(fields, values)) + " }"
                hashed = "13u"
                for field, part in zip(fields, chosen):
                    hashed = f"({hashed} ^ {part.hash('v.' + field)}) * 16777619u"
            if name in seen:
                continue
            seen.add(name)
            generic = Generic(name, len(made), chosen, make, hashed)
            self.generics.append(generic)
            made.append(generic)
        return made

    def text(self):
        """All declarations."""
        generics = "static class GT {\n" + "\n".join(g.text() for g in self.generics) + "\n}\n"
        return "\n".join(s.text() for s in self.structs) + "\n" + GENERIC_DECLARATIONS + generics
