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
