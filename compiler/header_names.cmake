# The test of names: cmake -D ROOT=<the folder compiler> -P header_names.cmake
# A source x.cpp has a header x.hpp beside it and includes it first, so that whoever sees a declaration knows its file; so
# does x_part.cpp, of which x.hpp declares a part: it includes x.hpp. A header without a source is whole in itself. Prints every violation
# and fails when there is one.
cmake_minimum_required(VERSION 3.25)

# Folders of functions that one list declares: one function a file, named like the file.
set(registered
  "check/checks/.*"            # a finding each, declared by codes.def in check/check.hpp
  "plan/conditions/.*"         # a finding about a tenant each, declared by codes.def in plan/conditions/conditions.hpp
  "diag/render_.*"             # an output of findings each, declared in diag/render.hpp
  "model/fields/.*"            # the table of a node's fields each, declared in model/fields.hpp
  "cli/commands/.*"            # the row of a command each, declared in cli/commands/commands.hpp
  "cli/online/(apply|drift|forget|import|plan|preflight|reset_passcode|rollback|sandbox|status|where)\\.cpp"
                               # the work of a command each, declared in cli/online/commands.hpp
  "graph/auth/(azure_cli|certificate|device_code|federated|managed_identity|secret)\\.cpp"
                               # a way to sign in each, declared in graph/auth/methods.hpp
  "sandbox/resources/(assignment_filters|devices|scope_tags)\\.cpp"
                               # a collection of Intune each, declared in sandbox/resources/intune.hpp
  "sandbox/resources/(groups|organization|service_principals)\\.cpp"
                               # a collection of the directory each, declared in sandbox/resources/directory.hpp
  ".*_main\\.cpp"              # programs
)

# Sources whose header has another name still: none. A row goes with its reason: one that no source needs is a violation.
set(open "")
if(DEFINED OPEN)
  set(open ${OPEN})
endif()

list(JOIN registered "|" registered)
set(violations "")
file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/*.cpp)
if(NOT files)
  message(FATAL_ERROR "nothing to judge in ${ROOT}")
endif()
# The header of x_y_z.cpp: x_y_z.hpp, else x_y.hpp, else x.hpp. Empty when there is none.
function(find_header result source)
  string(REGEX REPLACE "\\.cpp$" "" stem ${source})
  while(NOT EXISTS ${ROOT}/${stem}.hpp AND stem MATCHES "_[^_/]*$")
    string(REGEX REPLACE "_[^_/]*$" "" stem ${stem})
  endwhile()
  set(${result} "" PARENT_SCOPE)
  if(EXISTS ${ROOT}/${stem}.hpp)
    set(${result} ${stem}.hpp PARENT_SCOPE)
  endif()
endfunction()

foreach(file IN LISTS files)
  find_header(header ${file})
  string(REGEX REPLACE "\\.cpp$" ".hpp" own ${file})
  # A registered name is no part of a header that is called alike by chance.
  if(header AND NOT header STREQUAL own AND (file IN_LIST open OR file MATCHES "^(${registered})$"))
    set(header "")
  endif()
  if(header)
    file(STRINGS ${ROOT}/${file} includes REGEX "^ *# *include")
    list(GET includes 0 first)
    if(header STREQUAL own AND NOT first STREQUAL "#include \"${header}\"")
      list(APPEND violations "${file}: does not include \"${header}\" first")
    elseif(NOT "#include \"${header}\"" IN_LIST includes)
      list(APPEND violations "${file}: does not include \"${header}\"")
    endif()
  elseif(file IN_LIST open)
    list(REMOVE_ITEM open ${file})
  elseif(NOT file MATCHES "^(${registered})$")
    list(APPEND violations "${file}: there is no \"${own}\"")
  endif()
endforeach()
foreach(file IN LISTS open)
  list(APPEND violations "${file}: needs no row in header_names.cmake any more")
endforeach()

list(LENGTH violations count)
if(count)
  list(JOIN violations "\n" text)
  message("${text}")
  message(FATAL_ERROR "${count} sources are not named like their header")
endif()
