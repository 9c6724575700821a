# Benchmarks of strata::tl-types.
add_executable(tl_bench tl_bench.cpp tl/allocations.cpp tl/payload.cpp)
strata_compile_options(tl_bench)
target_include_directories(tl_bench PRIVATE "${PROJECT_SOURCE_DIR}/bench")
target_link_libraries(tl_bench PRIVATE strata::tl-types benchmark::benchmark)
target_link_options(tl_bench PRIVATE -Wl,--wrap=malloc)
