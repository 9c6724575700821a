# Fuzzers of tl-gen.
strata_add_fuzzer(tl_gen SOURCES tl_gen_fuzz.cpp LIBRARIES strata::tl-gen)
