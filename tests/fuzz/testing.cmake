# Fuzzers of the local data centre, which parses whatever clients under test send (L-11).
add_library(testing-private-headers INTERFACE)
target_include_directories(testing-private-headers INTERFACE
  "${PROJECT_SOURCE_DIR}/tests/datacenter/src")

strata_add_fuzzer(datacenter_stream SOURCES datacenter_stream_fuzz.cpp LIBRARIES strata::testing)
strata_add_fuzzer(datacenter_message SOURCES datacenter_message_fuzz.cpp
  LIBRARIES strata::testing testing-private-headers)
strata_add_fuzzer(datacenter_codec SOURCES datacenter_codec_fuzz.cpp
  LIBRARIES strata::testing testing-private-headers)
