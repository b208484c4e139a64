"""Random IL without branches: values come onto the stack, are worked on, and go into variables."""

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
BOXED = {"int32": "Int32", "uint32": "UInt32", "int8": "SByte", "uint8": "Byte", "int16": "Int16", "uint16": "UInt16", "bool": "Boolean", "char": "Char",
         "int64": "Int64", "uint64": "UInt64", "native int": "IntPtr", "native uint": "UIntPtr", "float32": "Single", "float64": "Double"}
BOXED = {name: f"[mscorlib]System.{spelled}" for name, spelled in BOXED.items()}


class Instructions:
    """The state is Method's (il.py); `base` is the height of the stack that an instruction may not go below."""

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
