# What a build of Strata can be told, and the defaults that hold everywhere.

# A project that adds Strata as a subfolder gets the libraries; our own checkout gets everything.
set(STRATA_DEVELOPER_MODE_DEFAULT OFF)
if(PROJECT_IS_TOP_LEVEL)
  set(STRATA_DEVELOPER_MODE_DEFAULT ON)
endif()
option(STRATA_DEVELOPER_MODE "Warnings are errors; tests and examples are built"
       ${STRATA_DEVELOPER_MODE_DEFAULT})
option(STRATA_BUILD_TESTS "Build the tests" ${STRATA_DEVELOPER_MODE})
option(STRATA_BUILD_EXAMPLES "Build the examples" ${STRATA_DEVELOPER_MODE})
option(STRATA_BUILD_BENCHMARKS "Build the benchmarks" OFF)
option(STRATA_BUILD_FUZZERS "Build the libFuzzer targets (needs clang)" OFF)
option(STRATA_INSTALL "Generate the install rules" ${PROJECT_IS_TOP_LEVEL})
option(STRATA_COVERAGE "Instrument for coverage" OFF)

set(STRATA_SANITIZE "" CACHE STRING "Sanitizers, comma separated: address,undefined or thread")
set(STRATA_COMPONENTS "all" CACHE STRING
    "Components to build, separated by semicolons; what they need comes with them")

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

list(PREPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_SOURCE_DIR}/cmake")
set(CMAKE_CXX_EXTENSIONS OFF)
# Target all_verify_interface_header_sets compiles each public header alone.
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ${STRATA_DEVELOPER_MODE})
set(CMAKE_EXPORT_COMPILE_COMMANDS ${PROJECT_IS_TOP_LEVEL})

if(STRATA_SANITIZE)
  add_compile_options(-fsanitize=${STRATA_SANITIZE} -fno-omit-frame-pointer
                      -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${STRATA_SANITIZE})
endif()
if(STRATA_COVERAGE)
  add_compile_options(--coverage -fprofile-abs-path)
  add_link_options(--coverage)
endif()
