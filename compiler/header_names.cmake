# The test of names: cmake -D ROOT=<the folder compiler> -P header_names.cmake
# A source x.cpp has a header x.hpp beside it and includes it first, so that whoever sees a declaration knows its file. A
# header without a source is whole in itself. Prints every violation and fails when there is one.
cmake_minimum_required(VERSION 3.25)

# Folders of functions that one list declares: one function a file, named like the file.
set(registered
  "check/checks/.*"            # a finding each, declared by codes.def in check/check.hpp
  "plan/conditions/.*"         # a finding about a tenant each, declared by codes.def in plan/conditions/conditions.hpp
  "diag/render_.*"             # an output of findings each, declared in diag/render.hpp
  "model/fields/.*"            # the table of a node's fields each, declared in model/fields.hpp
  "cli/commands/.*"            # the row of a command each, declared in cli/commands/commands.hpp
  "cli/online/(apply|drift|forget|import|plan|preflight|reset_passcode|rollback|sandbox|status)\\.cpp"
                               # the work of a command each, declared in cli/online/commands.hpp
  "graph/auth/(azure_cli|certificate|device_code|federated|managed_identity|secret)\\.cpp"
                               # a way to sign in each, declared in graph/auth/methods.hpp
  ".*_main\\.cpp"              # programs
)

# Sources whose header has another name still. A row goes with its reason: one that no source needs is a violation.
set(open
  csp/facts_read.cpp csp/facts_write.cpp csp/find.cpp csp/os_build.cpp csp/overlay_lookup.cpp csp/suggest.cpp
  sandbox/credential.cpp sandbox/filter_match.cpp sandbox/filter_parse.cpp sandbox/read_options.cpp
  sandbox/resources/assignment_filters.cpp sandbox/resources/devices.cpp sandbox/resources/groups.cpp
  sandbox/resources/organization.cpp sandbox/resources/policy_body.cpp sandbox/resources/policy_status.cpp
  sandbox/resources/policy_view.cpp sandbox/resources/scope_tags.cpp sandbox/resources/service_principals.cpp
  source/disk_file_system.cpp source/disk_folders.cpp source/disk_names.cpp
  syntax/resolve.cpp
)
if(DEFINED OPEN)
  set(open ${OPEN})
endif()

list(JOIN registered "|" registered)
set(violations "")
file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/*.cpp)
if(NOT files)
  message(FATAL_ERROR "nothing to judge in ${ROOT}")
endif()
foreach(file IN LISTS files)
  string(REGEX REPLACE "\\.cpp$" ".hpp" header ${file})
  if(EXISTS ${ROOT}/${header})
    file(STRINGS ${ROOT}/${file} first REGEX "^ *# *include" LIMIT_COUNT 1)
    if(NOT first STREQUAL "#include \"${header}\"")
      list(APPEND violations "${file}: does not include \"${header}\" first")
    endif()
  elseif(file IN_LIST open)
    list(REMOVE_ITEM open ${file})
  elseif(NOT file MATCHES "^(${registered})$")
    list(APPEND violations "${file}: there is no \"${header}\"")
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
