#!/usr/bin/env python3
"""The checks and the runner are themselves tested on broken input: checks_test.py."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
sys.path.insert(0, str(TOOLS))

import compile as compiler  # noqa: E402
import coverage  # noqa: E402
import includes  # noqa: E402
import programs  # noqa: E402
import run  # noqa: E402


class InTree(unittest.TestCase):
    """A test that works on a folder of its own."""

    def tree(self, files):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        root = Path(folder.name)
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return root


class Includes(InTree):
    def check(self, files):
        return includes.check(self.tree(files))

    def test_the_right_direction_passes(self):
        self.assertEqual(self.check({
            "vm/support/arena.h": "",
            "loader/image.h": '#include "vm/support/arena.h"\n',
            "vm/gc/heap.h": '#include "loader/image.h"\n',
            "interpreter/loop.cpp": '#include "vm/gc/heap.h"\n',
        }), [])

    def test_the_wrong_direction_is_named(self):
        found = self.check({"loader/image.h": '#include "vm/gc/heap.h"\n', "vm/gc/heap.h": ""})
        self.assertEqual(len(found), 1)
        self.assertIn("loader may not know vm/gc", found[0])

    def test_interpreter_and_jit_never_meet(self):
        found = self.check({"interpreter/a.h": '#include "jit/b.h"\n', "jit/b.h": ""})
        self.assertTrue(any("interpreter may not know jit" in line for line in found))

    def test_upward_inside_vm_is_refused(self):
        found = self.check({"vm/gc/heap.cpp": '#include "vm/eh/unwind.h"\n', "vm/eh/unwind.h": ""})
        self.assertIn("vm/gc may not know vm/eh", found[0])

    def test_cycles_print_their_chain(self):
        found = self.check({"vm/eh/a.h": '#include "vm/eh/b.h"\n', "vm/eh/b.h": '#include "vm/eh/a.h"\n'})
        self.assertEqual(found, ["cycle: vm/eh/a.h → vm/eh/b.h → vm/eh/a.h"])

    def test_includes_start_at_the_root(self):
        found = self.check({"loader/image.cpp": '#include "image.h"\n', "loader/image.h": ""})
        self.assertIn("write includes from the root", found[0])

    def test_costly_headers_stay_where_they_are(self):
        self.assertIn("xbyak", self.check({"interpreter/loop.cpp": "#include <xbyak/xbyak.h>\n"})[0])
        self.assertEqual(self.check({"vm/entry/stubs.cpp": "#include <xbyak/xbyak.h>\n"}), [])


class Globals(InTree):
    def run_on(self, source):
        root = self.tree({"a.cpp": source})
        library = root / "libminivm_a.a"
        subprocess.run(["g++", "-std=c++20", "-fPIC", "-c", root / "a.cpp", "-o", root / "a.o"], check=True)
        subprocess.run(["ar", "rc", library, root / "a.o"], check=True)
        done = subprocess.run([sys.executable, TOOLS / "globals.py", root], stdout=subprocess.PIPE, text=True, check=False)
        return done.returncode, done.stdout

    def test_constants_pass(self):
        code, output = self.run_on('extern const char* const names[2]; const char* const names[2] = {"a", "b"}; extern const int n; const int n = 5;')
        self.assertEqual(code, 0, output)

    def test_every_kind_of_writable_global_is_found(self):
        for source in ("int counter;", "int counter = 5;", "static int counter; int next() { return ++counter; }",
                       "int* next() { static int counter = 7; return &counter; }", "thread_local int counter;",
                       "#include <string>\nconst std::string& counter() { static std::string counter(\"x\"); return counter; }"):
            code, output = self.run_on(source)
            self.assertEqual(code, 1, source)
            self.assertIn("counter", output)


class Programs(InTree):
    def test_differences_are_shown(self):
        expected = programs.Outcome(b"a\nb\n", 0, None)
        self.assertEqual(programs.Outcome(b"a\nb\n", 0, "ignored").differences(expected), [])
        self.assertIn("+c", programs.Outcome(b"a\nc\n", 0, "").differences(expected))
        self.assertIn("exit code 3, expected 0", programs.Outcome(b"a\nb\n", 3, "").differences(expected))
        self.assertNotEqual(programs.Outcome(b"a\nb", 0, "").differences(expected), [])

    def test_stderr_is_compared_where_asked_without_positions(self):
        expected = programs.Outcome(b"", 134, "Unhandled\n   at P.Main()\n")
        actual = programs.comparable("Unhandled\n   at P.Main() in /x/y.cs:line 5\n")
        self.assertEqual(programs.Outcome(b"", 134, actual).differences(expected), [])
        self.assertNotEqual(programs.Outcome(b"", 134, "Other\n").differences(expected), [])

    def test_directives_end_with_the_leading_comment(self):
        root = self.tree({"a.cs": "// args: 1 2\n// Prose: with a colon.\nclass P {}\n// modes: plain\n"})
        self.assertEqual(compiler.directives(root / "a.cs"), {"args": "1 2"})

    def test_standard_input_and_topics_come_from_directives(self):
        root = self.tree({"run/a.cs": "// Text.\n// stdin: data/a.txt\n// covers: arrays,  System.Linq\nclass P {}\n", "run/data/a.txt": "two\nlines\n"})
        program = programs.Program(root / "run" / "a.cs")
        self.assertEqual(program.covers, ["arrays", "System.Linq"])
        self.assertEqual(programs.execute(["cat"], program).stdout, b"two\nlines\n")
        self.assertEqual(programs.execute(["pwd"], program).stdout.decode().strip(), str((root / "run").resolve()))

    def test_every_known_failure_exists(self):
        for mode in programs.MODES:
            names = {p.name for p in programs.find() if mode in p.modes}
            self.assertEqual(run.known_failures(mode) - names, set())


# A minivm with a fault: it prints the wrong sum when every method of BAD is compiled, unless --disable takes gvn out.
FAKE_MINIVM = """#!{python}
import sys
options = dict(word[2:].split("=", 1) for word in sys.argv[1:] if word.startswith("--"))
names = ["A::One()", "A::Two(int32)", "B`1<__Canon>::Three()", "B`1<__Canon>::Three() loop at IL_0010", "C::Four()", "C::Five(A,B)"]
only = open(options["jit-only"]).read().splitlines() if "jit-only" in options else names
compiled = [name for name in names if name in only]
for name in reversed(compiled):
    print(f"[tier] {{name}}: compiled, 24 bytes, 11 nodes, 1 us", file=sys.stderr)
print("[tier] D::Six(): refused, no IL", file=sys.stderr)
bad = {bad!r}
print("wrong" if bad is not None and set(bad) <= set(compiled) and options.get("disable") != "gvn" else "right")
"""


class Bisect(InTree):
    def search(self, bad):
        root = self.tree({"minivm": FAKE_MINIVM.format(python=sys.executable, bad=bad), "right": "right\n"})
        (root / "minivm").chmod(0o755)
        done = subprocess.run([sys.executable, TOOLS / "bisect_jit.py", "--expected", root / "right", "--keep", root / "kept", "--", root / "minivm", "a.exe"],
                              capture_output=True, text=True, check=False)
        kept = (root / "kept").read_text(encoding="utf-8").splitlines() if (root / "kept").exists() else []
        return done.returncode, done.stdout, sorted(kept)

    def test_one_method_is_found_and_the_pass(self):
        for name in ("A::One()", "B`1<__Canon>::Three() loop at IL_0010", "C::Four()"):
            code, text, kept = self.search([name])
            self.assertEqual((code, kept), (0, [name]))
            self.assertEqual([line for line in text.splitlines() if line.startswith("passes")], ["passes with --disable=gvn"])

    def test_two_methods_that_only_fail_together_are_found(self):
        names = ["A::Two(int32)", "C::Five(A,B)"]
        self.assertEqual(self.search(names)[::2], (0, names))

    def test_what_does_not_fail_or_not_by_compiling_is_said(self):
        self.assertIn("does not fail", self.search(None)[1])
        code, text, _ = self.search([])
        self.assertEqual(code, 1)
        self.assertIn("without compiled code", text)


class Coverage(unittest.TestCase):
    sections = coverage.features("# prose\n[C#]\narrays: what they are\nholes: nothing yet\n")

    def test_programs_without_topics_and_unknown_topics_are_named(self):
        found = coverage.problems(self.sections, {"run/a": ["arrays"], "run/b": [], "run/c": ["arrays", "arays"]})
        self.assertEqual(len(found), 2)
        self.assertIn("run/b: no `// covers:` line", found[0])
        self.assertIn("run/c: covers: arays", found[1])

    def test_the_table_shows_programs_and_holes(self):
        made = coverage.table(self.sections, {"run/a": ["arrays"], "run/c": ["arrays"]})
        self.assertIn("| arrays | what they are | run/a run/c |", made)
        self.assertIn("| holes | nothing yet | **none** |", made)

    def test_a_bad_line_of_the_features_is_refused(self):
        with self.assertRaises(SystemExit):
            coverage.features("[C#]\nno colon here\n")


if __name__ == "__main__":
    unittest.main()
