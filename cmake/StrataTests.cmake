# How tests are declared: one call per folder under tests/.

if(STRATA_BUILD_TESTS)
  enable_testing()
  find_package(GTest REQUIRED)
  include(GoogleTest)
endif()

# Whether a program may bring its own operator new. Clang's TSan does, and links it before anybody's.
set(STRATA_MAY_REPLACE_NEW ON)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang" AND STRATA_SANITIZE MATCHES "thread")
  set(STRATA_MAY_REPLACE_NEW OFF)
endif()

# strata_add_tests(<library> SOURCES <file>_test.cpp… LIBRARIES <targets>… [LABELS …]
#   [ENVIRONMENT VARIABLE=value])
# builds <library>-tests and registers each of its cases with CTest. Sources may include what
# stands in tests/support and the private headers of PRIVATE_OF's src/.
function(strata_add_tests name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "PRIVATE_OF;TIMEOUT;ENVIRONMENT" "SOURCES;LIBRARIES;LABELS")
  add_executable(${name}-tests ${arg_SOURCES})
  strata_compile_options(${name}-tests)
  target_link_libraries(${name}-tests PRIVATE ${arg_LIBRARIES} GTest::gtest GTest::gmock
                        GTest::gtest_main)
  target_include_directories(${name}-tests PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  if(arg_PRIVATE_OF)
    target_include_directories(${name}-tests PRIVATE "${PROJECT_SOURCE_DIR}/${arg_PRIVATE_OF}/src")
  endif()
  target_compile_definitions(${name}-tests PRIVATE
    STRATA_TEST_DATA="${PROJECT_SOURCE_DIR}/tests")
  set(shared_headers GTEST)
  if("strata::client" IN_LIST arg_LIBRARIES)
    list(APPEND shared_headers ASIO TL)
  endif()
  strata_precompile(${name}-tests ${shared_headers})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  gtest_discover_tests(${name}-tests TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60
    PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS};${name}" ENVIRONMENT "${arg_ENVIRONMENT}")
endfunction()
