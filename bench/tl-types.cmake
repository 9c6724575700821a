# Benchmarks of strata::tl-types, and what they are compared with.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(owned "${CMAKE_CURRENT_BINARY_DIR}/owned/tl/owned_types.hpp")
set(make_owned "${CMAKE_CURRENT_SOURCE_DIR}/tl/make_owned.py")
get_filename_component(api "${STRATA_TL_API}" ABSOLUTE BASE_DIR "${PROJECT_SOURCE_DIR}/tl-types")
add_custom_command(OUTPUT "${owned}"
  COMMAND "${CMAKE_COMMAND}" -E make_directory "${CMAKE_CURRENT_BINARY_DIR}/owned/tl"
  COMMAND Python3::Interpreter "${make_owned}" "${api}" "${owned}"
          messages.messages message messageFwdHeader messageReplyHeader messageReplies
          peerUser peerChannel messageEntityBold messageEntityItalic messageEntityTextUrl
          messageEntityMention messageMediaPhoto messageMediaDocument messageMediaWebPage
          photo photoStrippedSize photoSize photoSizeProgressive
          document documentAttributeVideo documentAttributeFilename webPage
          messageReactions reactionCount reactionEmoji
          replyInlineMarkup keyboardButtonRow keyboardButtonCallback keyboardButtonUrl
          user userProfilePhoto userStatusRecently channel chatPhoto
          updates updateShort updateNewMessage inputPeerUser messages.sendMessage
  DEPENDS "${api}" "${make_owned}" VERBATIM)

add_executable(tl_bench tl_bench.cpp tl/allocations.cpp tl/owned.cpp tl/payload.cpp "${owned}")
strata_compile_options(tl_bench)
target_include_directories(tl_bench PRIVATE "${PROJECT_SOURCE_DIR}/bench"
                           "${CMAKE_CURRENT_BINARY_DIR}/owned")
target_link_libraries(tl_bench PRIVATE strata::tl-types benchmark::benchmark)
target_link_options(tl_bench PRIVATE -Wl,--wrap=malloc)
