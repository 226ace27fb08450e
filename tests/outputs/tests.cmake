# What other programs make of the outputs, the completions and the manual page. Chromium is large and not in packages.txt: install it to see the page judged.
set(outputs ${CMAKE_CURRENT_SOURCE_DIR}/outputs)
add_test_that_needs("npm;python:junitparser" NAME outputs.agree COMMAND node ${outputs}/agree.mjs $<TARGET_FILE:pinwright>)
add_test_that_needs("npm;program:chromium" NAME outputs.page COMMAND node ${outputs}/page.mjs $<TARGET_FILE:pinwright>)
add_test_that_needs("program:mandoc" NAME outputs.manual COMMAND bash ${outputs}/manual.sh $<TARGET_FILE:pinwright>)
foreach(shell IN ITEMS bash zsh fish)
  add_test_that_needs("program:${shell}" NAME outputs.completion.${shell}
    COMMAND bash ${outputs}/completion.sh ${shell} $<TARGET_FILE:pinwright>)
  set_tests_properties(outputs.completion.${shell} PROPERTIES TIMEOUT 300)
endforeach()
