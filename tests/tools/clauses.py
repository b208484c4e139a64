#!/usr/bin/env python3
"""Writes tests/il/README.md: which program holds minivm to which clause of ECMA-335.

clauses.py [--check]   from the `// clauses:` lines of tests/run, tests/il, tests/regress; a case is a line of the recorded output.
                       --check: exit 1 if the file is not what would be written.
"""

import argparse
import re
import sys

import programs

PAGE = programs.TESTS / "il" / "README.md"
HEAD = """# ECMA-335, clause by clause
Made by `tests/tools/clauses.py` from the `// clauses:` lines of the programs; do not edit. A case is a line of output, recorded from CoreCLR; every program also runs under GC stress.

{cases} cases in {count} programs.

| clause | programs (cases) |
|---|---|
"""


def order(clause):
    """Partition, then numbers as numbers."""
    partition, *rest = clause.split(".")
    return (["I", "II", "III"].index(partition), [int(part) for part in rest])


def page():
    """The text of the table."""
    clauses, cases = {}, {}
    for source in sorted([*programs.TESTS.glob("run/*.cs"), *programs.TESTS.glob("il/*.il"), *programs.TESTS.glob("regress/*")]):
        if source.suffix not in (".cs", ".il"):
            continue
        line = re.search(r"^// clauses: (.*)$", source.read_text(encoding="utf-8"), re.MULTILINE)
        covers = line[1].split() if line else []
        expected = source.with_suffix(".expected")
        if not covers or not expected.exists():
            continue
        name = f"{source.parent.name}/{source.stem}"
        cases[name] = len(expected.read_text(encoding="utf-8", errors="replace").splitlines())
        for clause in covers:
            clauses.setdefault(clause, []).append(name)
    text = HEAD.format(cases=sum(cases.values()), count=len(cases))
    for clause in sorted(clauses, key=order):
        text += f"| {clause} | " + ", ".join(f"{name} ({cases[name]})" for name in clauses[clause]) + " |\n"
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    text = page()
    if args.check:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        if not same:
            print(f"{PAGE}: not up to date; run tests/tools/clauses.py", file=sys.stderr)
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
