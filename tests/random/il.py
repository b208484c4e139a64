"""Random IL programs: valid, sure to end, in shapes that no C# compiler emits.

Values stay on the evaluation stack across branches, loops carry some there, dup feeds several users, int32 meets native int, float32
meets float64, loops have two entries, protected blocks nest with filters and faults. Every shift count is masked and every value that
ECMA-335 leaves open is avoided; what CoreCLR decides (a float that fits no integer) is CoreCLR's answer.
Lines are the unit of reduction, as in csharp.py.
"""

import random

NUMBERS = ("i4", "i8", "n", "f4", "f8")
INTEGERS = ("i4", "i8", "n")
# What a variable may be declared as, and what it is on the stack.
DECLARED = {"int32": "i4", "uint32": "i4", "int8": "i4", "uint8": "i4", "int16": "i4", "uint16": "i4", "bool": "i4", "char": "i4", "int64": "i8",
            "uint64": "i8", "native int": "n", "native uint": "n", "float32": "f4", "float64": "f8", "string": "o", "object": "o"}
WEIGHTS = {"int32": 8, "uint32": 3, "int8": 1, "uint8": 2, "int16": 1, "uint16": 1, "bool": 1, "char": 1, "int64": 5, "uint64": 2, "native int": 2,
           "native uint": 1, "float32": 2, "float64": 3}
ELEMENT = {"int32": "i4", "uint32": "u4", "int8": "i1", "uint8": "u1", "int16": "i2", "uint16": "u2", "bool": "i1", "char": "u2", "int64": "i8",
           "uint64": "i8", "native int": "i", "native uint": "i", "float32": "r4", "float64": "r8"}
TO = {"i4": "conv.i4", "i8": "conv.i8", "n": "conv.i", "f4": "conv.r4", "f8": "conv.r8"}
CORLIB = "[mscorlib]System."
EXCEPTIONS = ["Exception", "DivideByZeroException", "OverflowException", "IndexOutOfRangeException", "ArithmeticException", "NullReferenceException"]

PRELUDE = """.assembly extern mscorlib { .ver 4:0:0:0 .publickeytoken = (B7 7A 5C 56 19 34 E0 89) }
.assembly 'random' { }
.module 'random.exe'
.class public abstract sealed R extends [mscorlib]System.Object {
.field public static uint64 h
.method public static void mix(int64 v) cil managed {
.maxstack 8
ldsfld uint64 R::h
ldc.i4 13
shl
ldsfld uint64 R::h
ldc.i4 51
shr.un
or
ldarg.0
xor
ldc.i8 -7046029254386353131
mul
stsfld uint64 R::h
ret
}
.method public static void mixf(float64 v) cil managed {
.maxstack 8
ldarg.0
ldarg.0
beq number
ldc.i8 5
call void R::mix(int64)
ret
number: ldarg.0
call int64 [mscorlib]System.BitConverter::DoubleToInt64Bits(float64)
call void R::mix(int64)
ret
}
.method public static void mixo(object v) cil managed {
.maxstack 8
ldarg.0
brfalse none
ldarg.0
callvirt instance class [mscorlib]System.Type [mscorlib]System.Object::GetType()
callvirt instance string [mscorlib]System.Reflection.MemberInfo::get_Name()
callvirt instance int32 [mscorlib]System.String::get_Length()
conv.i8
call void R::mix(int64)
ret
none: ldc.i8 7
call void R::mix(int64)
ret
}
.method public static bool decide(object e) cil managed {
.maxstack 8
ldarg.0
call void R::mixo(object)
ldsfld uint64 R::h
ldc.i4 20
shr.un
conv.i4
ldc.i4.1
and
ret
}
.method public static int32 opaque(int32 v) cil managed noinlining {
ldarg.0
ret
}
.method public static void one(string name, class [mscorlib]System.Func`2<int32,uint64> run) cil managed {
.maxstack 8
.locals init (int32 k, uint64 total)
again: ldc.i8 0
stsfld uint64 R::h
.try {
ldarg.1
ldloc.0
callvirt instance !1 class [mscorlib]System.Func`2<int32,uint64>::Invoke(!0)
ldloc.1
ldc.i4 31
conv.i8
mul
add
stloc.1
leave next
} catch [mscorlib]System.Exception {
call void R::mixo(object)
ldsfld uint64 R::h
ldloc.1
ldc.i8 37
mul
add
stloc.1
leave next
}
next: ldloc.0
ldc.i4.1
add
dup
stloc.0
ldc.i4.6
blt again
ldarg.0
ldstr " "
ldloca.s 1
ldstr "x16"
call instance string [mscorlib]System.UInt64::ToString(string)
call string [mscorlib]System.String::Concat(string, string, string)
call void [mscorlib]System.Console::WriteLine(string)
ret
}
}
"""


class Struct:
    def __init__(self, name, fields):
        self.name, self.fields = name, fields


class Callee:
    def __init__(self, name, ret, params, cost):
        self.name, self.ret, self.params, self.cost = name, ret, params, cost


class Method:
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

    # Small tools.
    def chance(self, percent):
        return self.rng.random() * 100 < percent

    def pick(self, items):
        return items[self.rng.randrange(len(items))]

    def emit(self, text):
        self.cost += self.mult
        self.out.append(text)

    def push(self, kind):
        self.stack.append(kind)
        self.deepest = max(self.deepest, len(self.stack))

    def pop(self, count=1):
        del self.stack[len(self.stack) - count:]

    def label(self):
        self.labels += 1
        return f"L{self.labels}"

    def local(self, declared):
        self.locals.append(declared)
        return len(self.locals) - 1

    def kind(self, declared):
        return DECLARED.get(declared, declared)

    def scalar(self):
        return self.rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]

    def locals_of(self, kind):
        return [i for i, d in enumerate(self.locals) if self.kind(d) == kind and i not in self.counters]

    # Values.
    def coerce(self, kind):
        """The top becomes another number; as often as not a value of the same width is left as it is."""
        top = self.stack[-1]
        if top != kind:
            if kind == "n" and top == "i4" and self.chance(10):
                self.emit("conv.u")
            elif kind == "i8" and top in ("i4", "n") and self.chance(30):
                self.emit("conv.u8")
            else:
                self.emit(TO[kind])
            self.stack[-1] = kind

    def constant(self, kind):
        if kind == "i4":
            value = self.pick([0, 1, -1, 2, 3, 7, 8, 31, 32, 100, 127, 128, 255, 256, -128, 65535, 32768, 0x7fffffff, -0x80000000, self.rng.randrange(-1000, 1000)])
            self.emit(f"ldc.i4.{value}" if 0 <= value <= 8 else f"ldc.i4 {value}")
        elif kind == "i8":
            self.emit(f"ldc.i8 {self.pick([0, 1, -1, 3, 10, 1 << 32, -(1 << 31), (1 << 63) - 1, -(1 << 63), 0x80000000, self.rng.randrange(-99999, 99999)])}")
        elif kind == "n":
            self.emit(f"ldc.i4 {self.pick([0, 1, -1, 5, 1000, -0x80000000])}")
            self.emit(self.pick(["conv.i", "conv.u"]))
        elif kind == "f4":
            self.emit(f"ldc.r4 {self.pick(['0.0', '1.0', '-1.5', '0.1', '3e38', 'float32(0x7fc00000)', 'float32(0x7f800000)', '16777217.0'])}")
        elif kind == "f8":
            self.emit(f"ldc.r8 {self.pick(['0.0', '1.0', '-2.5', '0.1', '1e300', 'float64(0x7ff8000000000000)', 'float64(0xfff0000000000000)', '4294967296.5', 'float64(0x8000000000000000)'])}")
        elif kind == "o":
            self.emit(self.pick(["ldnull", 'ldstr "s"', 'ldstr "longer text"']))
        self.push(kind)

    def load(self, kind, depth=2):
        """Pushes a value of the kind."""
        roll = self.rng.random()
        if kind in self.p.structs:
            return self.load_struct(kind)
        if roll < 0.15:
            return self.constant(kind)
        if roll < 0.20 and depth and kind in NUMBERS:
            self.load(self.pick(NUMBERS), depth - 1)
            return self.convert(kind)
        if roll < 0.28 and kind in NUMBERS:
            return self.load_element(kind)
        if roll < 0.36 and kind in NUMBERS and self.load_field(kind):
            return None
        if roll < 0.42 and kind in NUMBERS:
            return self.load_indirect(kind)
        if roll < 0.48:
            statics = [f for f in self.p.statics if self.kind(f[1]) == kind]
            if statics:
                name, declared = self.pick(statics)
                self.emit(f"ldsfld {declared} {self.p.name}::{name}")
                return self.push(kind)
        if roll < 0.56 and depth and self.call(kind, depth - 1):
            return None
        if roll < 0.60 and kind == "o":
            declared = self.scalar()
            self.load(self.kind(declared), depth - 1 if depth else 0)
            self.emit(f"box {BOXED[declared]}")
            self.stack[-1] = "o"
            return None
        args = [i for i, d in enumerate(self.params) if self.kind(d) == kind]
        if args and roll < 0.75:
            self.emit(f"ldarg {self.pick(args)}")
            return self.push(kind)
        found = self.locals_of(kind)
        if found:
            self.emit(f"ldloc {self.pick(found)}")
            return self.push(kind)
        return self.constant(kind)

    def load_struct(self, name):
        found = [i for i, d in enumerate(self.locals) if d == name]
        calls = [c for c in self.p.callees if c.ret == name]
        if calls and self.chance(20) and self.call(name, 1):
            return
        if self.chance(20):
            self.emit(f"ldloca {self.pick(found)}")
            self.emit(f"ldobj {self.p.name}/{name}")
        elif self.chance(20) and f"{name}[]" in self.locals:
            self.emit(f"ldloc {self.locals.index(f'{name}[]')}")
            self.deepest = max(self.deepest, len(self.stack) + 2)
            self.emit(f"ldc.i4 {self.rng.randrange(4)}")
            self.emit(self.pick([f"ldelem {self.p.name}/{name}", f"ldelema {self.p.name}/{name}\nldobj {self.p.name}/{name}"]))
        else:
            self.emit(f"ldloc {self.pick(found)}")
        self.push(name)

    def index(self):
        """Pushes an index that is within the four elements of every array, almost always; int32 or native int."""
        if self.chance(50):
            self.emit(f"ldc.i4 {self.rng.randrange(4)}")
            self.push("i4")
        else:
            self.load(self.pick(["i4", "i4", "n"]), 0)
            if not self.chance(3):
                self.emit("ldc.i4.3")
                self.push("i4")
                self.emit("and")
                self.pop()

    def array(self, kind):
        """A local array whose elements are the kind, or None."""
        found = [i for i, d in enumerate(self.locals) if d.endswith("[]") and self.kind(d[:-2]) == kind]
        return self.pick(found) if found else None

    def load_element(self, kind):
        array = self.array(kind)
        if array is None:
            return self.constant(kind)
        declared = self.locals[array][:-2]
        self.emit(f"ldloc {array}")
        self.push("a")
        self.index()
        if self.chance(25):
            self.emit(f"ldelema {BOXED[declared]}")
            self.emit(f"ldind.{ELEMENT[declared]}")
        else:
            self.emit(f"ldelem.{ELEMENT[declared]}")
        self.pop(2)
        return self.push(kind)

    def load_field(self, kind):
        """Of a struct's local: through its address, or of a copy on the stack."""
        found = [(i, d, f, t) for i, d in enumerate(self.locals) if d in self.p.structs for f, t in self.p.structs[d].fields if self.kind(t) == kind]
        if not found:
            return False
        local, name, field, declared = self.pick(found)
        self.emit(f"{self.pick(['ldloca', 'ldloc'])} {local}")
        self.push("&")
        self.emit(f"ldfld {declared} {self.p.name}/{name}::{field}")
        self.pop()
        self.push(kind)
        return True

    def load_indirect(self, kind):
        pointers = [i for i, d in enumerate(self.locals) if d.endswith("&") and self.kind(d[:-1]) == kind]
        if not pointers:
            return self.constant(kind)
        pointer = self.pick(pointers)
        self.emit(f"ldloc {pointer}")
        self.emit(f"ldind.{ELEMENT[self.locals[pointer][:-1]]}")
        return self.push(kind)

    def convert(self, kind):
        """From whatever number is on top to the kind, by any instruction that does it."""
        top = self.stack[-1]
        table = {"i4": ["conv.i4", "conv.u4", "conv.i1", "conv.u1", "conv.i2", "conv.u2"], "i8": ["conv.i8", "conv.u8"], "n": ["conv.i", "conv.u"],
                 "f4": ["conv.r4"], "f8": ["conv.r8"]}
        text = self.pick(table[kind])
        if kind in INTEGERS and self.chance(12):
            text = text.replace("conv.", "conv.ovf.") + self.pick(["", ".un"] if top in INTEGERS else [""])
        elif kind in ("f4", "f8") and top in INTEGERS and self.chance(40):
            self.emit("conv.r.un")
        self.emit(text)
        self.stack[-1] = kind

    def call(self, kind, depth):
        fitting = [c for c in self.p.callees if self.kind(c.ret) == kind and self.cost + c.cost * self.mult < self.budget]
        if not fitting:
            return False
        callee = self.pick(fitting)
        for declared in callee.params:
            self.load(self.kind(declared), depth)
        signature = ", ".join(self.p.spelled(declared) for declared in callee.params)
        if self.chance(12):
            self.emit(f"ldftn {self.p.spelled(callee.ret)} {self.p.name}::{callee.name}({signature})")
            self.push("n")
            self.emit(f"calli {self.p.spelled(callee.ret)}({signature})")
            self.pop()
        else:
            self.emit(f"call {self.p.spelled(callee.ret)} {self.p.name}::{callee.name}({signature})")
        self.pop(len(callee.params))
        self.push(kind)
        self.cost += callee.cost * self.mult
        return True

    # Instructions on what is there.
    def need(self, kind, count, base):
        """The topmost `count` values become the kind; whatever lies below `base` is not touched."""
        while len(self.stack) - base < count:
            self.load(kind)
        if self.stack[-1] not in NUMBERS or kind not in NUMBERS:
            if self.stack[-1] != kind:
                self.load(kind)
        else:
            self.coerce(kind)
        if count == 2 and self.stack[-2] != kind:
            # Only the top can be converted: the one below is another's.
            if self.stack[-2] == "i4" and kind == "n" or {self.stack[-2], kind} == {"f4", "f8"}:
                return
            self.load(kind)

    def binary(self, base):
        kind = self.pick(NUMBERS[:3] + ("i4", "i8") + NUMBERS)
        self.need(kind, 2, base)
        left, right = self.stack[-2:]
        result = "f8" if {left, right} == {"f4", "f8"} else right
        if kind in ("f4", "f8"):
            self.emit(self.pick(["add", "sub", "mul", "div", "rem"]))
        elif self.chance(15):
            self.emit("ldc.i4.1")
            self.push("i4")
            if kind != "i4":
                self.coerce(kind)
            self.emit("or")
            self.pop()
            self.emit(self.pick(["div", "rem", "div.un", "rem.un"]))
        elif self.chance(4):
            choices = ["add.ovf", "sub.ovf", "mul.ovf", "div", "rem.un"]
            self.emit(self.pick(choices if left != right else choices + ["add.ovf.un", "sub.ovf.un", "mul.ovf.un"]))
        else:
            self.emit(self.pick(["add", "sub", "mul", "add", "sub", "and", "or", "xor"]))
        self.pop(2)
        self.push(result)

    def shift(self, base):
        kind = self.pick(["i4", "i8", "i8", "n"])
        self.need(kind, 1, base)
        self.load(self.pick(["i4", "i4", "n"]), 0)
        self.emit(f"ldc.i4 {31 if kind == 'i4' else 63}")
        self.push("i4")
        self.emit("and")
        self.pop()
        self.emit(self.pick(["shl", "shr", "shr.un"]))
        self.pop()

    def compare(self, base):
        kind = self.pick(NUMBERS)
        self.need(kind, 2, base)
        self.emit(self.pick(["ceq", "cgt", "clt", "cgt.un", "clt.un"]))
        self.pop(2)
        self.push("i4")

    def unary(self, base):
        kind = self.pick(NUMBERS)
        self.need(kind, 1, base)
        self.emit(self.pick(["neg", "not"]) if kind in INTEGERS else "neg")

    def twice(self, base):
        if len(self.stack) > base:
            self.emit("dup")
            self.push(self.stack[-1])

    def conversion(self, base):
        if len(self.stack) == base or self.stack[-1] not in NUMBERS:
            self.load(self.pick(NUMBERS))
        self.convert(self.pick(NUMBERS))

    def store(self, base):
        """The top goes into a variable, an element, a field, or through a pointer."""
        if len(self.stack) == base:
            self.load(self.pick(NUMBERS))
        top = self.stack[-1]
        roll = self.rng.random()
        if top in NUMBERS and roll < 0.2:
            return self.store_elsewhere(top)
        places = [("stloc", i) for i in self.locals_of(top)] + [("starg", i) for i, d in enumerate(self.params) if self.kind(d) == top]
        statics = [f for f in self.p.statics if self.kind(f[1]) == top]
        if statics and (roll < 0.3 or not places):
            name, declared = self.pick(statics)
            self.emit(f"stsfld {declared} {self.p.name}::{name}")
            return self.pop()
        if not places:
            self.emit("pop")
            return self.pop()
        if self.chance(15):
            self.emit("dup")
            self.deepest = max(self.deepest, len(self.stack) + 1)
            op, number = self.pick(places)
            self.emit(f"{op} {number}")
            return None
        op, number = self.pick(places)
        self.emit(f"{op} {number}")
        return self.pop()

    def store_elsewhere(self, kind):
        """Where an address comes before the value: the value waits in a local, or comes afresh."""
        self.emit("pop")
        self.pop()
        pointers = [i for i, d in enumerate(self.locals) if d.endswith("&") and self.kind(d[:-1]) == kind]
        array = self.array(kind)
        fields = [(i, d, f, t) for i, d in enumerate(self.locals) if d in self.p.structs for f, t in self.p.structs[d].fields if self.kind(t) == kind]
        choices = [c for c, there in (("pointer", pointers), ("array", array is not None), ("field", fields)) if there]
        if not choices:
            return
        choice = self.pick(choices)
        if choice == "pointer":
            pointer = self.pick(pointers)
            self.emit(f"ldloc {pointer}")
            self.push("&")
            self.load(kind)
            self.emit(f"stind.{ELEMENT[self.locals[pointer][:-1]].replace('u', 'i')}")
            self.pop(2)
        elif choice == "array":
            self.emit(f"ldloc {array}")
            self.push("a")
            self.index()
            self.load(kind)
            self.emit(f"stelem.{ELEMENT[self.locals[array][:-2]].replace('u', 'i')}")
            self.pop(3)
        else:
            local, name, field, declared = self.pick(fields)
            self.emit(f"ldloca {local}")
            self.push("&")
            self.load(kind)
            self.emit(f"stfld {declared} {self.p.name}/{name}::{field}")
            self.pop(2)

    def struct_op(self, base):
        found = [i for i, d in enumerate(self.locals) if d in self.p.structs]
        if not found:
            return
        local = self.pick(found)
        name = self.locals[local]
        spelled = f"{self.p.name}/{name}"
        roll = self.rng.random()
        if roll < 0.2:
            self.emit(f"ldloca {local}")
            self.emit(f"initobj {spelled}")
            self.deepest = max(self.deepest, len(self.stack) + 1)
        elif roll < 0.4:
            self.emit(f"ldloca {local}")
            self.push("&")
            self.load(name)
            self.emit(f"stobj {spelled}")
            self.pop(2)
        elif roll < 0.55:
            same = [i for i in found if self.locals[i] == name]
            self.emit(f"ldloca {local}")
            self.emit(f"ldloca {self.pick(same)}")
            self.emit(f"cpobj {spelled}")
            self.deepest = max(self.deepest, len(self.stack) + 2)
        elif roll < 0.7:
            self.load(name)
            self.emit(f"box {spelled}")
            self.emit(f"unbox.any {spelled}")
            self.emit(f"stloc {local}")
            self.pop()
        else:
            self.load(name)
            self.emit(f"stloc {local}")
            self.pop()

    def pointer_op(self, base):
        """A byref local points elsewhere."""
        pointers = [i for i, d in enumerate(self.locals) if d.endswith("&")]
        if pointers:
            self.point(self.pick(pointers))

    def point(self, pointer):
        declared = self.locals[pointer][:-1]
        array = [i for i, d in enumerate(self.locals) if d == f"{declared}[]"]
        fields = [(i, d, f) for i, d in enumerate(self.locals) if d in self.p.structs for f, t in self.p.structs[d].fields if t == declared]
        variables = [i for i, d in enumerate(self.locals) if d == declared and i not in self.counters]
        if array and self.chance(40):
            self.emit(f"ldloc {self.pick(array)}")
            self.push("a")
            self.emit(f"ldc.i4 {self.rng.randrange(4)}")
            self.push("i4")
            self.emit(f"ldelema {BOXED[declared]}")
            self.pop(2)
            self.push("&")
        elif fields and self.chance(40):
            local, name, field = self.pick(fields)
            self.emit(f"ldloca {local}")
            self.push("&")
            self.emit(f"ldflda {declared} {self.p.name}/{name}::{field}")
        else:
            self.emit(f"ldloca {self.pick(variables)}")
            self.push("&")
        self.emit(f"stloc {pointer}")
        self.pop()

    # Control flow.
    def block(self, length, base):
        """Instructions that leave the stack at `base` or above."""
        table = {self.binary: 20, self.shift: 5, self.compare: 5, self.unary: 4, self.twice: 6, self.conversion: 6, self.store: 16, self.struct_op: 4,
                 self.pointer_op: 2, self.mixing: 4}
        if self.depth < 3:
            table.update({self.diamond: 8, self.loop: 7, self.switch: 3, self.protected: 5, self.two_entries: 2, self.skip: 2, self.leaving: 2})
        for _ in range(length):
            if self.cost > self.budget:
                return
            if len(self.stack) - base > 7:
                self.store(base)
            elif len(self.stack) - base < 2 and self.chance(50):
                self.load(self.pick(NUMBERS + ("i4", "i8", "o") + tuple(self.p.structs)))
            else:
                self.rng.choices(list(table), list(table.values()))[0](base)

    def inner(self, low, high, base):
        self.depth += 1
        self.block(self.rng.randrange(low, high), base)
        self.depth -= 1

    def mixing(self, base):
        if len(self.stack) == base:
            self.load(self.pick(NUMBERS))
        self.mix_top()

    def mix_top(self):
        top = self.stack[-1]
        if top in ("f4", "f8"):
            self.emit("conv.r8")
            self.emit("call void R::mixf(float64)")
        elif top in INTEGERS:
            if top != "i8":
                self.emit("conv.i8")
            self.emit("call void R::mix(int64)")
        elif top == "o":
            self.emit("call void R::mixo(object)")
        else:
            self.emit("pop")
        self.pop()

    def shape(self, wanted, base):
        """What lies above `base` becomes the wanted kinds."""
        while len(self.stack) - base > len(wanted):
            self.emit("pop") if self.chance(30) else self.mix_top() or self.stack.append("?")
            self.pop()
        while len(self.stack) - base < len(wanted):
            self.load(wanted[len(self.stack) - base])
        have = self.stack[base:]
        # Everything up to the lowest that does not fit is taken off.
        for place in range(len(wanted)):
            if have[place] != wanted[place]:
                while len(self.stack) - base > place + 1:
                    self.emit("pop")
                    self.pop()
                if self.stack[-1] in NUMBERS and wanted[place] in NUMBERS:
                    self.coerce(wanted[place])
                else:
                    self.emit("pop")
                    self.pop()
                    self.load(wanted[place])
                for kind in wanted[place + 1:]:
                    self.load(kind)
                return

    def condition(self, label, base):
        """A branch to the label that takes its operands off."""
        if self.chance(60):
            kind = self.pick(NUMBERS)
            self.need(kind, 2, base)
            choices = ["beq", "bge", "bgt", "ble", "blt"]
            # Whether int32 is widened with zeros or with its sign in an unsigned branch against native int is left open.
            if self.stack[-2:] != ["i4", "n"]:
                choices += ["bne.un", "bge.un", "bgt.un", "ble.un", "blt.un"]
            self.emit(f"{self.pick(choices)} {label}")
            self.pop(2)
        else:
            self.need(self.pick(INTEGERS), 1, base)
            self.emit(f"{self.pick(['brtrue', 'brfalse'])} {label}")
            self.pop()

    def results(self):
        return [self.pick(NUMBERS + ("i4", "i8", "o") + tuple(self.p.structs)) for _ in range(self.rng.choice([0, 1, 1, 2, 3]))]

    def diamond(self, base):
        otherwise, end = self.label(), self.label()
        self.condition(otherwise, base)
        # Both sides may use what lies there.
        keep = self.pick([base, len(self.stack)])
        before = list(self.stack)
        wanted = self.results()
        self.inner(1, 6, keep)
        self.shape(wanted, keep)
        self.emit(f"br {end}")
        self.out.append(f"{otherwise}:")
        self.stack = before
        if self.chance(75):
            self.inner(1, 6, keep)
        self.shape(wanted, keep)
        self.out.append(f"{end}:")

    def loop(self, base):
        trips = self.pick([2, 3, 5, 8, 20, 60])
        if self.mult * trips > 300:
            return
        counter = self.local("int32")
        self.counters.add(counter)
        carried = self.results()
        self.shape(self.stack[base:] + carried, base)
        carried = self.stack[base:]
        head = self.label()
        down = self.chance(50)
        self.emit(f"ldc.i4 {trips if down else 0}")
        self.deepest = max(self.deepest, len(self.stack) + 2)
        self.emit(f"stloc {counter}")
        self.out.append(f"{head}:")
        self.mult *= trips
        keep = base if self.chance(60) else len(self.stack)
        self.inner(1, 7, keep)
        self.shape(carried[keep - base:], keep)
        self.emit(f"ldloc {counter}")
        self.emit("ldc.i4.1")
        self.emit("sub" if down else "add")
        if self.chance(50):
            self.emit("dup")
            self.emit(f"stloc {counter}")
        else:
            self.emit(f"stloc {counter}")
            self.emit(f"ldloc {counter}")
        self.deepest = max(self.deepest, len(self.stack) + 2)
        if down:
            self.emit(self.pick([f"brtrue {head}", f"ldc.i4.0\nbgt {head}", f"ldc.i4.0\nbne.un {head}"]))
        else:
            self.emit(f"ldc.i4 {trips}\n{self.pick(['blt', 'bne.un', 'blt.un'])} {head}")
        self.mult //= trips

    def two_entries(self, base):
        """A loop that is entered at its head and in its middle."""
        trips = self.pick([3, 9])
        if self.mult * trips > 100:
            return
        counter = self.local("int32")
        self.counters.add(counter)
        head, middle = self.label(), self.label()
        self.emit(f"ldc.i4 {trips}")
        self.deepest = max(self.deepest, len(self.stack) + 1)
        self.emit(f"stloc {counter}")
        carried = list(self.stack)
        self.condition_kept(middle)
        self.out.append(f"{head}:")
        self.mult *= trips
        self.inner(1, 4, len(carried))
        self.shape([], len(carried))
        self.out.append(f"{middle}:")
        self.inner(1, 4, len(carried))
        self.shape([], len(carried))
        self.emit(f"ldloc {counter}")
        self.emit("ldc.i4.1")
        self.emit("sub")
        self.emit("dup")
        self.emit(f"stloc {counter}")
        self.deepest = max(self.deepest, len(self.stack) + 2)
        self.emit(f"brtrue {head}")
        self.mult //= trips

    def condition_kept(self, label):
        """A branch that leaves the stack as it was."""
        base = len(self.stack)
        self.load(self.pick(INTEGERS))
        self.emit(f"brtrue {label}")
        del self.stack[base:]

    def skip(self, base):
        """Jumps that a compiler would have threaded."""
        first, second, end = self.label(), self.label(), self.label()
        self.condition_kept(first)
        self.emit(f"br {second}")
        self.out.append(f"{first}:")
        self.emit("nop")
        self.out.append(f"{second}:")
        self.emit(f"br.s {end}")
        self.out.append(f"{end}:")

    def switch(self, base):
        count = self.rng.randrange(2, 6)
        labels = [self.label() for _ in range(count)]
        end = self.label()
        self.need("i4", 1, base)
        if self.chance(80):
            self.emit("ldc.i4.7")
            self.deepest = max(self.deepest, len(self.stack) + 1)
            self.emit("and")
        targets = [self.pick(labels) if self.chance(20) else label for label in labels]
        self.emit(f"switch ({', '.join(targets)})")
        self.pop()
        before = list(self.stack)
        wanted = self.results()
        keep = len(self.stack)
        for label in [None] + [name for name in labels if name in targets]:
            self.stack = list(before)
            if label:
                self.out.append(f"{label}:")
            self.inner(1, 3, keep)
            self.shape(wanted, keep)
            self.emit(f"br {end}")
        self.out.append(f"{end}:")

    def leaving(self, base):
        """Out of a protected block, past its end."""
        if not self.leaves:
            return
        label = self.label()
        self.condition_kept(label)
        before = list(self.stack)
        self.emit(f"leave {self.pick(self.leaves)}")
        self.out.append(f"{label}:")
        self.stack = before

    def protected(self, base):
        if self.mult > 60:
            return
        # The stack must be empty where a protected block begins: all of it waits in locals.
        waiting = []
        while self.stack:
            top = self.stack[-1]
            declared = {"i4": "int32", "i8": "int64", "n": "native int", "f4": "float32", "f8": "float64", "o": "object"}.get(top, top)
            number = self.local(declared)
            self.counters.add(number)
            self.emit(f"stloc {number}")
            self.pop()
            waiting.append((number, top))
        end = self.label()
        clause = self.pick(["catch", "catch", "finally", "fault", "filter", "both"])
        leaves = self.leaves
        self.out.append(".try {")
        if clause == "both":
            self.out.append(".try {")
        self.leaves = leaves + [end]
        self.inner(2, 8, 0)
        if self.chance(30):
            self.throwing()
        self.shape([], 0)
        self.emit(f"leave {end}")
        if clause in ("catch", "both"):
            for kind in ["DivideByZeroException", "OverflowException"][:self.rng.randrange(2)] + [self.pick(EXCEPTIONS)]:
                self.handler(f"}} catch {CORLIB}{kind} {{", end)
        if clause == "filter":
            self.out.append("} filter {")
            self.stack = ["o"]
            self.deepest = max(self.deepest, 2)
            self.leaves = []
            self.emit("call bool R::decide(object)")
            self.stack = ["i4"]
            depth, self.depth = self.depth, 3
            self.block(2, 1)
            self.depth = depth
            self.shape([], 1)
            self.emit("endfilter")
            self.stack = []
            self.leaves = leaves + [end]
            self.handler("} {", end)
        if clause == "both":
            self.out.append("}")
            self.emit(f"leave {end}")
        if clause in ("finally", "fault", "both"):
            kind = "finally" if clause == "both" else clause
            self.out.append(f"}} {kind} {{")
            self.stack, self.leaves = [], []
            self.inner(1, 4, 0)
            self.shape([], 0)
            self.emit("endfinally")
        self.out.append("}")
        self.out.append(f"{end}:")
        self.leaves = leaves
        self.stack = []
        for number, kind in reversed(waiting):
            self.emit(f"ldloc {number}")
            self.push(kind)

    def handler(self, opening, end):
        self.out.append(opening)
        self.stack = ["o"]
        self.deepest = max(self.deepest, 1)
        self.emit("call void R::mixo(object)")
        self.stack = []
        self.inner(0, 4, 0)
        self.shape([], 0)
        self.emit(f"leave {end}")

    def throwing(self):
        over = self.label()
        self.condition_kept(over)
        before = list(self.stack)
        self.emit(f"newobj instance void {CORLIB}{self.pick(EXCEPTIONS)}::.ctor()")
        self.deepest = max(self.deepest, len(self.stack) + 1)
        self.emit("throw")
        self.out.append(f"{over}:")
        self.stack = before

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


BOXED = {"int32": "Int32", "uint32": "UInt32", "int8": "SByte", "uint8": "Byte", "int16": "Int16", "uint16": "UInt16", "bool": "Boolean", "char": "Char",
         "int64": "Int64", "uint64": "UInt64", "native int": "IntPtr", "native uint": "UIntPtr", "float32": "Single", "float64": "Double"}
BOXED = {name: f"[mscorlib]System.{spelled}" for name, spelled in BOXED.items()}


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
