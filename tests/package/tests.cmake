# What a user installs is not the build folder: the packages are made, unpacked and run.
add_test(NAME package COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/package/package.sh ${PROJECT_BINARY_DIR})
