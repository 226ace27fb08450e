#pragma once

#include <array>
#include <cstdint>

/// The packed form of a catalogue, as it lies in memory: Header, nodes, words, strings, each aligned to 8 bytes. In the
/// byte order of the machine that packs, which is the one that reads.
///
/// A *text* is an offset in the strings: 4 bytes length, then the bytes; 0 is the empty text. A *list* is an index in
/// the words: one word count, then that many words; 0 is the empty list.
namespace pinwright::csp {

inline constexpr std::array<char, 8> kMagic = {'P', 'W', 'C', 'S', 'P', '\r', '\n', '\x1a'};
inline constexpr std::uint32_t kLayoutVersion = 6;

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kLayoutVersion;
  std::uint32_t total_size = 0;
  std::uint32_t nodes = 0, node_count = 0;     // byte offset, number
  std::uint32_t words = 0, word_count = 0;     // byte offset, number
  std::uint32_t strings = 0, string_size = 0;  // byte offset, bytes
  std::uint32_t edition = 0;                   // text: of the first file
  std::uint32_t overlay = 0;                   // text: its JSON, for catalogues that are packed at run time
  std::uint32_t retired = 0, unlisted = 0;     // lists of texts
  std::uint32_t bad_paths = 0;                 // list of (bad, right, reason)
  std::uint32_t edition_names = 0;             // list of (SKU, text), by SKU
  std::uint32_t definitions_edition = 0;       // text: of Microsoft's list of definitions
  std::uint32_t definitions = 0;               // list of nodes that have a definition, or may have one, by its id
  std::uint32_t other_definitions = 0;         // list of (text, node), by the text: further ids of a node
  std::uint32_t leaves = 0;                    // list of nodes: static leaves by tree, then by folded name
  std::uint32_t schemas = 0;                   // list of (node, list: see schema_pack.hpp), by node
};

/// Bits of PackedNode::flags.
namespace flag {
enum Bits : std::uint16_t {
  Dynamic = 1,
  TenantId = 2,
  Secret = 4,
  Deprecated = 8,
  HasDefault = 16,
  HasRange = 32,
  AdmxBacked = 64,
  VendorRoot = 128,     // spelled ./Vendor/MSFT
  Synthetic = 256,      // only there to hold what is below it: in no DDF file
  UnitRoot = 512,       // root of a CSP or of a policy area: applicability is not inherited across it
  Placeholder = 1024,   // matches only its own title in braces
  Retired = 2048,       // only an earlier edition has it
  NewerThanList = 4096  // without a definition, and in no edition before the list of definitions
};
}  // namespace flag

/// Nodes in breadth-first order, so that children lie together: the static ones by folded name, then the dynamic ones.
/// Node 0 is nothing; 1, 2 and 3 are the trees of csp::Tree in its order.
struct PackedNode {
  std::uint32_t name = 0, parent = 0;
  std::uint32_t first_child = 0, child_count = 0, dynamic_count = 0;
  std::uint32_t default_value = 0, values = 0, pattern = 0, delimiter = 0, name_pattern = 0;
  std::uint32_t csp_version = 0, deprecated_since = 0, replaced_by = 0, edition = 0;
  std::uint32_t labels = 0;        // list of texts, as many as values, or empty
  std::uint32_t builds = 0;        // list of (major, minor, build, revision)
  std::uint32_t editions = 0;      // list of SKUs
  std::uint32_t dependencies = 0;  // list: see pack_dependencies
  std::uint16_t flags = 0;
  std::uint8_t format = 0, access = 0, allowed = 0, naming = 0, tree = 0, content = 0;
  std::uint32_t admx = 0;        // list: see admx_pack.hpp
  std::uint32_t definition = 0;  // list: control, id (text, empty: by the rule), options, missing elements, named
  std::uint32_t xml_root = 0;    // list: name, and the namespace where it is known; empty: not known
  std::uint8_t content_rule = 0;
  std::array<std::uint8_t, 3> reserved = {};
  std::int64_t low = 0, high = 0;
};
static_assert(sizeof(PackedNode) == 112);

inline constexpr std::uint32_t kFirstTree = 1;  // index of Tree::Device
inline constexpr std::uint32_t kFirstNode = 4;

}  // namespace pinwright::csp
