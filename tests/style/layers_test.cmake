# The layering test, tested: on a tree with one violation of each kind it fails and names all of them.
# cmake -D JUDGE=<layers.cmake> -D TREE=<folder> -D "LAYERS=…" -P layers_test.cmake
execute_process(COMMAND ${CMAKE_COMMAND} -D ROOT=${TREE} "-DLAYERS=${LAYERS}" -P ${JUDGE} RESULT_VARIABLE result ERROR_VARIABLE printed)
file(READ ${TREE}/expected.out expected)
string(FIND "${printed}" "${expected}" place)
if(result EQUAL 0 OR NOT place EQUAL 0)
  message(FATAL_ERROR "exit code ${result}, and not what ${TREE}/expected.out says:\n${printed}")
endif()
