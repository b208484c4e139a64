"""Random C# programs: well typed, sure to end, the same on every run of every correct runtime.

A program is one static class with types, fields and methods of its own; its `Run(int)` returns a checksum. Methods call only those
made before them and the work of a call is estimated while it is written, which keeps running time bounded without a counter in
the program. Lines are the unit of reduction: a statement a line, a block opened by the last and closed by the first word of a line.
"""

import random

from csharp_expressions import LITERALS, PRIMITIVE, SIZES, Class, Method, Struct, Var
from csharp_prelude import DRIVER, PRELUDE
from csharp_statements import Statements


class Generator(Statements):
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
