# strata_generate_types(): C++ types for a .tl schema as a step of the build.
include_guard(GLOBAL)

# strata_generate_types(TARGET <target> SCHEMA <file.tl> NAMESPACE <a::b> INCLUDE_PREFIX <a/b>
#   [HOT <file of names>] [NAMESPACES <auth> <messages>…] [OPTIONS <options of strata-tl-gen>…])
#
# Generates the types of the schema whenever it or the generator changes, and compiles their tables
# into <target>, which becomes a static library on strata::tl-runtime if it is no target yet. Who
# links <target> includes "<prefix>/all.hpp" or the header of a single type or function. The headers
# lie in the folder that property STRATA_GENERATED_INCLUDE of <target> names.
#
# The constructors and functions in the HOT file (lines "decode NAME", "encode NAME") get code of
# their own, larger and faster than what works by the tables. With NAMESPACES only the functions of
# these and those without a namespace are kept, with all types that they need. OPTIONS are those of
# `strata-tl-gen generate`: --decodable-functions, --no-field-names, --no-name-for-id,
# --no-from-type, --no-from-enum.
function(strata_generate_types)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;SCHEMA;NAMESPACE;INCLUDE_PREFIX;HOT"
                        "OPTIONS;NAMESPACES")
  foreach(required TARGET SCHEMA NAMESPACE INCLUDE_PREFIX)
    if(NOT arg_${required})
      message(FATAL_ERROR "strata_generate_types: ${required} is missing")
    endif()
  endforeach()
  get_filename_component(schema "${arg_SCHEMA}" ABSOLUTE)
  if(NOT TARGET ${arg_TARGET})
    add_library(${arg_TARGET} STATIC)
    target_link_libraries(${arg_TARGET} PUBLIC strata::tl-runtime)
  endif()

  set(hot "")
  if(arg_HOT)
    get_filename_component(hot "${arg_HOT}" ABSOLUTE)
    list(APPEND arg_OPTIONS --hot "${hot}")
  endif()

  if(arg_NAMESPACES)
    list(JOIN arg_NAMESPACES "," namespaces)
    list(APPEND arg_OPTIONS --namespaces "${namespaces}")
  endif()

  set(folder "${CMAKE_CURRENT_BINARY_DIR}/${arg_TARGET}-generated")
  set(stamp "${folder}/done")
  # Only files that changed are written, so the stamp tells when the step ran and the files tell
  # what must be compiled again. Headers are too many to be listed; fwd.hpp changes with any of them.
  add_custom_command(
    OUTPUT "${stamp}"
    BYPRODUCTS "${folder}/src/tables.cpp" "${folder}/src/hot.cpp"
               "${folder}/include/${arg_INCLUDE_PREFIX}/fwd.hpp"
    COMMAND strata::tl-gen-program generate "${schema}" --output "${folder}"
            --namespace "${arg_NAMESPACE}" --include-prefix "${arg_INCLUDE_PREFIX}" ${arg_OPTIONS}
    COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
    DEPENDS "${schema}" ${hot} strata::tl-gen-program
    COMMENT "Generating the types of ${arg_SCHEMA}"
    VERBATIM)
  add_custom_target(${arg_TARGET}-generated DEPENDS "${stamp}")
  add_dependencies(${arg_TARGET} ${arg_TARGET}-generated)

  target_sources(${arg_TARGET} PRIVATE "${folder}/src/tables.cpp" "${folder}/src/hot.cpp")
  target_include_directories(${arg_TARGET} PUBLIC "$<BUILD_INTERFACE:${folder}/include>")
  set_target_properties(${arg_TARGET} PROPERTIES STRATA_GENERATED_INCLUDE "${folder}/include")
endfunction()
