# Fuzzers of client.
add_library(client-private-headers INTERFACE)
target_include_directories(client-private-headers INTERFACE "${PROJECT_SOURCE_DIR}/client/src")

strata_add_fuzzer(client_session SOURCES client_session_fuzz.cpp
  LIBRARIES strata::client client-private-headers)
