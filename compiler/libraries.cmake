# The libraries that folders of compiler/ use, each as a target library_<name>.
#
# Programs take Debian's shared objects. A program whose property PINWRIGHT_STATIC is on, as those of the portable packages,
# takes archives instead: Debian's own, or from PINWRIGHT_ARCHIVES, where compiler/packaging/archives.sh builds what Debian
# has no archive of.
set(PINWRIGHT_ARCHIVES "" CACHE PATH "folder of the archives that compiler/packaging/archives.sh builds")
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
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
  add_library(library_${name} INTERFACE)
  target_link_libraries(library_${name} INTERFACE $<$<NOT:${is_static}>:${shared}>)
  foreach(archive IN LISTS ARGN)
    target_link_libraries(library_${name} INTERFACE $<${is_static}:${archive}>)
  endforeach()
endfunction()

pinwright_library(fmt fmt::fmt ${PINWRIGHT_ARCHIVES}/libfmt.a)
pinwright_library(utf8proc PkgConfig::libutf8proc libutf8proc.a)
pinwright_library(expat PkgConfig::expat libexpat.a)
pinwright_library(re2 PkgConfig::re2 libre2.a)
pinwright_library(pugixml PkgConfig::pugixml libpugixml.a)
pinwright_library(crypto PkgConfig::libcrypto libcrypto.a)
pinwright_library(ssl PkgConfig::libssl libssl.a libcrypto.a)
pinwright_library(sqlite3 PkgConfig::sqlite3 libsqlite3.a)
pinwright_library(curl PkgConfig::libcurl
  ${PINWRIGHT_ARCHIVES}/libcurl.a libcares.a libnghttp2.a libssl.a libcrypto.a ${ZLIB_LIBRARY})
pinwright_library(httplib PkgConfig::cpp-httplib
  ${PINWRIGHT_ARCHIVES}/libcpp-httplib.a libssl.a libcrypto.a libbrotlidec.a libbrotlienc.a libbrotlicommon.a
  ${ZLIB_LIBRARY})
