# With PINWRIGHT_TOGETHER several sources of a library are compiled as one text: most of the time of a small source goes into its
# headers. together.awk says which get on with each other.
function(pinwright_together)
  foreach(library IN LISTS ARGN)
    get_target_property(sources ${library} SOURCES)
    list(FILTER sources INCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/.*\\.cpp$")
    execute_process(COMMAND awk -v most=12 -f ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/together.awk ${sources}
      OUTPUT_VARIABLE groups COMMAND_ERROR_IS_FATAL ANY)
    # Another name in a source may make another group of it.
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${sources} ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/together.awk)
    string(REGEX MATCHALL "[^\n]+" groups "${groups}")
    foreach(line IN LISTS groups)
      string(REGEX MATCH "^([0-9]+) (.*)$" line "${line}")
      set_source_files_properties(${CMAKE_MATCH_2} PROPERTIES UNITY_GROUP ${CMAKE_MATCH_1})
    endforeach()
    set_target_properties(${library} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  endforeach()
endfunction()
