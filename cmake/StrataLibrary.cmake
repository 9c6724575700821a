# How a Strata library is declared: one call gives the target, its alias, headers, warnings,
# install rules and what `find_package` and pkg-config must know of it.

include(GNUInstallDirs)

set(STRATA_WARNINGS
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Wnull-dereference -Wdouble-promotion
    -Wimplicit-fallthrough)

# Which components each one is built on; the whole dependency graph of the project.
set(STRATA_NEEDS_base "")
set(STRATA_NEEDS_asio "")
set(STRATA_NEEDS_tl-parser base)
set(STRATA_NEEDS_tl-gen base tl-parser)
set(STRATA_NEEDS_tl-types base tl-parser tl-gen)
set(STRATA_NEEDS_crypto base)
set(STRATA_NEEDS_mtproto base tl-parser tl-gen tl-types crypto)
set(STRATA_NEEDS_client base asio tl-parser tl-gen tl-types crypto mtproto)
set(STRATA_NEEDS_testing base asio tl-parser)

# Adds the folder of a component if it was asked for or is needed by one that was.
function(strata_add_component name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER" "")
  set(wanted OFF)
  foreach(component IN LISTS STRATA_COMPONENTS)
    if(component STREQUAL "all" OR component STREQUAL name
       OR name IN_LIST STRATA_NEEDS_${component})
      set(wanted ON)
    endif()
  endforeach()
  if(NOT arg_FOLDER)
    set(arg_FOLDER ${name})
  endif()
  if(wanted AND EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${arg_FOLDER}/CMakeLists.txt")
    strata_check_tl_options(${name})
    set_property(GLOBAL APPEND PROPERTY STRATA_BUILT_COMPONENTS ${name})
    add_subdirectory(${arg_FOLDER})
  endif()
endfunction()

# Compiler flags for sources written by hand.
function(strata_compile_options target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  if(STRATA_DEVELOPER_MODE)
    target_compile_options(${target} PRIVATE ${STRATA_WARNINGS} -Werror)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      # g++ 12 sees null pointers and overruns in inlined standard containers that are not there, and
      # mismatched allocation of coroutine frames where Asio's operator new is inlined alone.
      target_compile_options(${target} PRIVATE -Wno-null-dereference -Wno-stringop-overflow
                             -Wno-stringop-overread -Wno-array-bounds -Wno-restrict -Wno-mismatched-new-delete)
      if(STRATA_SANITIZE)
        # The instrumentation hides from it that a member read was written (GCC's manual says so).
        target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
      endif()
    elseif(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
      # libstdc++ 12 uses its own deprecated get_temporary_buffer inside std::stable_sort.
      target_compile_options(${target} PRIVATE -Wno-deprecated-declarations)
    endif()
  endif()
endfunction()

# strata_add_library(<component> SOURCES … [DEPENDS <component>…] [LINK <public targets>]
#   [LINK_PRIVATE <targets>] [PACKAGES <what find_package must find>] [PKG_CONFIG <requires>])
# Public headers are those under include/.
function(strata_add_library component)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" ""
                        "SOURCES;DEPENDS;LINK;LINK_PRIVATE;PACKAGES;PKG_CONFIG")
  set(target strata-${component})
  add_library(${target} STATIC ${arg_SOURCES})
  strata_compile_options(${target})
  target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/src")
  _strata_finish_library(${component} PUBLIC "${arg_DEPENDS}" "${arg_LINK}" "${arg_PACKAGES}"
                         "${arg_PKG_CONFIG}")
  foreach(package IN LISTS arg_PACKAGES)
    _strata_find(${package})
  endforeach()
  target_link_libraries(${target} PRIVATE ${arg_LINK_PRIVATE})
  if(component STREQUAL "client")
    strata_precompile(${target} ASIO TL)
  else()
    strata_precompile(${target})
  endif()
endfunction()

# The same for a library that consists of headers only.
function(strata_add_interface_library component)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;LINK;PACKAGES;PKG_CONFIG")
  set(target strata-${component})
  add_library(${target} INTERFACE)
  target_compile_features(${target} INTERFACE cxx_std_20)
  _strata_finish_library(${component} INTERFACE "${arg_DEPENDS}" "${arg_LINK}" "${arg_PACKAGES}"
                         "${arg_PKG_CONFIG}")
endfunction()

# strata_add_part(<name> COMPONENT <component> [SOURCES …] [LINK <public targets>]): one more library
# of a component that has several; the component's own library is added after its parts. The headers
# under include/ belong to the component.
function(strata_add_part name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "COMPONENT" "SOURCES;LINK")
  set(target strata-${name})
  add_library(${target} STATIC ${arg_SOURCES})
  add_library(strata::${name} ALIAS ${target})
  strata_compile_options(${target})
  target_include_directories(${target}
    PUBLIC "$<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include>"
           "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>"
    PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/src")
  target_link_libraries(${target} PUBLIC ${arg_LINK})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  set_property(GLOBAL APPEND PROPERTY STRATA_${arg_COMPONENT}_PARTS ${name})
  if(STRATA_INSTALL)
    install(TARGETS ${target} EXPORT strata-${arg_COMPONENT}-targets
      ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${arg_COMPONENT})
  endif()
endfunction()

# strata_add_program(<file name> COMPONENT <component> SOURCES … [LINK <targets>]): a program that
# is installed with its component, as target strata::<component>-program.
function(strata_add_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "COMPONENT" "SOURCES;LINK")
  set(target strata-${arg_COMPONENT}-program)
  add_executable(${target} ${arg_SOURCES})
  add_executable(strata::${arg_COMPONENT}-program ALIAS ${target})
  strata_compile_options(${target})
  target_link_libraries(${target} PRIVATE strata::${arg_COMPONENT} ${arg_LINK})
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name}
                        EXPORT_NAME ${arg_COMPONENT}-program)
  if(STRATA_INSTALL)
    install(TARGETS ${target} EXPORT strata-${arg_COMPONENT}-targets
      RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT ${arg_COMPONENT})
  endif()
endfunction()

macro(_strata_find package)
  string(REPLACE ":" ";" _strata_find_args "${package}")
  find_package(${_strata_find_args} REQUIRED)
endmacro()

function(_strata_finish_library component visibility depends link packages pkg_config)
  set(target strata-${component})
  add_library(strata::${component} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${component})
  foreach(package IN LISTS packages)
    _strata_find(${package})
  endforeach()
  list(TRANSFORM depends PREPEND "strata::" OUTPUT_VARIABLE depend_targets)
  target_link_libraries(${target} ${visibility} ${depend_targets} ${link})

  set(include_dir "${CMAKE_CURRENT_SOURCE_DIR}/include")
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${include_dir}/*.hpp")
  target_sources(${target} ${visibility}
    FILE_SET HEADERS TYPE HEADERS BASE_DIRS "${include_dir}" FILES ${headers})

  set_property(GLOBAL PROPERTY STRATA_${component}_DEPENDS "${depends}")
  set_property(GLOBAL PROPERTY STRATA_${component}_PACKAGES "${packages}")
  set_property(GLOBAL PROPERTY STRATA_${component}_PKG_CONFIG "${pkg_config}")
  if(STRATA_INSTALL)
    install(TARGETS ${target} EXPORT strata-${component}-targets
      ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${component}
      FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT ${component})
  endif()
endfunction()
