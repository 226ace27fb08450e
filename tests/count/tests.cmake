# How often something costly is done, counted by the linker's --wrap: the product has no hook for it. The names are those of
# the Itanium C++ ABI, which both compilers follow.
add_executable(count_uris count/uris_test.cpp)
target_link_libraries(count_uris PRIVATE property_world catch_main)
foreach(wrapped IN ITEMS
    _ZN9pinwright7grammar13parse_oma_uriESt17basic_string_viewIcSt11char_traitsIcEE
    _ZN9pinwright7grammar17canonical_oma_uriB5cxx11ESt17basic_string_viewIcSt11char_traitsIcEE
    _ZN9pinwright6object10SettingKey10of_oma_uriENSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE)
  target_link_options(count_uris PRIVATE -Wl,--wrap=${wrapped})
endforeach()
add_test(NAME count.uris COMMAND count_uris)
