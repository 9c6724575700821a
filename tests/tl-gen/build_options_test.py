"""What the options STRATA_TL_… of a build of Strata do. Only configures and generates, with a small
schema: tests/install/own_schema compiles what comes out of each option.

    build_options_test.py SOURCES PROGRAM FOLDER CMAKE-ARGUMENT…"""
import pathlib
import shutil
import subprocess
import sys
import unittest

SOURCES = PROGRAM = FOLDER = None
ARGUMENTS = []

SCHEMA = """// LAYER 9
one#1 x:int = Type;
two#2 = Other;
---functions---
a.go#3 x:Type = Bool;
b.go#4 x:Other = Bool;
"""


class BuildOptions(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(FOLDER) / self._testMethodName
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.schema = self.folder / "small.tl"
        self.schema.write_text(SCHEMA, encoding="utf-8")

    def configure(self, *options):
        command = ["cmake", "--fresh", "-S", SOURCES, "-B", str(self.folder / "build"), *ARGUMENTS, "-DSTRATA_DEVELOPER_MODE=OFF",
                   "-DSTRATA_COMPONENTS=tl-types", f"-DSTRATA_TL_GEN_PROGRAM={PROGRAM}",
                   f"-DSTRATA_TL_API={self.schema}", *options]
        return subprocess.run(command, capture_output=True, text=True)

    def headers(self, *options):
        """Texts of the generated headers by their paths below strata/tl."""
        done = self.configure(*options)
        self.assertEqual(done.returncode, 0, done.stderr)
        done = subprocess.run(["cmake", "--build", str(self.folder / "build"), "--target",
                               "strata-tl-types-generated"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        root = self.folder / "build/tl-types/strata-tl-types-generated/include/strata/tl"
        return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in root.rglob("*.hpp")}

    def refusal(self, *options):
        done = self.configure(*options)
        self.assertNotEqual(done.returncode, 0)
        return " ".join(done.stderr.split())

    def targets(self):
        return subprocess.run(["cmake", "--build", str(self.folder / "build"), "--target", "help"],
                              capture_output=True, text=True, check=True).stdout

    def test_usual(self):
        headers = self.headers()
        self.assertEqual(set(headers), {"all.hpp", "fwd.hpp", "layer.hpp", "name_for_id.hpp", "types/type.hpp",
                                        "types/other.hpp", "functions/a/go.hpp", "functions/b/go.hpp"})
        self.assertIn("DECODABLE_FUNCTIONS = false", headers["fwd.hpp"])
        self.assertNotIn("EXPLICIT_BOXES", headers["fwd.hpp"])
        self.assertNotIn("ONLY_VISIT", headers["fwd.hpp"])
        self.assertIn("strata-tl-types-mtproto", self.targets())
        self.assertNotIn("strata-tl-json", self.targets())

    def test_minimal(self):
        headers = self.headers("-DSTRATA_TL_MINIMAL=ON")
        self.assertNotIn("name_for_id.hpp", headers)
        self.assertIn("EXPLICIT_BOXES = true", headers["fwd.hpp"])
        self.assertIn("ONLY_VISIT = true", headers["fwd.hpp"])
        tables = self.folder / "build/tl-types/strata-tl-types-generated/src/tables.cpp"
        self.assertNotIn('"x\\0"', tables.read_text(encoding="utf-8"))
        self.assertNotIn("strata-tl-types-mtproto", self.targets())

    def test_minimal_and_more(self):
        headers = self.headers("-DSTRATA_TL_MINIMAL=ON", "-DSTRATA_TL_NAME_FOR_ID=ON", "-DSTRATA_TL_FROM_TYPE=ON",
                               "-DSTRATA_TL_DECODABLE_FUNCTIONS=ON", "-DSTRATA_TL_WITH_MTPROTO=ON")
        self.assertIn("name_for_id.hpp", headers)
        self.assertNotIn("EXPLICIT_BOXES", headers["fwd.hpp"])
        self.assertIn("ONLY_VISIT = true", headers["fwd.hpp"])
        self.assertIn("DECODABLE_FUNCTIONS = true", headers["fwd.hpp"])
        self.assertIn("strata-tl-types-mtproto", self.targets())

    def test_namespaces(self):
        headers = self.headers("-DSTRATA_TL_NAMESPACES=a")
        self.assertEqual({path for path in headers if "/" in path}, {"types/type.hpp", "functions/a/go.hpp"})
        both = self.headers("-DSTRATA_TL_NAMESPACES=a,b")
        self.assertIn("functions/b/go.hpp", both)

    def test_without_the_api(self):
        done = self.configure("-DSTRATA_TL_WITH_API=OFF")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("strata-tl-types-generated", self.targets())
        self.assertIn("strata-tl-types-mtproto-generated", self.targets())

    def test_what_layers_need(self):
        self.assertIn("the component mtproto cannot do without STRATA_TL_WITH_MTPROTO=ON",
                      self.refusal("-DSTRATA_COMPONENTS=mtproto", "-DSTRATA_TL_MINIMAL=ON"))
        self.assertIn("the component client cannot do with a part of the schema",
                      self.refusal("-DSTRATA_COMPONENTS=client", "-DSTRATA_TL_NAMESPACES=a"))
        self.assertIn("the component client cannot do without STRATA_TL_FROM_ENUM=ON",
                      self.refusal("-DSTRATA_COMPONENTS=client", "-DSTRATA_TL_FROM_ENUM=OFF"))
        self.assertIn("the tests of tl-types cannot do without STRATA_TL_JSON=ON",
                      self.refusal("-DSTRATA_BUILD_TESTS=ON", "-DSTRATA_TL_JSON=OFF"))


if __name__ == "__main__":
    SOURCES, PROGRAM, FOLDER, ARGUMENTS = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    unittest.main(argv=sys.argv[:1], verbosity=1)
