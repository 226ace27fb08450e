# Content models of the catalogue against another program that reads XML schemas.
add_test(NAME schema.differential COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/needs.sh shared program:xmllint --
  node --test ${CMAKE_CURRENT_SOURCE_DIR}/schema/differential.mjs)
set_tests_properties(schema.differential PROPERTIES SKIP_RETURN_CODE 77 ENVIRONMENT "PINWRIGHT=$<TARGET_FILE:pinwright>")
