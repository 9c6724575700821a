# The installed package: per component a targets file, a component file that finds what it needs,
# and a pkg-config file; strata-config.cmake loads just the components that were asked for.

if(NOT STRATA_INSTALL)
  return()
endif()
include(CMakePackageConfigHelpers)

set(STRATA_CMAKE_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/strata")
get_property(components GLOBAL PROPERTY STRATA_BUILT_COMPONENTS)

foreach(component IN LISTS components)
  get_property(depends GLOBAL PROPERTY STRATA_${component}_DEPENDS)
  get_property(packages GLOBAL PROPERTY STRATA_${component}_PACKAGES)
  get_property(requires GLOBAL PROPERTY STRATA_${component}_PKG_CONFIG)

  set(text "# Loads strata::${component} and what it stands on.\n")
  string(APPEND text "if(TARGET strata::${component})\n  return()\nendif()\n")
  foreach(depend IN LISTS depends)
    string(APPEND text "include(\"\${CMAKE_CURRENT_LIST_DIR}/strata-${depend}-component.cmake\")\n")
  endforeach()
  foreach(package IN LISTS packages)
    string(REPLACE ":" " " package "${package}")
    string(APPEND text "find_dependency(${package})\n")
  endforeach()
  string(APPEND text
    "include(\"\${CMAKE_CURRENT_LIST_DIR}/strata-${component}-targets.cmake\")\n")
  if(EXISTS "${PROJECT_SOURCE_DIR}/cmake/components/${component}.cmake")
    file(READ "${PROJECT_SOURCE_DIR}/cmake/components/${component}.cmake" extra)
    string(APPEND text "${extra}")
  endif()
  file(WRITE "${PROJECT_BINARY_DIR}/package/strata-${component}-component.cmake" "${text}")
  install(FILES "${PROJECT_BINARY_DIR}/package/strata-${component}-component.cmake"
    DESTINATION ${STRATA_CMAKE_DIR} COMPONENT ${component})
  install(EXPORT strata-${component}-targets NAMESPACE strata::
    DESTINATION ${STRATA_CMAKE_DIR} COMPONENT ${component})

  # pkg-config
  list(TRANSFORM depends PREPEND "strata-" OUTPUT_VARIABLE pc_requires)
  list(APPEND pc_requires ${requires})
  list(JOIN pc_requires ", " pc_requires)
  set(pc_libs "")
  get_property(parts GLOBAL PROPERTY STRATA_${component}_PARTS)
  list(REVERSE parts)
  get_target_property(type strata-${component} TYPE)
  if(type STREQUAL "STATIC_LIBRARY")
    list(PREPEND parts ${component})
  endif()
  if(parts)
    list(TRANSFORM parts PREPEND "-lstrata-")
    list(JOIN parts " " pc_libs)
    string(PREPEND pc_libs "-L\${libdir} ")
  endif()
  # What the library was compiled with, its users have to compile with.
  set(pc_definitions "")
  if("Asio" IN_LIST packages)
    find_package(Asio REQUIRED)
    list(TRANSFORM Asio_DEFINITIONS PREPEND " -D" OUTPUT_VARIABLE pc_definitions)
    list(JOIN pc_definitions "" pc_definitions)
  endif()
  set(pc_name "strata-${component}")
  configure_file(cmake/strata.pc.in "${PROJECT_BINARY_DIR}/package/strata-${component}.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/package/strata-${component}.pc"
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT ${component})
endforeach()

configure_package_config_file(cmake/strata-config.cmake.in
  "${PROJECT_BINARY_DIR}/package/strata-config.cmake" INSTALL_DESTINATION ${STRATA_CMAKE_DIR})
write_basic_package_version_file("${PROJECT_BINARY_DIR}/package/strata-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/package/strata-config.cmake"
  "${PROJECT_BINARY_DIR}/package/strata-config-version.cmake"
  cmake/FindAsio.cmake cmake/FindSodium.cmake
  DESTINATION ${STRATA_CMAKE_DIR} COMPONENT base)
if("tl-gen" IN_LIST components)
  install(FILES cmake/StrataGenerateTypes.cmake DESTINATION ${STRATA_CMAKE_DIR} COMPONENT tl-gen)
endif()
