# Builds docs/diagnostics/<slug>.md into the program, as read-only data: `explain` works offline and costs nothing until it is called.
file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/diagnostics/*.md)
list(FILTER pages EXCLUDE REGEX "README\\.md$")
set(data "  .section .rodata\n")
set(table "")
set(externs "")
set(number 0)
foreach(page IN LISTS pages)
  get_filename_component(slug ${page} NAME_WE)
  string(APPEND data "  .global pinwright_page_${number}\npinwright_page_${number}:\n  .incbin \"${page}\"\n"
    "  .global pinwright_page_${number}_end\npinwright_page_${number}_end:\n  .byte 0\n")
  string(APPEND externs "extern const char pinwright_page_${number}[], pinwright_page_${number}_end[];\n")
  string(APPEND table "    page(\"${slug}\", pinwright_page_${number}, pinwright_page_${number}_end),\n")
  math(EXPR number "${number} + 1")
endforeach()
string(APPEND data "  .section .note.GNU-stack,\"\",%progbits\n")
file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/pages.S CONTENT "${data}" @ONLY)
file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/pages.cpp CONTENT "#include \"cli/pages.hpp\"

#include <cstddef>

extern \"C\" {
${externs}}

namespace pinwright::cli {

namespace {

auto page(std::string_view slug, const char* begin, const char* end) -> Page {
  return {slug, {begin, static_cast<std::size_t>(end - begin)}};
}

}  // namespace

auto pages() -> std::span<const Page> {
  static const Page kPages[] = {
${table}  };
  return kPages;
}

}  // namespace pinwright::cli
" @ONLY)
set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/pages.S PROPERTIES OBJECT_DEPENDS "${pages}")
target_sources(pinwright_cli PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/pages.S ${CMAKE_CURRENT_BINARY_DIR}/pages.cpp)
