# Microsoft's own JavaScript clients, from npm, against the sandbox over TLS.
add_test_that_needs(npm NAME interop COMMAND node ${CMAKE_CURRENT_SOURCE_DIR}/interop/interop.mjs $<TARGET_FILE:pinwright>)
