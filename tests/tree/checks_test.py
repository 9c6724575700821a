"""The checks of the tree find what they are there for, and leave the rest alone."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

TOOLS = pathlib.Path(sys.argv.pop())


def run(check, path, text):
    with tempfile.TemporaryDirectory() as root:
        file = pathlib.Path(root) / path
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, TOOLS / check, root], capture_output=True, text=True)
        return done.returncode, done.stdout


class Layers(unittest.TestCase):
    def refused(self, path, text):
        code, output = run("check_layers", path, text)
        self.assertEqual(code, 1, output)

    def accepted(self, path, text):
        code, output = run("check_layers", path, text)
        self.assertEqual(code, 0, output)

    def test_lower_layer_does_not_see_a_higher_one(self):
        self.refused("crypto/src/a.cpp", '#include "strata/tl/box.hpp"\n')
        self.refused("mtproto/src/a.cpp", '#include "strata/client/client.hpp"\n')
        self.refused("tests/datacenter/src/a.cpp", '#include "strata/crypto/digest.hpp"\n')
        self.accepted("mtproto/src/a.cpp", '#include "strata/crypto/digest.hpp"\n')

    def test_sockets_stay_in_the_client(self):
        self.refused("mtproto/src/a.cpp", "#include <asio/awaitable.hpp>\n")
        self.refused("mtproto/src/a.cpp", "#include <sys/socket.h>\n")
        self.accepted("client/src/a.cpp", "#include <asio/steady_timer.hpp>\n")

    def test_public_headers_stay_light(self):
        self.refused("client/include/strata/client/a.hpp", "#include <asio/steady_timer.hpp>\n")
        self.accepted("client/include/strata/client/a.hpp", "#include <asio/awaitable.hpp>\n")

    def test_clocks_are_arguments(self):
        self.refused("mtproto/src/a.cpp", "auto now = std::chrono::steady_clock::now();\n")
        self.accepted("client/src/a.cpp", "auto now = std::chrono::steady_clock::now();\n")


class Tree:
    """A small tree of files for checks that read several."""

    def __init__(self, files):
        self.files = files

    def run(self, check, *options):
        with tempfile.TemporaryDirectory() as root:
            for path, text in self.files.items():
                file = pathlib.Path(root) / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            done = subprocess.run([sys.executable, TOOLS / check, *options, root], capture_output=True, text=True)
            written = {path: (pathlib.Path(root) / path).read_text(encoding="utf-8")
                       for path in ("docs/limits.md",) if (pathlib.Path(root) / path).exists()}
            return done.returncode, done.stdout, written


class SpecCoverage(unittest.TestCase):
    RULES = "A-01 handshake\nA-02 handshake\nC-01 files\nN-001 session\n"
    CODE = "// The rules (A-01, A-02).\n"
    TESTS = "// (A-01 … A-02)\nTEST(Hostile, N001_Closes) {\n"

    def tree(self, rules=RULES, code=CODE, tests=TESTS):
        return Tree({"tools/spec_rules.txt": rules, "mtproto/src/a.cpp": code, "tests/a_test.cpp": tests}).run("spec_coverage")

    def test_complete_but_for_what_is_not_built_yet(self):
        code, output, _ = self.tree()
        self.assertEqual(code, 0, output)
        self.assertIn("C-01: no code and no test (files)", output)
        code, output, _ = self.tree(rules=self.RULES.replace("files", "transport"))
        self.assertEqual(code, 1, output)

    def test_missing_code_test_or_case(self):
        code, output, _ = self.tree(code="// The rule (A-01).\n")
        self.assertEqual(code, 1)
        self.assertIn("A-02: no code (handshake)", output)
        code, output, _ = self.tree(tests="// (A-01)\nTEST(Hostile, N001_Closes) {\n")
        self.assertEqual(code, 1)
        self.assertIn("A-02: no test (handshake)", output)
        code, output, _ = self.tree(tests="// (A-01, A-02) N-001\n")
        self.assertEqual(code, 1, "a case counts by the name of its test only")
        self.assertIn("N-001: no test (session)", output)

    def test_citations_outside_of_comments_and_long_ranges_do_not_count(self):
        code, output, _ = self.tree(code='auto text = "A-01 A-02";\n// (A-01 … A-68)\n')
        self.assertEqual(code, 1)
        self.assertIn("A-01: no code", output)

    def test_names_of_tests_count(self):
        code, output, _ = self.tree(tests="TEST(A, Does_A01) {\nTEST(A, Does_A02_A03) {\nTEST(Hostile, N001_Closes) {\n")
        self.assertEqual(code, 0, output)


class LimitsTable(unittest.TestCase):
    HEADER = "mtproto/include/strata/mtproto/limits.hpp"
    TEXT = ("// Session\n/// B-51: ids waiting\ninline constexpr std::size_t max_ids = 8192;\n"
            "/// C-25: bytes of\n/// one frame\ninline constexpr std::size_t max_frame = 4 * 1024 * 1024 + 1024;\n"
            "/// B-90: silence\ninline constexpr std::chrono::seconds silence{30};\n")

    def test_makes_the_page_and_finds_a_difference(self):
        code, output, written = Tree({self.HEADER: self.TEXT, "docs/limits.md": "old"}).run("limits_table")
        self.assertEqual(code, 1, output)
        code, output, written = Tree({self.HEADER: self.TEXT, "docs/limits.md": "old"}).run("limits_table", "--fix")
        self.assertEqual(code, 0, output)
        page = written["docs/limits.md"]
        self.assertIn("| ids waiting | 8\u202f192 | `max_ids` | B-51 |", page)
        self.assertIn("| bytes of one frame | 4 MiB + 1 KiB | `max_frame` | C-25 |", page)
        self.assertIn("| silence | 30 s | `silence` | B-90 |", page)
        code, output, _ = Tree({self.HEADER: self.TEXT, "docs/limits.md": page}).run("limits_table")
        self.assertEqual(code, 0, output)

    def test_every_constant_needs_its_rule(self):
        code, output, _ = Tree({self.HEADER: "// Session\n/// no rule\ninline constexpr int a = 1;\n"}).run("limits_table")
        self.assertEqual(code, 1)
        self.assertIn("opens with its rule", output)
        code, output, _ = Tree({self.HEADER: "// Session\n/// A-01: x\ninline constexpr int a = other;\n"}).run("limits_table")
        self.assertEqual(code, 1)


class Coroutines(unittest.TestCase):
    def refused(self, statement):
        code, output = run("check_coroutines", "client/src/a.cpp", f"void f() {{\n  {statement}\n}}\n")
        self.assertEqual(code, 1, statement)

    def accepted(self, statement):
        code, output = run("check_coroutines", "client/src/a.cpp", f"void f() {{\n  {statement}\n}}\n")
        self.assertEqual(code, 0, f"{statement}\n{output}")

    def test_aggregate_temporary(self):
        self.refused("co_await call(Request{.peer = peer, .text = text});")
        self.accepted("co_await invoke(tl::functions::messages::SendMessage{.peer = peer, .message = text});")

    def test_conditional(self):
        self.refused('auto s = flag ? co_await g() : std::string("x");')
        self.refused("co_await f(flag ? a + b : a);")

    def test_await_in_a_condition(self):
        self.refused("if (!co_await f()) co_return co_await g();")
        self.refused("if (b && co_await f(x)) return;")
        self.refused("while (co_await f()) g();")
        self.accepted("while (std::optional<int> x = co_await f()) g(*x);")
        self.accepted("if (auto x = co_await f(); x) g(*x);")
        self.accepted("const bool b = co_await f(); if (b) co_await g();")

    def test_lambda_capturing_by_value(self):
        self.refused("co_await f([x, s] { return 1; });")
        self.refused("co_await f([p = std::move(p)] { return 1; });")
        self.accepted("co_await f([&x] { return 1; });")
        self.accepted("co_await f([] { return 1; });")
        self.accepted("co_await f(values[i]);")

    def test_braced_list(self):
        self.refused('co_await f({"a", "b"});')

    def test_channel(self):
        self.refused("asio::experimental::channel<void()> c(ex);")

    def test_text_is_not_code(self):
        self.accepted('// co_await f({"a"})')
        self.accepted('log("co_await f({1})");')


if __name__ == "__main__":
    unittest.main()
