"""The forms of an opcode side by side (docs/add-an-opcode.md): `matt` and its like in one loop, interpreted, as a call, inline. Used by run.py and report.py."""

import figures
import suite

FOLDER = suite.ROOT / "bench" / "opcode"
# Operations of one repetition: the size in forms.cs.
OPERATIONS = 2_000_000
# (name, which loop of forms.cs, options of minivm). The first is what the others are compared with.
FORMS = [
    ("inline", "builtin", ["--tier=jit"]),
    ("`x > y ? x : y`", "chosen", ["--tier=jit"]),
    ("opcode of a file", "added", ["--tier=jit", f"--opcodes={FOLDER / 'forms.opcodes'}"]),
    ("`x > y ? x : y` as a branch", "chosen", ["--tier=jit", "--disable=select"]),
    ("call of a function", "builtin", ["--tier=jit", "--disable=matt"]),
    ("interpreter", "builtin", ["--tier=interp"]),
    ("interpreter, `x > y ? x : y`", "chosen", ["--tier=interp"]),
    ("interpreter, opcode of a file", "added", ["--tier=interp", f"--opcodes={FOLDER / 'forms.opcodes'}"]),
]


def measure(measurer, runtime, program, args, repetitions):
    """Each form, by turns, in as many processes as the programs; `repetitions` reads what a process printed."""
    runs = {name: [] for name, _, _ in FORMS}
    for _ in range(args.processes):
        for name, loop, options in FORMS:
            arguments = ["--seconds", str(args.seconds), "--reps", str(args.reps), "--form", loop]
            _, text = measurer.run(runtime, program, arguments, options)
            runs[name].append({"cpu_us": [cpu // 1000 for cpu, _, _ in repetitions(text)]})
    return [{"form": name, "options": " ".join(options).replace(f"{FOLDER}/", ""), "runs": runs[name]} for name, _, options in FORMS]


def table(raw):
    """One row per form: nanoseconds of the loop's body, the loop and both loads included."""
    rows = []
    first = None
    for entry in raw["forms"]:
        figure = figures.Figure(figures.steady(process) for process in entry["runs"])
        first = first or figure.median
        spread = "" if figure.spread is None else f" ±{figure.spread * 100:.0f}%"
        rows.append([entry["form"], entry["options"], f"{figure.median * 1000 / OPERATIONS:.2f}{spread}", f"{figure.median / first:.2f}"])
    return figures.table(["form", "options", "ns", f"÷ {raw['forms'][0]['form']}"], rows)
