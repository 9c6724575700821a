# Fuzzers of tl-types.
add_library(tl-fuzzing STATIC tl/damage.cpp tl/marked_bytes.cpp tl/subject.cpp)
strata_compile_options(tl-fuzzing)
target_include_directories(tl-fuzzing PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}"
                           "${PROJECT_SOURCE_DIR}/tl-types/src")
target_link_libraries(tl-fuzzing PUBLIC strata::tl-types strata::tl-types-mtproto)

# What stands in mutators calls libFuzzer.
set(decode_sources tl_decode_fuzz.cpp)
set(json_sources tl_json_fuzz.cpp)
if(STRATA_BUILD_FUZZERS)
  list(APPEND decode_sources tl/mutator.cpp)
  list(APPEND json_sources tl/json_mutator.cpp)
endif()
strata_add_fuzzer(tl_decode SOURCES ${decode_sources} LIBRARIES tl-fuzzing)
if(TARGET strata::tl-json)
  strata_add_fuzzer(tl_json SOURCES ${json_sources} LIBRARIES tl-fuzzing strata::tl-json)
endif()
