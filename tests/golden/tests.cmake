# tests/golden/README.md says what a case is.
add_executable(golden golden/golden_main.cpp golden/case.cpp golden/tenants.cpp)
target_include_directories(golden PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(golden PRIVATE pinwright_online_commands fake_tenant)
add_test(NAME golden COMMAND golden ${PROJECT_SOURCE_DIR}/tests/golden ${PROJECT_SOURCE_DIR}/examples)
add_test_that_needs(npm NAME golden.schemas COMMAND node ${CMAKE_CURRENT_SOURCE_DIR}/golden/schemas.mjs)
add_custom_target(update-golden COMMAND golden --update ${PROJECT_SOURCE_DIR}/tests/golden ${PROJECT_SOURCE_DIR}/examples
  VERBATIM)

add_executable(fixes golden/fixes_main.cpp golden/case.cpp golden/tenants.cpp)
target_include_directories(fixes PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(fixes PRIVATE pinwright_online_commands fake_tenant)
add_test(NAME golden.fixes COMMAND fixes ${PROJECT_SOURCE_DIR}/tests/golden)

# Files that are made from tables in the code: compared here, written anew by update-golden.
add_executable(generated golden/generated_main.cpp golden/diagnostics_list.cpp)
target_include_directories(generated PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(generated PRIVATE pinwright_cli)
add_test(NAME generated COMMAND generated ${PROJECT_SOURCE_DIR})
add_custom_command(TARGET update-golden POST_BUILD COMMAND generated --update ${PROJECT_SOURCE_DIR} VERBATIM)

# Every slug has a golden case, a near miss and a page whose examples yield exactly it and nothing.
add_executable(coverage golden/coverage_main.cpp)
target_link_libraries(coverage PRIVATE pinwright_cli)
add_test(NAME coverage COMMAND coverage ${PROJECT_SOURCE_DIR})
