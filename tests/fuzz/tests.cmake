# <name>_fuzz.cpp is a libFuzzer entry, bin/fuzz_<name>. ctest fuzzes it for a few seconds from its corpus and seeds
# (fuzz/run.sh). Of the libraries nothing is known of what an input reaches, unless PINWRIGHT_FUZZ
# (preset `fuzz`) compiles them for long runs. Where there is no libFuzzer, ctest feeds it every file of corpus/<name>, where
# each input that once crashed it has its place.
set(has_fuzzer OFF)
if(PINWRIGHT_FUZZ OR (CMAKE_CXX_COMPILER_ID STREQUAL Clang AND PINWRIGHT_SANITIZE MATCHES address))
  set(has_fuzzer ON)
endif()
file(GLOB entries CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/*_fuzz.cpp)
add_custom_target(fuzzers)
foreach(entry IN LISTS entries)
  get_filename_component(name ${entry} NAME_WE)
  string(REGEX REPLACE "_fuzz$" "" name ${name})
  add_executable(fuzz_${name} ${entry})
  target_include_directories(fuzz_${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(fuzz_${name} PRIVATE pinwright_cli)
  add_dependencies(fuzzers fuzz_${name})
  if(has_fuzzer)
    target_compile_options(fuzz_${name} PRIVATE -fsanitize=fuzzer-no-link)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    add_test(NAME fuzz.${name} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/run.sh $<TARGET_FILE:fuzz_${name}>
                                       ${CMAKE_BINARY_DIR}/fuzz -runs=3000 -max_total_time=4 -seed=1)
  else()
    target_sources(fuzz_${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/replay_main.cpp)
    add_test(NAME fuzz.${name} COMMAND fuzz_${name} ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus/${name})
  endif()
endforeach()
