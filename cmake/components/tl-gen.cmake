include("${CMAKE_CURRENT_LIST_DIR}/StrataGenerateTypes.cmake")
