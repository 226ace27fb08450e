# `cmake --install DIR`: the programs, what the program itself says about them, their published schemas and the documentation.
include(GNUInstallDirs)
install(TARGETS pinwright RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS pinwright-online RUNTIME DESTINATION libexec/pinwright)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/schemas/ DESTINATION ${CMAKE_INSTALL_DATADIR}/pinwright
  FILES_MATCHING PATTERN "*.schema.json" PATTERN csp EXCLUDE)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

# The manual and the completions are printed by the program that is being installed.
function(install_printed file)
  install(CODE "
    file(MAKE_DIRECTORY \"${CMAKE_CURRENT_BINARY_DIR}/printed\")
    execute_process(COMMAND \"$<TARGET_FILE:pinwright>\" ${ARGN}
      OUTPUT_FILE \"${CMAKE_CURRENT_BINARY_DIR}/printed/${file}\" COMMAND_ERROR_IS_FATAL ANY)")
endfunction()
install_printed(pinwright.1 man)
install_printed(pinwright completion bash)
install_printed(_pinwright completion zsh)
install_printed(pinwright.fish completion fish)
set(printed ${CMAKE_CURRENT_BINARY_DIR}/printed)
install(FILES ${printed}/pinwright.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${printed}/pinwright DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${printed}/_pinwright DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${printed}/pinwright.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
