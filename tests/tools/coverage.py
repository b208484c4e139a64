#!/usr/bin/env python3
"""The map of tests: which programs cover which namespace and which feature.

coverage.py ROOT           fails when a program names no topic or an unknown one, or when tests/COVERAGE.md is not what --write makes
coverage.py ROOT --write   writes tests/COVERAGE.md

What a program covers, it says itself: `// covers: iterators, System.Linq`. The topics are the lines of tests/features.txt and the
namespaces, which are the folders of corlib/. A topic without a program stays in the table as a hole.
"""

import argparse
import re
import sys
from pathlib import Path

import programs

HEAD = """# What the programs cover
Made by `python3 tests/tools/coverage.py . --write` from the `// covers:` lines of the programs; features are listed in [features.txt](features.txt), namespaces
are the folders of [corlib](../corlib). `check/coverage` fails when this table is not what the programs say.
"""


def features(text):
    """{section: {topic: what belongs to it}}, in the order of the file."""
    sections = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if match := re.fullmatch(r"\[(.+)\]", line):
            sections[match[1]] = {}
        elif (match := re.fullmatch(r"([^:,]+): (.+)", line)) and sections:
            list(sections.values())[-1][match[1]] = match[2]
        else:
            raise SystemExit(f"tests/features.txt:{number}: expected [SECTION] or TOPIC: WHAT, found \"{line}\"")
    return sections


def namespaces(root):
    """The namespaces of the class library, each with the number of its source files."""
    return {p.name: f"{len(list(p.glob('*.cs')))} files" for p in sorted((root / "corlib").iterdir()) if p.is_dir() and p.name.split(".")[0] == "System"}


def problems(sections, covering):
    """What is wrong with the programs' `covers:` lines; `covering` is {program's name: its topics}."""
    known = {topic for topics in sections.values() for topic in topics}
    found = [f"{name}: no `// covers:` line; the topics are in tests/features.txt, and namespaces" for name, topics in covering.items() if not topics]
    for name, topics in covering.items():
        found += [f"{name}: covers: {topic}: neither a topic of tests/features.txt nor a namespace of corlib/" for topic in topics if topic not in known]
    return found


def table(sections, covering):
    """The map as Markdown."""
    lines = [HEAD]
    for section, topics in sections.items():
        lines += [f"## {section}", "| topic | what | programs |", "|---|---|---|"]
        for topic, what in topics.items():
            names = [name for name, covered in covering.items() if topic in covered]
            lines.append(f"| {topic} | {what} | {' '.join(names) if names else '**none**'} |")
        lines.append("")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    sections = features((args.root / "tests" / "features.txt").read_text(encoding="utf-8"))
    sections["Namespaces of the class library"] = namespaces(args.root)
    covering = {program.name: program.covers for program in programs.find()}
    wrong = problems(sections, covering)
    made = table(sections, covering)
    written = args.root / "tests" / "COVERAGE.md"
    if args.write and not wrong:
        written.write_text(made, encoding="utf-8")
    elif not wrong and (not written.exists() or written.read_text(encoding="utf-8") != made):
        wrong.append("tests/COVERAGE.md is not what the programs say: python3 tests/tools/coverage.py . --write")
    holes = [topic for topics in sections.values() for topic in topics if not any(topic in covered for covered in covering.values())]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{len(covering)} programs, {sum(map(len, sections.values()))} topics, without a program: {', '.join(holes) or 'none'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
