# Benchmarks of strata::mtproto.
add_executable(mtproto_bench
  mtproto_bench.cpp mtproto/conversation.cpp mtproto/peer.cpp mtproto/watch.cpp)
strata_compile_options(mtproto_bench)
target_include_directories(mtproto_bench PRIVATE "${PROJECT_SOURCE_DIR}/bench")
target_link_libraries(mtproto_bench PRIVATE strata::mtproto benchmark::benchmark)
target_link_options(mtproto_bench PRIVATE
  -Wl,--wrap=malloc -Wl,--wrap=memcpy -Wl,--wrap=memmove)

# Not a benchmark of speed: whether timings tell secrets (see the program's first lines).
add_executable(mtproto_timing mtproto_timing.cpp timing/experiment.cpp)
strata_compile_options(mtproto_timing)
target_include_directories(mtproto_timing PRIVATE
  "${PROJECT_SOURCE_DIR}/bench" "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}/crypto/src"
  "${PROJECT_SOURCE_DIR}/mtproto/src")
target_link_libraries(mtproto_timing PRIVATE strata::mtproto benchmark::benchmark)
