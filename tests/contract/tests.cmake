# What every plan::Tenant promises. A world is a <name>_test.cpp here that runs check_all().
file(GLOB contract_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/contract/*.cpp)
add_executable(contract ${contract_sources})
target_link_libraries(contract PRIVATE fake_tenant pinwright_sandbox pinwright_graph catch_main)
add_test(NAME contract COMMAND contract)
