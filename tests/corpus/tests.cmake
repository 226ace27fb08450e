# Real OMA-URIs, in a table that lies beside the repository where there is one.
set(corpus_table ${PROJECT_SOURCE_DIR}/../shared/corpus/omauri.tsv)
set(corpus_page ${PROJECT_SOURCE_DIR}/docs/real-omauris.md)
add_executable(corpus corpus/corpus_main.cpp)
target_link_libraries(corpus PRIVATE pinwright_check)
add_test(NAME corpus COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/needs.sh shared -- $<TARGET_FILE:corpus> ${corpus_table} ${corpus_page})
set_tests_properties(corpus PROPERTIES SKIP_RETURN_CODE 77)
add_custom_target(update-corpus COMMAND corpus --update ${corpus_table} ${corpus_page} VERBATIM)
