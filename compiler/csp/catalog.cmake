# Packs schemas/csp and the overlay into one file, which an assembly file puts into the read-only data of pinwright_csp. What the
# packer needs of csp is a library of its own, which becomes part of pinwright_csp: linking that would be a circle.
set(csp_schemas ${PROJECT_SOURCE_DIR}/schemas)
file(GLOB catalogue_files CONFIGURE_DEPENDS ${csp_schemas}/csp/*.json)
list(SORT catalogue_files)

set(packing pack draft pool path names node_os_build facts_read overlay definitions admx admx_json admx_pack
  schema_facts schema_json schema_pack)
list(TRANSFORM packing REPLACE ".+" "${CMAKE_CURRENT_SOURCE_DIR}/csp/\\0.cpp")
add_library(pinwright_packing OBJECT ${packing})
target_link_libraries(pinwright_packing PUBLIC pinwright_base nlohmann_json::nlohmann_json)
get_target_property(sources pinwright_csp SOURCES)
list(REMOVE_ITEM sources ${packing})
set_target_properties(pinwright_csp PROPERTIES SOURCES "${sources}")
target_link_libraries(pinwright_csp PRIVATE pinwright_packing)
add_executable(pinwright_pack csp/pack_main.cpp)
target_link_libraries(pinwright_pack PRIVATE pinwright_packing)

set(packed ${CMAKE_CURRENT_BINARY_DIR}/catalog.bin)
add_custom_command(
  OUTPUT ${packed}
  COMMAND pinwright_pack ${packed} ${csp_schemas}/csp-overlay.json ${csp_schemas}/csp-definitions.json ${catalogue_files}
  DEPENDS pinwright_pack ${csp_schemas}/csp-overlay.json ${csp_schemas}/csp-definitions.json ${catalogue_files}
  COMMENT "Packing the CSP catalogue" VERBATIM)

file(CONFIGURE OUTPUT catalog.S CONTENT [[
    .section .rodata
    .global pinwright_packed_catalog
    .balign 8
pinwright_packed_catalog:
    .incbin "@packed@"
    .section .note.GNU-stack, "", %progbits
]] @ONLY)
set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/catalog.S PROPERTIES OBJECT_DEPENDS ${packed})
target_sources(pinwright_csp PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/catalog.S)

# pinwright_embed(<name>): a file of schemas/ goes in as it is, between the symbols pinwright_<name> and
# pinwright_<name>_end, with `-` in the file's name for `_`.
function(pinwright_embed name)
  string(REPLACE "_" "-" file ${name})
  set(file ${csp_schemas}/${file}.json)
  file(CONFIGURE OUTPUT ${name}.S CONTENT [[
    .section .rodata
    .global pinwright_@name@, pinwright_@name@_end
pinwright_@name@:
    .incbin "@file@"
pinwright_@name@_end:
    .section .note.GNU-stack, "", %progbits
]] @ONLY)
  set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/${name}.S PROPERTIES OBJECT_DEPENDS ${file})
  target_sources(pinwright_csp PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${name}.S)
endfunction()

# What Intune writes for the properties of typed policies: read when a tenant is asked about them.
pinwright_embed(graph_properties)
# Which definitions stand in an option of another one: read when a policy of the settings catalog is read or written.
pinwright_embed(definition_children)
