# Benchmarks of strata::crypto and what they are compared with.
find_package(ZLIB REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
add_executable(crypto_bench
  crypto_bench.cpp
  crypto/aes_bench.cpp
  crypto/bound_bench.cpp
  crypto/bounds.cpp
  crypto/ctr_bench.cpp
  crypto/goals.cpp
  crypto/hash_bench.cpp
  crypto/lanes_bench.cpp
  crypto/message_bench.cpp
  crypto/number_bench.cpp
  crypto/results.cpp
  crypto/table.cpp)
strata_compile_options(crypto_bench)
target_include_directories(crypto_bench PRIVATE
  "${PROJECT_SOURCE_DIR}/bench" "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}/crypto/src")
target_link_libraries(crypto_bench PRIVATE
  strata::crypto OpenSSL::Crypto ZLIB::ZLIB benchmark::benchmark)

# Not a benchmark of speed: whether timings tell secrets (see the program's first lines).
add_executable(crypto_timing crypto_timing.cpp timing/experiment.cpp)
strata_compile_options(crypto_timing)
target_include_directories(crypto_timing PRIVATE
  "${PROJECT_SOURCE_DIR}/bench" "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}/crypto/src")
target_link_libraries(crypto_timing PRIVATE strata::crypto benchmark::benchmark)
