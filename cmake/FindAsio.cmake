# Finds standalone Asio and defines Asio::asio, compiled separately (the component `asio`
# holds the implementation), so that including its headers stays cheap. Asio_DEFINITIONS are the
# definitions for users who do not use the target, with any compiler.
find_path(Asio_INCLUDE_DIR asio/awaitable.hpp)
find_package(Threads)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Asio REQUIRED_VARS Asio_INCLUDE_DIR Threads_FOUND)
# Asio 1.22 decides about aligned_alloc by what was included before it, which must not differ
# between sources; and it does not see the coroutines of clang by itself.
set(Asio_DEFINITIONS ASIO_STANDALONE ASIO_NO_DEPRECATED ASIO_SEPARATE_COMPILATION
    ASIO_DISABLE_STD_ALIGNED_ALLOC)
set(_asio_coroutines ASIO_HAS_CO_AWAIT=1 ASIO_HAS_STD_COROUTINE=1)
if(Asio_FOUND AND NOT TARGET Asio::asio)
  add_library(Asio::asio INTERFACE IMPORTED)
  set_target_properties(Asio::asio PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${Asio_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES Threads::Threads
    INTERFACE_COMPILE_DEFINITIONS
      "${Asio_DEFINITIONS};$<$<CXX_COMPILER_ID:Clang,AppleClang>:${_asio_coroutines}>")
endif()
list(APPEND Asio_DEFINITIONS ${_asio_coroutines})
unset(_asio_coroutines)
mark_as_advanced(Asio_INCLUDE_DIR)
