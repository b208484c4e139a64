#!/usr/bin/env python3
"""The include rule: who may know whom. includes.py ROOT prints every #include that points the wrong way, and every cycle.

    vm/support ← loader ← vm ← { interpreter, jit } ← vm/host        bench and tests see all; interpreter and jit never each other
    inside vm: support, objects and type layouts (headers), threads, gc, types, entry, il, eh, native, inspect

An include may point at a lower or the same level; vm/*.h (Runtime) is known to every .cpp of vm, and to no header below. A need in the other direction goes through an abstract class declared below, or a
row of a .def.
"""

import re
import sys
from pathlib import Path

ROOMS = ["loader", "vm", "interpreter", "jit", "bench", "tests"]

# Levels, lowest first; a file belongs to the first pattern that matches its path.
LEVELS = [
    ("vm/support", r"vm/support/"),
    ("loader", r"loader/"),
    ("vm/layouts", r"vm/objects/.*\.(h|def)$|vm/types/(method_table|ee_class|method_desc|field_desc|type_handle|loader_allocator|offsets|well_known|load_failure)\.(h|def)$|vm/gc/handle\.h$"),
    ("vm/threads", r"vm/threads/|vm/eh/(exceptions|ex_info)\.h$"),  # everything may raise; how a throw finds its handler is eh's
    ("vm/gc", r"vm/gc/|vm/objects/"),
    ("vm/types", r"vm/types/"),
    ("vm/entry", r"vm/entry/|vm/native/native_table\.h$"),  # the prestub asks the table, natives fill it
    ("vm/il", r"vm/il/"),
    ("vm/eh", r"vm/eh/"),
    ("vm/native", r"vm/(native|interop)/"),
    ("vm/inspect", r"vm/inspect/"),
    ("vm", r"vm/[^/]*$"),
    ("interpreter", r"interpreter/"),
    ("jit", r"jit/"),
    ("vm/host", r"vm/host/"),
    ("tests", r"(bench|tests)/"),
]
RANK = {name: rank for rank, (name, _) in enumerate(LEVELS)}

# External headers that cost, and where alone they may be seen.
EXTERNAL = [
    (r"xbyak/", r"^(vm/entry|jit/emit)/", "xbyak costs seconds per file: vm/entry and jit/emit only"),
    (r"Zydis/", r"^(vm/inspect|vm/entry|jit/emit)/", "Zydis belongs to the one file that disassembles"),
    (r"boost/", r"^vm/support/", "Boost stays behind vm/support/options.h"),
]


def level(path):
    """The name of the level a file belongs to, or None for a file outside the rooms."""
    return next((name for name, pattern in LEVELS if re.match(pattern, path)), None)


def includes(file):
    """(line number, header, is a project include) of each #include."""
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
        if match:
            yield number, match[2], match[1] == '"'


def allowed(source, target):
    """True if a file of level `source` may include one of level `target`."""
    if {source, target} == {"interpreter", "jit"}:
        return False
    return RANK[target] <= RANK[source]


def is_composed(name, header):
    """vm/*.h is what vm is as a whole (Runtime and the interfaces): headers below may only name it, any .cpp of vm may use it."""
    return name.startswith("vm/") and name.endswith(".cpp") and re.match(r"vm/[^/]*\.h$", header)


def cycles(graph):
    """Each cycle of the include graph once, as a list of files."""
    done, path, found = set(), [], []

    def visit(node):
        if node in path:
            found.append(path[path.index(node):] + [node])
        elif node not in done:
            path.append(node)
            for target in graph.get(node, ()):
                visit(target)
            path.pop()
            done.add(node)

    for node in graph:
        visit(node)
    return found


def chain_to(graph, start, goal):
    """A shortest chain of includes from start to goal, for the message."""
    queue, came = [start], {start: None}
    for node in queue:
        if node == goal:
            chain = []
            while node:
                chain.append(node)
                node = came[node]
            return chain[::-1]
        for target in graph.get(node, ()):
            if target not in came:
                came[target] = node
                queue.append(target)
    return []


def check(root):
    """All offences under `root`, as lines."""
    wrong, graph = [], {}
    files = [f for room in ROOMS for f in sorted((root / room).rglob("*")) if f.suffix in (".h", ".cpp", ".def", ".inc")]
    for file in files:
        name = str(file.relative_to(root))
        graph[name] = []
        for number, header, own in includes(file):
            for pattern, where, why in EXTERNAL:
                if re.match(pattern, header) and not re.match(where, name) and not name.startswith(("tests/", "bench/")):
                    wrong.append(f"{name}:{number}: includes <{header}>: {why}")
            if not own:
                continue
            if not (root / header).exists():
                if (file.parent / header).exists():
                    wrong.append(f'{name}:{number}: "{header}": write includes from the root')
                continue
            graph[name].append(header)
            source, target = level(name), level(header)
            if source and target and not allowed(source, target) and not is_composed(name, header):
                wrong.append(f"{name}:{number}: {source} may not know {target}: {name} → {header}")
    for cycle in cycles(graph):
        wrong.append("cycle: " + " → ".join(cycle))
    # What interpreter and jit reach through others counts, too.
    for name in graph:
        if level(name) in ("interpreter", "jit"):
            other = {"interpreter": "jit/", "jit": "interpreter/"}[level(name)]
            for target in graph:
                if target.startswith(other):
                    chain = chain_to(graph, name, target)
                    if len(chain) > 2:
                        wrong.append(f"{level(name)} reaches {target}: " + " → ".join(chain))
    return wrong


def main():
    wrong = check(Path(sys.argv[1]).resolve())
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
