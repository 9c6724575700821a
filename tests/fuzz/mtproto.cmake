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

# A session, its owner and a server that has the key.
find_package(ZLIB REQUIRED)
add_library(mtproto-fuzz-session STATIC EXCLUDE_FROM_ALL
  session/fuzz_server.cpp session/life.cpp session/traffic.cpp
  "${PROJECT_SOURCE_DIR}/tests/mtproto/session/tl_builder.cpp")
strata_compile_options(mtproto-fuzz-session)
target_include_directories(mtproto-fuzz-session PUBLIC
  "${PROJECT_SOURCE_DIR}/tests/fuzz" "${PROJECT_SOURCE_DIR}/tests")
target_link_libraries(mtproto-fuzz-session PUBLIC
  mtproto-private-headers strata::mtproto ZLIB::ZLIB)
strata_add_fuzzer(session SOURCES session_fuzz.cpp LIBRARIES mtproto-fuzz-session)
strata_add_fuzzer(server_message SOURCES server_message_fuzz.cpp LIBRARIES mtproto-fuzz-session)
strata_add_fuzzer(gzip SOURCES gzip_fuzz.cpp LIBRARIES mtproto-fuzz-session)
