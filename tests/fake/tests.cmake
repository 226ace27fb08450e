# The tenant in memory: a library for the tests of plan, apply and the commands, and its own tests.
file(GLOB fake_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/fake/*.cpp)
set(fake_tests ${fake_sources})
list(FILTER fake_tests INCLUDE REGEX "_test\\.cpp$")
list(FILTER fake_sources EXCLUDE REGEX "_test\\.cpp$")

add_library(fake_tenant STATIC ${fake_sources})
target_include_directories(fake_tenant PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(fake_tenant PUBLIC pinwright_plan)

add_executable(unit_fake ${fake_tests})
target_link_libraries(unit_fake PRIVATE fake_tenant catch_main ${RAPIDCHECK_LIBRARY})
add_test(NAME unit.fake COMMAND unit_fake)

foreach(user unit_plan unit_driver unit_cli)
  if(TARGET ${user})
    target_link_libraries(${user} PRIVATE fake_tenant)
  endif()
endforeach()
