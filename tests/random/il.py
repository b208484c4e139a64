"""Random IL programs: valid, sure to end, in shapes that no C# compiler emits.

Values stay on the evaluation stack across branches, loops carry some there, dup feeds several users, int32 meets native int, float32
meets float64, loops have two entries, protected blocks nest with filters and faults. Every shift count is masked and every value that
ECMA-335 leaves open is avoided; what CoreCLR decides (a float that fits no integer) is CoreCLR's answer.
Lines are the unit of reduction, as in csharp.py.
"""

import random

from il_flow import Flow
from il_instructions import BOXED, CORLIB, NUMBERS, WEIGHTS
from il_prelude import PRELUDE


class Struct:
    def __init__(self, name, fields):
        self.name, self.fields = name, fields


class Callee:
    def __init__(self, name, ret, params, cost):
        self.name, self.ret, self.params, self.cost = name, ret, params, cost


class Method(Flow):
    """Writes one method body; `stack` is the evaluation stack's kinds, the top last."""

    def __init__(self, program, name, ret, params, size, budget):
        self.p, self.rng = program, program.rng
        self.name, self.ret, self.params = name, ret, params
        self.out, self.stack, self.deepest = [], [], 0
        self.locals = []
        self.labels = 0
        self.mult, self.cost, self.budget = 1, 3, budget
        self.leaves = []    # labels that a protected block may leave to, innermost last, and whether it is a finally
        self.depth = 0
        self.make(size)

    def make(self, size):
        self.counters = set()
        for declared in ["int32", "int32", "int64", "native int", "float64", "float32", "object"]:
            self.local(declared)
        for _ in range(self.rng.randrange(1, 5)):
            self.local(self.scalar())
        for name in self.p.structs:
            self.local(name)
            self.local(name)
            if self.chance(40):
                self.local(f"{name}[]")
        arrays = []
        for declared in dict.fromkeys(["int32", self.scalar(), self.scalar(), self.scalar()]):
            arrays.append(self.local(f"{declared}[]"))
        arrays += [i for i, d in enumerate(self.locals) if d[:-2] in self.p.structs]
        pointers = []
        if self.chance(60):
            for _ in range(2):
                declared = self.pick([d for d in self.locals if d in WEIGHTS])
                pointers.append(self.local(f"{declared}&"))
        for array in dict.fromkeys(arrays):
            element = self.locals[array][:-2]
            self.emit(f"ldc.i4 {self.pick([4, 4, 5, 9])}")
            self.emit(f"newarr {BOXED[element] if element in BOXED else self.p.name + '/' + element}")
            self.emit(f"stloc {array}")
        for pointer in pointers:
            self.point(pointer)
        first = len(self.locals)
        for local in range(min(6, first)):
            if self.kind(self.locals[local]) in NUMBERS:
                self.load(self.kind(self.locals[local]))
                self.emit(f"stloc {local}")
                self.pop()
        self.block(size, 0)
        self.shape([], 0)
        for local in range(first):
            declared = self.locals[local]
            if self.kind(declared) in NUMBERS:
                self.emit(f"ldloc {local}")
                self.push(self.kind(declared))
                self.mix_top()
            elif declared in self.p.structs:
                for field, kind in self.p.structs[declared].fields:
                    self.emit(f"ldloca {local}")
                    self.emit(f"ldfld {kind} {self.p.name}/{declared}::{field}")
                    self.push(self.kind(kind))
                    self.mix_top()
        self.load(self.kind(self.ret))
        self.emit("ret")
        self.pop()

    def text(self):
        parameters = ", ".join(self.p.spelled(d) for d in self.params)
        flags = " noinlining" if self.chance(15) else " aggressiveinlining" if self.chance(15) else ""
        spelled = ", ".join(self.p.spelled(d) for d in self.locals)
        return "\n".join([f".method public static {self.p.spelled(self.ret)} {self.name}({parameters}) cil managed{flags} {{", f".maxstack {self.deepest + 4}",
                          f".locals init ({spelled})", *self.out, "}"])


class Program:
    def __init__(self, seed, number):
        self.rng = random.Random(f"il/{seed}/{number}")
        self.name = f"P{number}"
        self.structs, self.statics, self.callees = {}, [], []
        out = [f".class public abstract sealed {self.name} extends {CORLIB}Object {{"]
        for index in range(self.rng.randrange(1, 3)):
            fields = [(f"f{i}", self.rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]) for i in range(self.rng.choice([1, 2, 2, 3, 4, 6]))]
            self.structs[f"S{index}"] = Struct(f"S{index}", fields)
            out.append(f".class nested public sequential ansi sealed S{index} extends {CORLIB}ValueType {{")
            out += [f".field public {kind} {field}" for field, kind in fields] + ["}"]
        for index in range(self.rng.randrange(1, 4)):
            kind = self.rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
            self.statics.append((f"s{index}", kind))
            out.append(f".field public static {kind} s{index}")
        for index in range(self.rng.randrange(1, 4)):
            params = [self.some_type() for _ in range(self.rng.choice([0, 1, 2, 2, 3, 5, 8]))]
            method = Method(self, f"F{index}", self.some_type(), params, self.rng.randrange(2, 14), 1500)
            out.append(method.text())
            self.callees.append(Callee(method.name, method.ret, params, method.cost))
        run = Method(self, "Body", "int64", ["int32"], self.rng.randrange(8, 26), 8000)
        out.append(run.text())
        out += [".method public static uint64 Run(int32 seed) cil managed {", ".maxstack 4", "ldarg.0", f"call int64 {self.name}::Body(int32)",
                "call void R::mix(int64)", "ldsfld uint64 R::h", "ret", "}", "}"]
        self.text = "\n".join(out)

    def some_type(self):
        if self.rng.random() < 0.2:
            return self.rng.choice(list(self.structs))
        return self.rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]

    def spelled(self, declared):
        """As ilasm writes the type."""
        for suffix in ("[]", "&"):
            if declared.endswith(suffix):
                return self.spelled(declared[:-len(suffix)]) + suffix
        return f"valuetype {self.name}/{declared}" if declared in self.structs else declared


def assembly(seed, numbers):
    """The source of an assembly with these programs; its arguments are the programs to leave out."""
    parts = [Program(seed, number) for number in numbers]
    main = [".class public abstract sealed Driver extends [mscorlib]System.Object {", ".method public static void Main(string[] leftOut) cil managed {",
            ".entrypoint", ".maxstack 8"]
    for part in parts:
        main += ["ldarg.0", f'ldstr "{part.name}"', "call int32 [mscorlib]System.Array::IndexOf<string>(!!0[], !!0)", "ldc.i4.0", f"bge after{part.name}",
                 f'ldstr "{part.name}"', "ldnull", f"ldftn uint64 {part.name}::Run(int32)",
                 "newobj instance void class [mscorlib]System.Func`2<int32,uint64>::.ctor(object, native int)",
                 "call void R::one(string, class [mscorlib]System.Func`2<int32,uint64>)", f"after{part.name}:"]
    main += ["ret", "}", "}"]
    return "\n".join([PRELUDE, *(part.text for part in parts), *main]) + "\n"
