add_executable(shape agreement/shape_main.cpp)
target_link_libraries(shape PRIVATE pinwright_model)
add_test(NAME agreement COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/needs.sh npm --
  node ${CMAKE_CURRENT_SOURCE_DIR}/agreement/agreement.mjs $<TARGET_FILE:shape>)
set_tests_properties(agreement PROPERTIES SKIP_RETURN_CODE 77)
