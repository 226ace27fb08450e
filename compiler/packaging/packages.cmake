# `cmake --build --preset release-package`: everything that people download, into build/release-package/packages.
#
# The .deb holds the programs that are linked with Debian's libraries; all else holds these two, which are linked with nothing
# that a machine would have to have.
add_executable(pinwright-static cli/pinwright_main.cpp)
target_link_libraries(pinwright-static PRIVATE pinwright_cli)
add_executable(pinwright-online-static cli/online/pinwright_online_main.cpp)
target_link_libraries(pinwright-online-static PRIVATE pinwright_online_commands)
set_target_properties(pinwright-static pinwright-online-static PROPERTIES PINWRIGHT_STATIC ON)
