# The layering test: cmake -D ROOT=<the folder compiler> -D "LAYERS=base;source;…" -P layers.cmake
# A folder includes itself and the folders before it in LAYERS, sandbox only base and source; a third-party header stays in its one folder; a header of
# the system's own stays at the edge. Prints every violation and fails when there is one.
cmake_minimum_required(VERSION 3.25)

# <header> | <the files that may include it>, regular expressions both; the first row that fits decides.
set(rows
  "fmt/.*                             | .*"
  "nlohmann/json_fwd\\.hpp            | .*"
  "nlohmann/.*                        | (base/json\\.hpp|.*\\.cpp)"
  "utf8proc\\.h                       | base/.*"
  "yaml-cpp/.*                        | syntax/.*"
  "(tao/.*|expat\\.h)                 | grammar/.*"
  "pugixml\\.hpp                      | csp/((ddf|admx)_[a-z]+\\.[ch]pp|import\\.cpp)"
  "zlib\\.h                            | csp/zip\\.cpp"
  "re2/.*                             | check/.*"
  "openssl/.*                         | (base/(sha256|hmac)\\.cpp|graph/.*|sandbox/.*)"
  "curl/.*                            | graph/.*"
  "(httplib|sqlite3)\\.h              | sandbox/.*"
  "cxxopts\\.hpp                      | cli/args\\.cpp"
  "(unistd|fcntl|dirent|signal|pthread|spawn|poll|sys/.*|linux/.*)\\.h | (source/.*|cli/process|graph/auth/run_program|.*_main)\\.[ch]pp"
  "[a-z_]+                            | .*"  # the standard library
)

set(violations "")

function(violation file what)
  set(violations ${violations} "${file}: ${what}" PARENT_SCOPE)
endfunction()

function(judge_quoted file layer header)
  if(NOT header MATCHES "^([^./][^/]*)/.")
    violation(${file} "\"${header}\" is not written from the root of compiler/")
    return(PROPAGATE violations)
  endif()
  set(folder ${CMAKE_MATCH_1})
  list(FIND LAYERS ${folder} theirs)
  list(FIND LAYERS ${layer} ours)
  if(theirs EQUAL -1)
    violation(${file} "\"${header}\" is in no layer")
  elseif(layer STREQUAL "sandbox" AND NOT folder MATCHES "^(base|source|sandbox)$")
    violation(${file} "sandbox may not include \"${header}\": emulator and client must not share a mistake")
  elseif(theirs GREATER ours)
    violation(${file} "${layer} may not include \"${header}\": ${folder} stands below it")
  endif()
  return(PROPAGATE violations)
endfunction()

function(judge_angled file header)
  foreach(row IN LISTS rows)
    string(REGEX MATCH "^(.*[^ ]) +\\| (.*)$" matched "${row}")
    set(files "${CMAKE_MATCH_2}")
    if(NOT header MATCHES "^(${CMAKE_MATCH_1})$")
      continue()
    endif()
    if(NOT file MATCHES "^(${files})$")
      violation(${file} "<${header}> is not for this file")
    endif()
    return(PROPAGATE violations)
  endforeach()
  violation(${file} "<${header}> has no row in layers.cmake")
  return(PROPAGATE violations)
endfunction()

file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/*.cpp ${ROOT}/*.hpp ${ROOT}/*.def)
foreach(file IN LISTS files)
  string(REGEX REPLACE "/.*" "" layer ${file})
  if(NOT layer IN_LIST LAYERS)
    violation(${file} "${layer} is no layer")
    continue()
  endif()
  file(STRINGS ${ROOT}/${file} includes REGEX "^ *# *include")
  foreach(include IN LISTS includes)
    if(include MATCHES "\"(.*)\"")
      judge_quoted(${file} ${layer} "${CMAKE_MATCH_1}")
    elseif(include MATCHES "<(.*)>")
      judge_angled(${file} "${CMAKE_MATCH_1}")
    endif()
  endforeach()
endforeach()

if(NOT files)
  message(FATAL_ERROR "nothing to judge in ${ROOT}")
endif()
list(LENGTH violations count)
if(count)
  list(JOIN violations "\n" text)
  message("${text}")
  message(FATAL_ERROR "${count} includes break the layering")
endif()
