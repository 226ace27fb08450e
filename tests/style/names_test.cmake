# The test of names, tested: on a tree with one violation of each kind it fails and names all of them.
# cmake -D JUDGE=<header_names.cmake> -D TREE=<folder> -P names_test.cmake
execute_process(COMMAND ${CMAKE_COMMAND} -D ROOT=${TREE} "-DOPEN=base/known.cpp;base/gone.cpp" -P ${JUDGE} RESULT_VARIABLE result ERROR_VARIABLE printed)
file(READ ${TREE}/expected.out expected)
string(FIND "${printed}" "${expected}" place)
if(result EQUAL 0 OR NOT place EQUAL 0)
  message(FATAL_ERROR "exit code ${result}, and not what ${TREE}/expected.out says:\n${printed}")
endif()
