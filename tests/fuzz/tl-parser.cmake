# Fuzzers of tl-parser.
strata_add_fuzzer(tl_parser SOURCES tl_parser_fuzz.cpp LIBRARIES strata::tl-parser)
