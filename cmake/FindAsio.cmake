# Finds standalone Asio and defines Asio::asio, compiled separately (the component `asio`
# holds the implementation), so that including its headers stays cheap.
find_path(Asio_INCLUDE_DIR asio/awaitable.hpp)
find_package(Threads)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Asio REQUIRED_VARS Asio_INCLUDE_DIR Threads_FOUND)
if(Asio_FOUND AND NOT TARGET Asio::asio)
  add_library(Asio::asio INTERFACE IMPORTED)
  # Asio 1.22 decides about aligned_alloc by what was included before it, which must not differ
  # between sources; and it does not see the coroutines of clang by itself.
  set_target_properties(Asio::asio PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${Asio_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES Threads::Threads
    INTERFACE_COMPILE_DEFINITIONS
      "ASIO_STANDALONE;ASIO_NO_DEPRECATED;ASIO_SEPARATE_COMPILATION;ASIO_DISABLE_STD_ALIGNED_ALLOC;$<$<CXX_COMPILER_ID:Clang,AppleClang>:ASIO_HAS_CO_AWAIT=1>;$<$<CXX_COMPILER_ID:Clang,AppleClang>:ASIO_HAS_STD_COROUTINE=1>")
endif()
mark_as_advanced(Asio_INCLUDE_DIR)
