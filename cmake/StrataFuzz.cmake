# How fuzzers are declared: one call per parser of foreign bytes.

# The libraries have to be instrumented too, so this file is included before they are declared.
if(STRATA_BUILD_FUZZERS)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "STRATA_BUILD_FUZZERS needs clang: configure with --preset fuzz, or set "
                        "CMAKE_CXX_COMPILER=clang++-19")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
  add_link_options(-fsanitize=fuzzer-no-link)
  add_custom_target(strata-fuzzers)
endif()

# strata_add_fuzzer(<name> SOURCES <name>_fuzz.cpp… LIBRARIES <targets>…)
# The sources define LLVMFuzzerTestOneInput; inputs to start from stand in corpus/<name>/.
# With STRATA_BUILD_FUZZERS this builds <name>_fuzz with libFuzzer (all of them: strata-fuzzers,
# run by tools/run_fuzzers). In every other build with tests it becomes the test fuzz.<name>, which
# runs over the corpus once, with any compiler.
function(strata_add_fuzzer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES")
  set(corpus "${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name}")
  if(STRATA_BUILD_FUZZERS)
    set(program ${name}_fuzz)
    add_executable(${program} ${arg_SOURCES})
    target_link_options(${program} PRIVATE -fsanitize=fuzzer)
    add_dependencies(strata-fuzzers ${program})
    add_test(NAME fuzz.${name} COMMAND ${program} -runs=0 "${corpus}")
  else()
    set(program ${name}_replay)
    add_executable(${program} ${arg_SOURCES} "${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.cpp")
    add_test(NAME fuzz.${name} COMMAND ${program} "${corpus}")
  endif()
  strata_compile_options(${program})
  target_link_libraries(${program} PRIVATE ${arg_LIBRARIES})
  target_include_directories(${program} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 120)
endfunction()
