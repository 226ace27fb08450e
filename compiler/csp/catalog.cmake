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

# What Intune writes for the properties of typed policies goes in as it is: it is read when a tenant is asked about them.
set(properties ${csp_schemas}/graph-properties.json)
file(CONFIGURE OUTPUT graph_properties.S CONTENT [[
    .section .rodata
    .global pinwright_graph_properties, pinwright_graph_properties_end
pinwright_graph_properties:
    .incbin "@properties@"
pinwright_graph_properties_end:
    .section .note.GNU-stack, "", %progbits
]] @ONLY)
set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/graph_properties.S PROPERTIES OBJECT_DEPENDS ${properties})
target_sources(pinwright_csp PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/graph_properties.S)

# Which definitions stand in an option of another one: read when a policy of the settings catalog is read or written.
set(children ${csp_schemas}/definition-children.json)
file(CONFIGURE OUTPUT definition_children.S CONTENT [[
    .section .rodata
    .global pinwright_definition_children, pinwright_definition_children_end
pinwright_definition_children:
    .incbin "@children@"
pinwright_definition_children_end:
    .section .note.GNU-stack, "", %progbits
]] @ONLY)
set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/definition_children.S PROPERTIES OBJECT_DEPENDS ${children})
target_sources(pinwright_csp PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/definition_children.S)
