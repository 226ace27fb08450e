# The house's rules that a program can hold. `ctest -LE slow` leaves clang-tidy out.
set(style ${CMAKE_CURRENT_SOURCE_DIR}/style)

add_test(NAME style.layers COMMAND ${CMAKE_COMMAND} -D ROOT=${PROJECT_SOURCE_DIR}/compiler "-DLAYERS=${PINWRIGHT_LAYERS}"
  -P ${PROJECT_SOURCE_DIR}/compiler/layers.cmake)

add_test(NAME style.layers_test COMMAND ${CMAKE_COMMAND} -D JUDGE=${PROJECT_SOURCE_DIR}/compiler/layers.cmake
  -D TREE=${style}/layers "-DLAYERS=${PINWRIGHT_LAYERS}" -P ${style}/layers_test.cmake)

add_test(NAME style.names COMMAND ${CMAKE_COMMAND} -D ROOT=${PROJECT_SOURCE_DIR}/compiler
  -P ${PROJECT_SOURCE_DIR}/compiler/header_names.cmake)
add_test(NAME style.names_test COMMAND ${CMAKE_COMMAND} -D JUDGE=${PROJECT_SOURCE_DIR}/compiler/header_names.cmake
  -D TREE=${style}/names -P ${style}/names_test.cmake)

# Each header compiled alone: a source of one line a header, and nothing is made of the objects. A header whose .cpp begins
# with it needs none: style.tidy builds that .cpp without precompiled headers.
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/compiler ${PROJECT_SOURCE_DIR}/compiler/*.hpp)
set(alone "")
foreach(header IN LISTS headers)
  string(REGEX REPLACE "\\.hpp$" ".cpp" own ${PROJECT_SOURCE_DIR}/compiler/${header})
  if(EXISTS ${own})
    file(READ ${own} text)
    if(text MATCHES "^#include \"${header}\"")
      continue()
    endif()
  endif()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/headers_alone/${header}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${header}\"\n" @ONLY)
  list(APPEND alone ${source})
endforeach()
add_library(headers_alone OBJECT ${alone})
target_compile_options(headers_alone PRIVATE -O0 -g0 -fno-sanitize=all)
target_link_libraries(headers_alone PRIVATE pinwright_cli)

find_program(CLANG_FORMAT clang-format-14)
if(CLANG_FORMAT)
  add_test(NAME style.format COMMAND ${style}/format.sh)
endif()
find_program(CLANG_TIDY run-clang-tidy-14)
if(CLANG_TIDY)
  add_test(NAME style.tidy COMMAND node ${style}/tidy.mjs)
  set_tests_properties(style.tidy PROPERTIES LABELS slow PROCESSORS 2 TIMEOUT 3600)
endif()

# Edits that no longer stand in the code are noticed here; whether a test notices each edit takes hours, by hand.
find_package(Python3 3.11 QUIET COMPONENTS Interpreter)
if(Python3_FOUND)
  add_test(NAME style.mutations COMMAND ${Python3_EXECUTABLE} tests/mutation/mutate.py - --check
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endif()
