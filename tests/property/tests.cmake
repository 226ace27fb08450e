# What holds for every workspace and every tenant: rapidcheck makes both. The tenant is the one in memory.
file(GLOB property_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/property/*.cpp)
set(property_tests ${property_sources})
list(FILTER property_tests INCLUDE REGEX "_test\\.cpp$")
list(FILTER property_sources EXCLUDE REGEX "_(test|main)\\.cpp$")

add_library(property_world STATIC ${property_sources})
target_include_directories(property_world PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(property_world PUBLIC fake_tenant pinwright_driver ${RAPIDCHECK_LIBRARY})

add_executable(property ${property_tests})
target_link_libraries(property PRIVATE property_world pinwright_cli catch_main)
target_compile_definitions(property_world PUBLIC PINWRIGHT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
add_test(NAME property COMMAND property ~[wide]~[shared])
add_test_that_needs(shared NAME property.shared COMMAND $<TARGET_FILE:property> [shared])
foreach(name IN ITEMS apply import rollback)
  add_test(NAME property.${name} COMMAND property [wide][${name}])
  set_tests_properties(property.${name} PROPERTIES ENVIRONMENT "RC_PARAMS=max_success=500" TIMEOUT 1800)
endforeach()
set_tests_properties(property.rollback PROPERTIES ENVIRONMENT "RC_PARAMS=max_success=300")

# Saved plans against the published schema.
add_executable(saved_plans property/saved_plans_main.cpp)
target_link_libraries(saved_plans PRIVATE property_world)
add_test_that_needs(npm NAME plan_schema COMMAND node ${CMAKE_CURRENT_SOURCE_DIR}/property/plan_schema.mjs
  $<TARGET_FILE:saved_plans>)
