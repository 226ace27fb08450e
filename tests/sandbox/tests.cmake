# The sandbox seen from outside, over HTTP.
add_executable(sandbox_serve ${CMAKE_CURRENT_SOURCE_DIR}/sandbox/serve_main.cpp)
target_link_libraries(sandbox_serve PRIVATE pinwright_sandbox)

add_test_that_needs("shared;npm" NAME sandbox.operations
  COMMAND node ${CMAKE_CURRENT_SOURCE_DIR}/sandbox/operations.mjs $<TARGET_FILE:sandbox_serve>)
add_test(NAME sandbox.connections
  COMMAND node ${CMAKE_CURRENT_SOURCE_DIR}/sandbox/connections.mjs $<TARGET_FILE:sandbox_serve>)
