"""The program strata-tl-gen: its exit codes, its messages, and what it writes.

    program_test.py PROGRAM FOLDER [API-224 API-227]"""
import pathlib
import shutil
import subprocess
import sys
import unittest

PROGRAM = FOLDER = None
LAYERS = []

OLD = "// LAYER 1\na#1 = A;\nb#2 x:int = A;\n---functions---\nf.go#3 = A;\ng.go#4 = Bool;\n"
NEW = "// LAYER 2\na#1 = A;\nb#5 x:int y:int = A;\n---functions---\nf.go#3 = A;\ng.go#4 = Bool;\n"


class Program(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(FOLDER) / self._testMethodName
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.old = self.file("old.tl", OLD)
        self.new = self.file("new.tl", NEW)
        self.output = self.folder / "out"

    def file(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run_program(self, code, *words):
        done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def outputs(self):
        return {path.relative_to(self.output).as_posix(): (path.read_text(encoding="utf-8"), path.stat().st_mtime_ns)
                for path in self.output.rglob("*") if path.is_file()}

    def test_generate_writes_once(self):
        self.run_program(0, "generate", self.old, "--output", self.output)
        first = self.outputs()
        self.assertIn("include/strata/tl/types/a.hpp", first)
        self.assertIn("include/strata/tl/functions/f/go.hpp", first)
        self.assertIn("src/tables.cpp", first)
        self.run_program(0, "generate", self.old, "--output", self.output)
        self.assertEqual(self.outputs(), first, "a second run touches nothing")

    def test_slice(self):
        self.run_program(0, "generate", self.old, "--output", self.output, "--namespaces", "g")
        self.assertNotIn("include/strata/tl/functions/f/go.hpp", self.outputs())
        self.assertIn("include/strata/tl/functions/g/go.hpp", self.outputs())

    def test_unknown_namespace(self):
        done = self.run_program(1, "generate", self.old, "--output", self.output, "--namespaces", "f,h")
        self.assertIn("no function in the namespace 'h'; the schema has: f, g", done.stderr)
        self.assertFalse(self.output.exists())

    def test_fault_in_the_schema_leaves_no_output(self):
        bad = self.file("bad.tl", OLD + "x#6 y:flags.0?int = X;\n")
        done = self.run_program(1, "generate", bad, "--output", self.output)
        self.assertIn("bad.tl:7:7: error: ", done.stderr)
        unknown = self.file("unknown.tl", "x#6 y:Missing = X;\n")
        done = self.run_program(1, "generate", unknown, "--output", self.output)
        self.assertIn("unknown.tl:1: error: x: no constructor of the type Missing", done.stderr)
        self.assertFalse(self.output.exists())

    def test_wrong_usage(self):
        for words in ([], ["make"], ["generate"], ["generate", self.old], ["generate", self.old, "--output"],
                      ["generate", self.old, "--output", self.output, "--what"], ["generate", self.old,
                      "--output", self.output, "--namespaces", ","], ["diff"], ["diff", self.old],
                      ["diff", self.old, self.new, self.old], ["diff", self.old, self.new, "--what"]):
            self.assertIn("Usage", self.run_program(2, *words).stderr)
        self.assertIn("Usage", self.run_program(0, "--help").stdout)

    def test_diff(self):
        self.assertEqual(self.run_program(0, "diff", self.old, self.old).stdout, "")
        self.file("src/deep/one.cpp", "void f() { use(tl::types::B{}); }\n")
        self.file("src/two.hpp", "\n\nusing X = tl::types::B;\n")
        self.file("src/notes.txt", "types::B\n")
        done = self.run_program(1, "diff", self.old, self.new, "--sources", self.folder / "src")
        self.assertEqual(done.stdout, "~ b #00000002 -> #00000005\n    + y:int\n"
                         f"      {self.folder}/src/deep/one.cpp:1: types::B\n"
                         f"      {self.folder}/src/two.hpp:3: types::B\n")

    def test_diff_trouble(self):
        self.run_program(2, "diff", self.old, self.folder / "missing.tl")
        self.run_program(2, "diff", self.old, self.file("bad.tl", "x"))
        self.run_program(2, "diff", self.old, self.new, "--sources", self.folder / "missing")

    def test_diff_of_the_layers(self):
        if len(LAYERS) != 2 or not pathlib.Path(LAYERS[0]).is_file():
            self.skipTest("the schema of layer 224 is not here")
        lines = self.run_program(1, "diff", *LAYERS).stdout.splitlines()
        for line in ("~ message #3ae56482 -> #7600b9d3", "    + rich_message:flags2.13?RichMessage",
                     "    ~ = Updates -> = messages.ChatInviteJoinResult", "~ messages.sendMessage #"):
            self.assertTrue(any(found.startswith(line) for found in lines), line)
        self.assertFalse(any(line.startswith("- ") for line in lines), "every definition has a successor")


if __name__ == "__main__":
    PROGRAM, FOLDER, LAYERS = sys.argv[1], sys.argv[2], sys.argv[3:]
    unittest.main(argv=sys.argv[:1], verbosity=1)
