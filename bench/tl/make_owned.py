#!/usr/bin/env python3
"""Writes the yardstick of tl_bench: some constructors of a schema as structs that own what they hold
(std::string, std::vector, std::unique_ptr), each with an unrolled decoder and encoder, as TL libraries
commonly generate them.

  make_owned.py SCHEMA.tl OUTPUT.hpp CONSTRUCTOR_OR_FUNCTION…
"""
import pathlib
import re
import sys

LINE = re.compile(r"^([\w.]+)#([0-9a-f]+) (.*)= ([\w.<>]+);$")
PLAIN = {"int": "std::int32_t", "long": "std::int64_t", "double": "double", "string": "std::string",
         "bytes": "std::string", "int128": "std::array<std::uint8_t, 16>",
         "int256": "std::array<std::uint8_t, 32>", "Bool": "bool", "true": "bool", "#": "std::int32_t"}
READ = {"int": "in.number<std::int32_t>()", "#": "in.number<std::int32_t>()",
        "long": "in.number<std::int64_t>()", "double": "in.number<double>()", "string": "in.text()",
        "bytes": "in.text()", "Bool": "in.boolean()",
        "int128": "in.number<std::array<std::uint8_t, 16>>()",
        "int256": "in.number<std::array<std::uint8_t, 32>>()"}


def mangle(name):
    return "t_" + name.replace(".", "_")


def element_of(kind):
    match = re.match(r"^[Vv]ector<(.*)>$", kind)
    return match and match.group(1)


def cpp_type(kind):
    element = element_of(kind)
    if element:
        return f"std::vector<{cpp_type(element)}>"
    return PLAIN.get(kind) or f"std::unique_ptr<{mangle(kind)}>"


def read(kind):
    element = element_of(kind)
    if element:
        return f"in.vector<{cpp_type(element)}>([&] {{ return {read(element)}; }})"
    return READ.get(kind) or f"fetch_{mangle(kind)}(in)"


def write(kind, value):
    element = element_of(kind)
    if element:
        return f"out.vector({value}, [&](const auto& element) {{ {write(element, 'element')} }});"
    if kind in ("string", "bytes"):
        return f"out.text({value});"
    if kind == "Bool":
        return f"out.boolean({value});"
    if kind in PLAIN:
        return f"out.number({value});"
    return f"{value}->store(out);"


class Definition:
    def __init__(self, name, number, fields, result):
        self.name, self.id, self.result = name, number, result
        self.fields = []
        for field in fields.split():
            if field.startswith("{"):
                continue
            label, kind = field.split(":", 1)
            bit = None
            if "?" in kind:
                bit, kind = kind.split("?", 1)
            self.fields.append((label, bit, kind))

    def boxed_types(self):
        for _, _, kind in self.fields:
            inner = kind
            while element_of(inner):
                inner = element_of(inner)
            if inner not in PLAIN:
                yield inner

    def struct(self, is_function):
        base = "Object" if is_function else mangle(self.result)
        lines = [f"struct {mangle(self.name)}_ final : {base} {{"]
        for label, bit, kind in self.fields:
            lines.append(f"  {cpp_type(kind)} {label}_{{}};")
        lines.append("  void store(Output& out) const override {")
        lines.append(f"    out.number(std::uint32_t{{0x{self.id}}});")
        for label, bit, kind in self.fields:
            if kind == "true":
                continue
            if kind == "#":
                lines += self.flags(label)
            statement = write(kind, label + "_" if kind != "#" else label + "_word")
            if bit:
                word, number = bit.split(".")
                statement = f"if (({word}_word >> {number} & 1) != 0) {{ {statement} }}"
            lines.append("    " + statement)
        lines += ["  }", "};"]
        return "\n".join(lines) + "\n"

    def flags(self, word):
        """The word as the caller set it, and the bits of the `true` fields."""
        yield f"    std::int32_t {word}_word = {word}_;"
        for label, bit, kind in self.fields:
            if kind == "true" and bit.split(".")[0] == word:
                yield f"    if ({label}_) {word}_word |= 1 << {bit.split('.')[1]};"

    def fetch(self):
        lines = [f"inline std::unique_ptr<{mangle(self.result)}> fetch_{mangle(self.name)}_(Input& in) {{",
                 f"  auto made = std::make_unique<{mangle(self.name)}_>();"]
        for label, bit, kind in self.fields:
            statement = f"made->{label}_ = {read(kind) if kind != 'true' else 'true'};"
            if bit:
                word, number = bit.split(".")
                statement = f"if ((made->{word}_ >> {number} & 1) != 0) {{ {statement} }}"
            lines.append("  " + statement)
        lines += ["  if (!in.good) return nullptr;", "  return made;", "}"]
        return "\n".join(lines) + "\n"


def main(schema, output, names):
    section_is_functions, constructors, functions = False, [], []
    for line in pathlib.Path(schema).read_text(encoding="utf-8").splitlines():
        if line == "---functions---":
            section_is_functions = True
        match = LINE.match(line.strip())
        if match and match.group(1) in names:
            (functions if section_is_functions else constructors).append(Definition(*match.groups()))
    known = {one.name for one in constructors + functions}
    missing = set(names) - known
    if missing:
        sys.exit(f"not in the schema: {sorted(missing)}")
    types = {one.result for one in constructors}
    for one in constructors + functions:
        types.update(one.boxed_types())

    text = "// Made by make_owned.py: a yardstick, not a library.\n#pragma once\n\n"
    text += '#include "tl/owned_io.hpp"\n\n#include <array>\n#include <cstdint>\n#include <memory>\n'
    text += "#include <string>\n#include <vector>\n\nnamespace strata::tl::bench::owned {\n\n"
    for kind in sorted(types):
        text += f"struct {mangle(kind)} : Object {{}};\n"
        text += f"inline std::unique_ptr<{mangle(kind)}> fetch_{mangle(kind)}(Input& in);\n"
    text += "\n" + "\n".join(one.struct(False) for one in constructors)
    text += "\n" + "\n".join(one.struct(True) for one in functions)
    text += "\n" + "\n".join(one.fetch() for one in constructors)
    for kind in sorted(types):
        text += f"\ninline std::unique_ptr<{mangle(kind)}> fetch_{mangle(kind)}(Input& in) {{\n"
        text += "  switch (in.number<std::uint32_t>()) {\n"
        for one in constructors:
            if one.result == kind:
                text += f"    case 0x{one.id}: return fetch_{mangle(one.name)}_(in);\n"
        text += "    default: in.good = false; return nullptr;\n  }\n}\n"
    text += "\n}  // namespace strata::tl::bench::owned\n"
    pathlib.Path(output).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
