# Every command that README.md, docs/ and the examples show is run, and its output compared. After a change of messages:
# `cmake --build DIR --target update-docs` writes the new ones; read the difference.
add_test(NAME docs.commands COMMAND node ${CMAKE_CURRENT_SOURCE_DIR}/docs/run_docs.mjs $<TARGET_FILE:pinwright>)
add_custom_target(update-docs
  COMMAND node ${CMAKE_CURRENT_SOURCE_DIR}/docs/run_docs.mjs $<TARGET_FILE:pinwright> --update
  DEPENDS pinwright USES_TERMINAL VERBATIM)
add_test_that_needs("npm;program:curl" NAME docs.pipelines
  COMMAND ${CMAKE_COMMAND} -E env PINWRIGHT=$<TARGET_FILE:pinwright> node --test ${CMAKE_CURRENT_SOURCE_DIR}/docs/pipelines.test.mjs)
add_test_that_needs("npm;program:chromium" NAME docs.pictures
  COMMAND node ${CMAKE_CURRENT_SOURCE_DIR}/docs/pictures.mjs $<TARGET_FILE:pinwright> ${CMAKE_CURRENT_BINARY_DIR}/pictures)
