"""Random C# statements: do_NAME for each kind, chosen by Statements.statement."""

from csharp_expressions import ALU, FLOATS, PRIMITIVE, Expressions, Var


class Statements(Expressions):
    """Blocks, loops, handlers, and what they cost."""

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
