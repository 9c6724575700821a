# Fuzzers of mtproto.
add_library(mtproto-private-headers INTERFACE)
target_include_directories(mtproto-private-headers INTERFACE "${PROJECT_SOURCE_DIR}/mtproto/src")

strata_add_fuzzer(handshake SOURCES handshake_fuzz.cpp
  LIBRARIES strata::mtproto mtproto-private-headers)
foreach(transport IN ITEMS fake_tls_answer fake_tls_records transport websocket)
  strata_add_fuzzer(${transport} SOURCES ${transport}_fuzz.cpp
    LIBRARIES strata::mtproto mtproto-private-headers)
endforeach()
strata_add_fuzzer(http SOURCES http_fuzz.cpp LIBRARIES strata::mtproto)
strata_add_fuzzer(proxy_link SOURCES proxy_link_fuzz.cpp LIBRARIES strata::mtproto)
strata_add_fuzzer(plain_message SOURCES plain_message_fuzz.cpp
  LIBRARIES strata::mtproto mtproto-private-headers)
