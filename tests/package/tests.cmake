# What a user installs is not the build folder. The packages that people download are made and used by package/run.sh.
add_test(NAME package COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/package/package.sh ${PROJECT_BINARY_DIR})
