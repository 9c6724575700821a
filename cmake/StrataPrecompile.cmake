# Precompiled headers for our own builds: they halve the time of a build of everything. A consumer's
# build, and the preset `release`, go without them, so that missing includes show.

option(STRATA_PRECOMPILE "Precompile the headers that most sources share" OFF)

set(STRATA_STANDARD_HEADERS
  <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <optional> <span> <string>
  <string_view> <utility> <variant> <vector>)
set(STRATA_ASIO_HEADERS
  <asio/any_io_executor.hpp> <asio/awaitable.hpp> <asio/co_spawn.hpp> <asio/detached.hpp>
  <asio/io_context.hpp> <asio/ip/tcp.hpp> <asio/post.hpp> <asio/steady_timer.hpp>
  <asio/strand.hpp> <asio/this_coro.hpp> <asio/use_awaitable.hpp>)

# strata_precompile(<target> [ASIO] [TL] [GTEST]): the standard headers and these.
function(strata_precompile target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "ASIO;TL;GTEST" "" "")
  if(NOT STRATA_PRECOMPILE)
    return()
  endif()
  set(headers ${STRATA_STANDARD_HEADERS})
  if(arg_ASIO)
    list(APPEND headers ${STRATA_ASIO_HEADERS})
  endif()
  if(arg_TL)
    list(APPEND headers "<strata/tl/arena.hpp>" "<strata/tl/decode.hpp>" "<strata/tl/encode.hpp>"
      "<strata/tl/fwd.hpp>")
  endif()
  if(arg_GTEST)
    list(APPEND headers "<gtest/gtest.h>")
  endif()
  target_precompile_headers(${target} PRIVATE ${headers})
endfunction()
