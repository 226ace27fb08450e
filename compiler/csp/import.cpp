#include "csp/import.hpp"

#include <algorithm>
#include <pugixml.hpp>
#include <set>
#include <unordered_set>

#include "base/text.hpp"
#include "csp/ddf_node.hpp"
#include "csp/ddf_xml.hpp"
#include "csp/definitions.hpp"
#include "csp/facts.hpp"
#include "csp/links.hpp"
#include "csp/path.hpp"

namespace pinwright::csp {
namespace {

constexpr std::size_t kMaxNameLength = 1024;

auto base_name(std::string_view file) -> std::string_view {
  const std::size_t slash = file.find_last_of("/\\");
  return slash == std::string_view::npos ? file : file.substr(slash + 1);
}

/// "PassportForWork" of "PassportForWork.xml", "AboveLock_Area" of "AboveLock_AreaDDF.xml".
auto stem(std::string_view file) -> std::string {
  if (file.size() > 4 && base::equal_folded(file.substr(file.size() - 4), ".xml")) file.remove_suffix(4);
  if (file.size() > 8 && file.ends_with("_AreaDDF")) file.remove_suffix(3);
  return std::string(file);
}

/// "./Vendor/MSFT/" of SUPL has a slash too many; letters of the three known roots are made Microsoft's.
auto root_path(std::string_view text) -> std::string {
  std::string path(base::trimmed(text));
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  if (path == ".") return path;
  if (!path.starts_with("./")) path = (path.starts_with('/') ? "." : "./") + path;
  path += "/x";  // a root alone is no path
  const auto split = split_path(path);
  if (!split) return {};
  std::string out(root_text(split->tree, split->vendor_root));
  for (std::size_t i = 0; i + 1 < split->segments.size(); ++i) out += "/" + std::string(split->segments[i]);
  return out;
}

class Importer {
 public:
  Importer(Import& result, std::string_view edition) : result_(result), edition_(edition) {}

  auto read(const std::string& file, const std::string& bytes) -> void;
  auto finish(const ImportOptions& options) -> void;

 private:
  auto problem(std::string message) -> void { result_.problems.push_back({file_, std::move(message)}); }
  auto parse(const std::string& bytes, pugi::xml_document& document) -> bool;
  auto read_root(const pugi::xml_node& node, FileFacts& out) -> void;
  auto walk(const pugi::xml_node& node, const std::string& parent, std::size_t depth, FileFacts& out) -> void;
  auto keep(FileFacts facts) -> void;
  auto join(const ImportOptions& options) -> void;

  Import& result_;
  std::string edition_;
  std::string file_;
  std::vector<NamedFacts> files_;
  std::set<std::string> taken_names_;            // folded
  std::unordered_set<std::string> taken_paths_;  // path_key
};

auto Importer::parse(const std::string& bytes, pugi::xml_document& document) -> bool {
  if (bytes.size() > kMaxFileSize) {
    problem("larger than 64 MiB");
    return false;
  }
  const auto parsed = document.load_buffer(bytes.data(), bytes.size());
  if (!parsed) {
    problem("not well-formed XML at byte " + std::to_string(parsed.offset) + ": " + base::folded(parsed.description()));
    return false;
  }
  if (local_name(document.document_element()) == "MgmtTree") return true;
  problem("root element is " + base::quoted(document.document_element().name()) + ", expected `MgmtTree`");
  return false;
}

auto Importer::walk(const pugi::xml_node& node, const std::string& parent, std::size_t depth, FileFacts& out) -> void {
  std::string trouble;
  const std::string segment = read_segment(node, trouble);
  if (segment.empty()) return problem(parent + ": " + trouble);
  std::string path = parent + "/" + segment;
  if (depth > kMaxDepth || segment.size() > kMaxNameLength || taken_paths_.size() >= kMaxNodes) {
    return problem(parent + ": nested too deeply, name too long or too many nodes; the rest is left out");
  }
  if (!taken_paths_.insert(path_key(path)).second) return problem(path + ": defined twice; the second is left out");
  std::vector<std::string> troubles;
  out.nodes.push_back(read_node(node, path, troubles));
  for (const std::string& text : troubles) result_.notes.push_back({file_, path + ": " + text});
  for (const pugi::xml_node& inner : node.children()) {
    if (local_name(inner) == "Node") walk(inner, path, depth + 1, out);
  }
}

auto Importer::read_root(const pugi::xml_node& node, FileFacts& out) -> void {
  const std::string parent = root_path(child_text(node, "Path"));
  if (child_text(node, "Path").empty() || parent.empty()) {
    return problem("root node " + base::quoted(child_text(node, "NodeName")) + " has no usable `Path`");
  }
  walk(node, parent, 1, out);
}

auto Importer::read(const std::string& file, const std::string& bytes) -> void {
  file_ = file;
  pugi::xml_document document;
  if (!parse(bytes, document)) return;
  FileFacts facts;
  facts.edition = edition_;
  for (const pugi::xml_node& node : document.document_element().children()) {
    if (local_name(node) == "Node") read_root(node, facts);
  }
  keep(std::move(facts));
}

auto Importer::keep(FileFacts facts) -> void {
  if (facts.nodes.empty()) return problem("holds no node that could be read");
  std::string name = stem(file_);
  if (!taken_names_.insert(base::folded(name)).second) return problem("a second file of this name; left out");
  const auto path = split_path(facts.nodes.front().path);
  facts.csp = path->segments.front();
  if (unit_length(*path) == 3) facts.area = path->segments[2];
  sort_nodes(facts.nodes);
  result_.nodes += facts.nodes.size();
  files_.push_back({name + ".json", std::move(facts)});
}

auto Importer::join(const ImportOptions& options) -> void {
  for (NamedFacts& file : files_) {
    for (NodeFacts& node : file.facts.nodes) {
      const auto* policy = node.admx ? options.admx.find(node.admx->file, node.admx->name) : nullptr;
      if (policy == nullptr) continue;
      node.admx->policy = *policy;
      file.facts.admx_edition = options.admx_edition;
      ++result_.policies;
    }
  }
}

auto Importer::finish(const ImportOptions& options) -> void {
  normalise_dependencies(files_);
  if (!options.admx.empty()) join(options);
  result_.retired = keep_retired(files_, options.earlier, edition_);
  for (const NamedFacts& file : files_) result_.files.push_back({file.name, to_json(file.facts)});
  std::sort(result_.files.begin(), result_.files.end(),
            [](const ImportedFile& a, const ImportedFile& b) { return a.name < b.name; });
}

/// By the name without folders, then by content; equal files once.
auto reading_order(const Ddf& ddf) -> std::vector<std::pair<std::string_view, const std::string*>> {
  std::vector<std::pair<std::string_view, const std::string*>> order;
  for (const auto& file : ddf) order.emplace_back(base_name(file.first), &file.second);
  const auto key = [](const auto& file) {
    return std::pair<std::string_view, std::string_view>(file.first, *file.second);
  };
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  const auto end =
      std::unique(order.begin(), order.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); });
  order.erase(end, order.end());
  return order;
}

}  // namespace

auto import_ddf(const Ddf& ddf, const ImportOptions& options) -> Import {
  Import result;
  Importer importer(result, options.edition);
  for (const auto& [name, bytes] : reading_order(ddf)) importer.read(std::string(name), *bytes);
  importer.finish(options);
  return result;
}

auto read_catalogue(const std::vector<std::pair<std::string, std::string>>& files)
    -> base::Result<std::vector<NamedFacts>> {
  std::vector<NamedFacts> out;
  for (const auto& [name, json] : files) {
    if (is_definitions_file(name)) continue;
    auto facts = facts_from_json(json);
    if (!facts.ok()) return base::Error{base::quoted(name) + ": " + facts.error().message, facts.error().help};
    out.push_back({std::string(base_name(name)), std::move(facts).value()});
  }
  return out;
}

}  // namespace pinwright::csp
