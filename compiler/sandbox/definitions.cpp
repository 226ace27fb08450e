#include "sandbox/definitions.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/typed.hpp"
#include "sandbox/validate.hpp"
#include "source/file_system.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view kType = "deviceManagementConfigurationSettingDefinition";
constexpr std::size_t kFileLimit = std::size_t{256} << 20;

auto is_for_windows(const json& definition) -> bool {
  const auto applicability = definition.find("applicability");
  if (applicability == definition.end() || !applicability->is_object()) return true;
  const auto type = text_of(*applicability, "@odata.type");
  return type.empty() || find_type(type) != nullptr;
}

/// The paths of the definitions' files.
auto files_of(source::FileSystem& disk, const std::string& path) -> base::Result<std::vector<std::string>> {
  if (disk.kind(path) != source::FileKind::Folder) return std::vector<std::string>{path};
  auto entries = disk.list(path);
  if (!entries) return entries.error();
  std::vector<std::string> paths;
  for (const auto& entry : entries.value()) {
    if (entry.kind == source::FileKind::Regular && entry.name.ends_with(".json"))
      paths.push_back(path + "/" + entry.name);
  }
  return paths;
}

auto read_file(source::FileSystem& disk, const std::string& path, Definitions::ById& by_id) -> base::Status {
  const auto text = disk.read(path, kFileLimit);
  if (!text) return text.error();
  auto document = parse_json(text.value());
  if (!document) return base::Error{fmt::format("the definitions are no JSON: {}", base::quoted(path)), ""};
  json list = std::move(*document);
  if (list.is_object()) list = list.contains("value") ? json(list.at("value")) : json::array({list});
  if (!list.is_array()) return base::Error{fmt::format("no list of definitions is there: {}", base::quoted(path)), ""};
  for (const auto& one : list) {
    if (!is_for_windows(one)) continue;
    auto stored = stored_definition(one);
    if (!stored) {
      return base::Error{fmt::format("the definition {} is wrong: {}: {}", base::quoted(text_of(one, "id")),
                                     stored.error().message, base::quoted(path)),
                         ""};
    }
    auto id = text_of(one, "id");
    by_id.insert_or_assign(std::move(id), std::move(stored).value());
  }
  return base::Done{};
}

}  // namespace

auto stored_definition(const json& shown) -> base::Result<json> {
  if (!shown.is_object() || text_of(shown, "id").empty())
    return base::Error{"a definition is an object with an `id`", ""};
  const auto* type = find_type(kType);
  auto known = known_form(shown, *type);
  known.erase("id");
  if (auto flaw = find_flaw(known, *type, Api::Beta, Purpose::Create)) return base::Error{flaw->message, ""};
  auto stored = stored_form(known, *type);
  stored["id"] = text_of(shown, "id");
  return stored;
}

Definitions::Definitions(std::shared_ptr<const ById> by_id)
    : by_id_(by_id == nullptr ? std::make_shared<const ById>() : std::move(by_id)) {}

auto Definitions::load(Store& store, const std::string& path) -> base::Result<Definitions> {
  auto by_id = std::make_shared<ById>();
  {
    Store::Transaction transaction(store);
    for (const auto& row : transaction.list("", Kind::SettingDefinition)) {
      auto stored = parse_stored(row.body);
      auto id = text_of(stored, "id");
      by_id->insert_or_assign(std::move(id), std::move(stored));
    }
  }
  if (path.empty()) return Definitions(std::move(by_id));
  const auto disk = source::make_disk();
  auto files = files_of(*disk, path);
  if (!files) return files.error();
  for (const auto& file : files.value()) {
    if (auto read = read_file(*disk, file, *by_id); !read) return read.error();
  }
  return Definitions(std::move(by_id));
}

auto Definitions::empty() const -> bool { return by_id_->empty(); }

auto Definitions::all() const -> const ById& { return *by_id_; }

auto Definitions::find(std::string_view id) const -> const json* {
  const auto found = by_id_->find(id);
  return found == by_id_->end() ? nullptr : &found->second;
}

}  // namespace pinwright::sandbox
