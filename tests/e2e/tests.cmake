# The real program against the sandbox, over HTTP on loopback.
file(GLOB e2e_tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/e2e/*.test.mjs)
foreach(file IN LISTS e2e_tests)
  get_filename_component(name ${file} NAME)
  string(REPLACE ".test.mjs" "" name ${name})
  add_test(NAME e2e.${name} COMMAND ${CMAKE_COMMAND} -E env PINWRIGHT=$<TARGET_FILE:pinwright> node --test ${file})
  set_tests_properties(e2e.${name} PROPERTIES TIMEOUT 900)
endforeach()
