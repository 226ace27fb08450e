# `cmake --build --preset release-package`: everything that people download, into build/release-package/packages.
#
# The .deb holds the programs that are linked with Debian's libraries; all else holds these two, which need nothing of the
# machine that they run on.
add_executable(pinwright-static cli/pinwright_main.cpp)
target_link_libraries(pinwright-static PRIVATE pinwright_cli library_allocator)
add_executable(pinwright-online-static cli/online/pinwright_online_main.cpp)
target_link_libraries(pinwright-online-static PRIVATE pinwright_online_commands)
# The search for archives only goes on to the libraries of the compiler itself.
set_target_properties(pinwright-static pinwright-online-static PROPERTIES
  PINWRIGHT_STATIC ON LINK_SEARCH_START_STATIC ON LINK_SEARCH_END_STATIC ON)

set(packaging ${CMAKE_CURRENT_SOURCE_DIR}/packaging)
add_custom_command(
  OUTPUT ${PINWRIGHT_ARCHIVES}/libcurl.a ${PINWRIGHT_ARCHIVES}/libcpp-httplib.a
  COMMAND ${packaging}/archives.sh ${PINWRIGHT_ARCHIVES}
  DEPENDS ${packaging}/archives.sh ${packaging}/archives.txt
  COMMENT "Building what Debian has no archive of" USES_TERMINAL VERBATIM)
add_custom_target(archives DEPENDS ${PINWRIGHT_ARCHIVES}/libcurl.a)
add_dependencies(pinwright-static archives)
add_dependencies(pinwright-online-static archives)

add_custom_target(release-package
  COMMAND ${packaging}/package.sh ${PROJECT_BINARY_DIR} ${PINWRIGHT_ARCHIVES} ${PROJECT_VERSION}
  DEPENDS pinwright pinwright-online pinwright-static pinwright-online-static
  USES_TERMINAL VERBATIM)
