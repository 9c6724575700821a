# What a build can choose about the TL types, and which layers need what of it.

set(STRATA_TL_API "${PROJECT_SOURCE_DIR}/tl-types/tl/api.tl" CACHE FILEPATH
    "The API schema to build; another file is another layer")
option(STRATA_TL_MINIMAL "Only Telegram's API, with none of the options below by default" OFF)
set(usual ON)
if(STRATA_TL_MINIMAL)
  set(usual OFF)
endif()
option(STRATA_TL_WITH_API "Build the types of Telegram's API: strata::tl-types" ON)
option(STRATA_TL_WITH_MTPROTO "Build the types of MTProto itself: strata::tl-types-mtproto" ${usual})
option(STRATA_TL_FIELD_NAMES "Keep the names of fields, for printing, JSON and errors" ${usual})
option(STRATA_TL_FROM_TYPE "A struct turns into its boxed type by itself" ${usual})
option(STRATA_TL_FROM_ENUM "A boxed type has get_if() and is(), not visit() only" ${usual})
option(STRATA_TL_NAME_FOR_ID "Generate name_for_id()" ${usual})
set(developer OFF)
if(STRATA_BUILD_TESTS AND NOT STRATA_TL_MINIMAL)
  set(developer ON)
endif()
option(STRATA_TL_DECODABLE_FUNCTIONS "Decode functions of the API, as servers and tests need it"
       ${developer})
option(STRATA_TL_JSON "Build strata::tl-json, which needs nlohmann/json" ${developer})
set(STRATA_TL_NAMESPACES "" CACHE STRING
    "Keep only the functions of these namespaces (auth,messages) and what they need; empty: all")
set(STRATA_TL_GEN_PROGRAM "" CACHE FILEPATH
    "A strata-tl-gen to run instead of the one of this build, for cross-compiling")

# The arguments of strata-tl-gen that follow from the options.
set(STRATA_TL_GEN_OPTIONS "")
if(STRATA_TL_DECODABLE_FUNCTIONS)
  list(APPEND STRATA_TL_GEN_OPTIONS --decodable-functions)
endif()
foreach(part IN ITEMS FIELD_NAMES NAME_FOR_ID FROM_TYPE FROM_ENUM)
  if(NOT STRATA_TL_${part})
    string(TOLOWER "--no-${part}" argument)
    string(REPLACE "_" "-" argument "${argument}")
    list(APPEND STRATA_TL_GEN_OPTIONS ${argument})
  endif()
endforeach()

# Stops with what to do when an option that `who` stands on is off.
function(_strata_need_tl_options who)
  foreach(option IN LISTS ARGN)
    if(NOT STRATA_TL_${option})
      message(FATAL_ERROR "${who} cannot do without STRATA_TL_${option}=ON; build less "
                          "(STRATA_COMPONENTS=tl-types, STRATA_BUILD_TESTS=OFF) or switch it on")
    endif()
  endforeach()
endfunction()

# Called for each component that is built.
function(strata_check_tl_options component)
  if(component STREQUAL "tl-types" AND STRATA_BUILD_TESTS)
    _strata_need_tl_options("the tests of tl-types" WITH_API WITH_MTPROTO FIELD_NAMES FROM_TYPE
                            FROM_ENUM NAME_FOR_ID DECODABLE_FUNCTIONS JSON)
    set(whole "the tests of tl-types")
  elseif(component STREQUAL "mtproto")
    _strata_need_tl_options("the component mtproto" WITH_MTPROTO)
  elseif(component STREQUAL "client")
    _strata_need_tl_options("the component client" WITH_API FROM_TYPE FROM_ENUM)
    set(whole "the component client")
  endif()
  if(whole AND STRATA_TL_NAMESPACES)
    message(FATAL_ERROR "${whole} cannot do with a part of the schema; build less "
                        "(STRATA_COMPONENTS=mtproto, STRATA_BUILD_TESTS=OFF) or leave "
                        "STRATA_TL_NAMESPACES empty")
  endif()
endfunction()
