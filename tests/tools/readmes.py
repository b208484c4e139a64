#!/usr/bin/env python3
"""Each room has its chapter, the chapters link to files that exist, the README shows the tour as it is, and long files are named: readmes.py ROOT."""

import re
import subprocess
import sys
from pathlib import Path

# A room is a folder with files of its own, one or two levels deep, in these places.
PLACES = ["loader", "vm", "vm/*", "interpreter", "jit", "corlib", "bench", "tests", "docs"]
MAX_LINES = 800


def tracked(root):
    """The files of the project: what git knows, or everything where there is no git."""
    done = subprocess.run(["git", "-C", root, "ls-files", "-co", "--exclude-standard"], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode == 0:
        return [name for name in done.stdout.splitlines() if (root / name).exists()]
    return [str(p.relative_to(root)) for p in root.rglob("*") if p.is_file() and "build" not in p.parts]


def main():
    root = Path(sys.argv[1]).resolve()
    files = tracked(root)
    wrong = []
    for place in PLACES:
        for room in sorted(p for p in root.glob(place) if p.is_dir()):
            name = str(room.relative_to(root))
            has_files = any(f.startswith(name + "/") for f in files)
            if has_files and not (room / "README.md").exists():
                wrong.append(f"{name}/ has no README.md: each room has its chapter")
    for name in files:
        if name.endswith(".md"):
            text = (root / name).read_text(encoding="utf-8")
            for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
                if not re.match(r"[a-z]+:", target) and not ((root / name).parent / target).exists():
                    wrong.append(f"{name} links to {target}, which does not exist")
        elif re.search(r"\.(cpp|h|cs|py)$", name) and not name.startswith("tests/run/"):
            length = (root / name).read_text(encoding="utf-8", errors="replace").count("\n")
            if length > MAX_LINES:
                print(f"warning: {name} has {length} lines: more than {MAX_LINES}, split by subject")
    tour = (root / "tests/run/tour.expected").read_text(encoding="utf-8")
    if not all(line.rstrip() in (root / "README.md").read_text(encoding="utf-8") for line in tour.splitlines()):
        wrong.append("README.md shows another output than tests/run/tour.expected")
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
