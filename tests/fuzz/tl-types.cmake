# Fuzzers of tl-types.
strata_add_fuzzer(tl_decode SOURCES tl_decode_fuzz.cpp
  LIBRARIES strata::tl-types strata::tl-types-mtproto)
