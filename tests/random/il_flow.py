"""Random IL control flow: branches with values on the stack, loops, switches, protected blocks."""

from il_instructions import CORLIB, EXCEPTIONS, INTEGERS, NUMBERS, Instructions


class Flow(Instructions):
    """Blocks within blocks, at most three deep."""

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
