# The libraries that folders of compiler/ use, each as a target library_<name>.
#
# Programs take Debian's shared objects. A program whose property PINWRIGHT_EMBED is on takes the archives of those that
# it can be linked with, and that of C++, so that nothing but the C library is loaded when it starts. One whose property
# PINWRIGHT_STATIC is on, as those of the portable packages, takes archives of all: Debian's own, or from
# PINWRIGHT_ARCHIVES, where compiler/packaging/archives.sh builds what Debian has no archive of.
set(PINWRIGHT_ARCHIVES "" CACHE PATH "folder of the archives that compiler/packaging/archives.sh builds")
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)  # its headers: base/print.cpp holds the rest
find_package(nlohmann_json REQUIRED)
foreach(module IN ITEMS libutf8proc expat re2 pugixml libcurl libcrypto libssl sqlite3 cpp-httplib)
  pkg_check_modules(${module} REQUIRED IMPORTED_TARGET GLOBAL ${module})
endforeach()
# Linked in everywhere, as a library that is loaded costs every start and only `csp import` of an archive needs it.
find_library(ZLIB_LIBRARY NAMES libz.a z REQUIRED)
find_library(YAML_CPP_LIBRARY NAMES libyaml-cpp.a yaml-cpp REQUIRED)

# pinwright_library(<name> <target with the shared object> <archive>…)
function(pinwright_library name shared)
  set(is_static $<BOOL:$<TARGET_PROPERTY:PINWRIGHT_STATIC>>)
  if(name IN_LIST PINWRIGHT_EMBEDDED)
    set(is_static $<OR:${is_static},$<BOOL:$<TARGET_PROPERTY:PINWRIGHT_EMBED>>>)
  endif()
  add_library(library_${name} INTERFACE)
  target_link_libraries(library_${name} INTERFACE $<$<NOT:${is_static}>:${shared}>)
  foreach(archive IN LISTS ARGN)
    target_link_libraries(library_${name} INTERFACE $<${is_static}:${archive}>)
  endforeach()
endfunction()

# jemalloc: validating is a fifth allocating, on several threads. docs/performance.md has what it saves.
find_library(archive_jemalloc NAMES libjemalloc_pic.a REQUIRED)
add_library(library_allocator INTERFACE)
target_link_libraries(library_allocator INTERFACE
  $<$<OR:$<BOOL:$<TARGET_PROPERTY:PINWRIGHT_STATIC>>,$<BOOL:$<TARGET_PROPERTY:PINWRIGHT_EMBED>>>:${archive_jemalloc}>)

set(PINWRIGHT_EMBEDDED utf8proc expat re2 pugixml crypto)
# By their paths: a name would find the shared object.
foreach(name IN LISTS PINWRIGHT_EMBEDDED)
  find_library(archive_${name} NAMES lib${name}.a REQUIRED)
endforeach()
pinwright_library(utf8proc PkgConfig::libutf8proc ${archive_utf8proc})
pinwright_library(expat PkgConfig::expat ${archive_expat})
pinwright_library(re2 PkgConfig::re2 ${archive_re2})
pinwright_library(pugixml PkgConfig::pugixml ${archive_pugixml})
pinwright_library(crypto PkgConfig::libcrypto ${archive_crypto})
pinwright_library(ssl PkgConfig::libssl libssl.a libcrypto.a)
pinwright_library(sqlite3 PkgConfig::sqlite3 libsqlite3.a)
pinwright_library(curl PkgConfig::libcurl
  ${PINWRIGHT_ARCHIVES}/libcurl.a libcares.a libnghttp2.a libssl.a libcrypto.a ${ZLIB_LIBRARY})
pinwright_library(httplib PkgConfig::cpp-httplib
  ${PINWRIGHT_ARCHIVES}/libcpp-httplib.a libssl.a libcrypto.a libbrotlidec.a libbrotlienc.a libbrotlicommon.a
  ${ZLIB_LIBRARY})
