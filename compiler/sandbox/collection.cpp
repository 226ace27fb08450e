#include "sandbox/collection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "sandbox/error.hpp"
#include "sandbox/json_text.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

auto metadata(const Request& request, const Services& services, std::string_view context) -> std::string {
  return fmt::format("{}/{}/$metadata#{}", services.url, request.version(), context);
}

/// Whether the key is that of something expanded, or an annotation of it.
auto is_expanded(std::string_view key, const ReadOptions& options) -> bool {
  const auto name = key.substr(0, key.find('@'));
  return name == "assignments" ||
         std::any_of(options.expanded.begin(), options.expanded.end(),
                     [&](std::string_view item) { return item.substr(0, item.find('(')) == name; });
}

auto narrowed(json object, const ReadOptions& options) -> json {
  const auto& select = options.select;
  if (select.empty()) return object;
  json narrow = json::object();
  for (const auto& [key, value] : object.items()) {
    const bool kept = key == "@odata.type" || is_expanded(key, options) ||
                      std::find(select.begin(), select.end(), key) != select.end();
    if (kept) narrow[key] = value;
  }
  return narrow;
}

auto next_link(const Request& request, const Services& services, const Collection& collection, std::int64_t last,
               std::size_t shown) -> std::string {
  const auto& origin = services.service.link_origin.empty() ? services.url : services.service.link_origin;
  auto link = fmt::format("{}/{}/{}?", origin, request.version(), collection.path);
  for (const auto& [name, value] : request.url.query) {
    if (name != "$skiptoken" && name != "$skip")
      link += fmt::format("{}={}&", percent_encoded(name), percent_encoded(value));
  }
  return services.service.skip_links && collection.area == Area::Intune ? link + fmt::format("$skip={}", shown)
                                                                        : link + fmt::format("$skiptoken={}", last);
}

/// A type that only beta knows is nothing to v1.0.
auto is_of_api(const json& stored, Api api) -> bool {
  const auto* type = find_type(text_of(stored, "@odata.type"));
  return type == nullptr || has_type(api, *type);
}

/// Those that the filter lets through.
auto chosen(const std::vector<Listed>& objects, const ReadOptions& options) -> std::vector<Listed> {
  if (!options.filter) return objects;
  std::vector<Listed> fit;
  for (const auto& one : objects) {
    if (matches(*options.filter, *one.stored)) fit.push_back(one);
  }
  return fit;
}

/// The objects of rows, parsed.
struct Parsed {
  std::vector<json> bodies;
  std::vector<Listed> objects;
};

auto parsed_rows(const Request& request, Services& services, const Collection& collection) -> Parsed {
  std::vector<Row> rows;
  {
    Store::Transaction transaction(services.store);
    rows = transaction.list(request.who.tenant, collection.kind, request.writes_ago);
  }
  std::erase_if(rows, [&](const Row& row) {
    return services.visibility.hides_in_list(request.who.tenant, collection.kind, row.id);
  });
  Parsed parsed;
  parsed.bodies.reserve(rows.size());
  for (const auto& row : rows) {
    auto body = parse_stored(row.body);
    if (!is_of_api(body, request.api)) continue;
    parsed.bodies.push_back(std::move(body));
    parsed.objects.push_back({row.sequence, &parsed.bodies.back()});
  }
  return parsed;
}

auto page_size_of(const ReadOptions& options, const Services& services, const Collection& collection) -> std::size_t {
  const auto usual = collection.page == 0 ? services.page_size : std::min(collection.page, services.page_size);
  const auto size = options.top.value_or(usual);
  return collection.most == 0 ? size : std::min(size, collection.most);
}

/// An element of a list, which may say less than the object itself.
auto element(const json& stored, const Request& request, Services& services, const Collection& collection,
             const ReadOptions& options) -> json {
  auto expanded = options.expanded;
  const bool asked = asks_for(expanded, "assignments");
  if (services.service.expansion != Expansion::Shown) std::erase(expanded, "assignments");
  auto shown = collection.show(stored, request, services, expanded);
  if (asked && services.service.expansion == Expansion::Empty) shown["assignments"] = json::array();
  const auto modified = shown.find("lastModifiedDateTime");
  if (services.service.rounds_dates && modified != shown.end() && modified->is_string()) {
    *modified = modified->get<std::string>().substr(0, 19) + "Z";
  }
  return narrowed(std::move(shown), options);
}

}  // namespace

auto refuse(Area area, int status, std::string_view code, std::string_view message) -> Reply {
  return area == Area::Intune ? intune_error(status, code, message) : graph_error(status, code, message);
}

auto not_found(Area area, std::string_view id) -> Reply {
  if (area == Area::Intune) return intune_error(404, "ResourceNotFound", "The requested resource was not found.");
  return graph_error(404, "Request_ResourceNotFound",
                     fmt::format("Resource '{}' does not exist or one of its queried reference-property objects are "
                                 "not present.",
                                 id));
}

auto store_failed(Area area, const base::Error& error) -> Reply {
  return refuse(area, 500, area == Area::Intune ? "InternalError" : "InternalServerError", error.message);
}

auto find_visible(const Request& request, Services& services, Kind kind, Store::Transaction& transaction)
    -> std::optional<Row> {
  const auto& id = request.keys.front();
  if (services.visibility.hides(request.who.tenant, kind, id)) return std::nullopt;
  return transaction.find(request.who.tenant, kind, id);
}

auto find_as_of(const Request& request, Services& services, Kind kind) -> std::optional<Row> {
  Store::Transaction transaction(services.store);
  auto row = find_visible(request, services, kind, transaction);
  if (!row || request.writes_ago == 0) return row;
  for (auto& older : transaction.list(request.who.tenant, kind, request.writes_ago)) {
    if (older.id == row->id) return std::move(older);
  }
  return std::nullopt;
}

auto asks_for(const Expanded& expanded, std::string_view name) -> bool {
  return std::find(expanded.begin(), expanded.end(), name) != expanded.end();
}

auto list(const Request& request, Services& services, const Collection& collection, const ReadOptions& options,
          const std::vector<Listed>& all) -> Reply {
  const auto objects = chosen(all, options);
  const auto page_size = page_size_of(options, services, collection);
  json page = json::array();
  std::int64_t last = 0;
  std::size_t passed = 0;
  bool more = false;
  for (const auto& [sequence, stored] : objects) {
    if (sequence <= options.after || passed++ < options.skipped) continue;
    more = page.size() == page_size;
    if (more) break;
    page.push_back(element(*stored, request, services, collection, options));
    last = sequence;
  }
  const auto shown = options.skipped + page.size();
  json body = {{"@odata.context", metadata(request, services, collection.path)}, {"value", std::move(page)}};
  if (options.count) body["@odata.count"] = objects.size();
  if (more && page_size > 0) body["@odata.nextLink"] = next_link(request, services, collection, last, shown);
  return {200, to_text(body), std::string(kJsonType), {}, Ending::Answered};
}

auto list(const Request& request, Services& services, const Collection& collection) -> Reply {
  ReadOptions options;
  if (auto refused = read_options(request, collection, options)) return *std::move(refused);
  const auto rows = parsed_rows(request, services, collection);
  return list(request, services, collection, options, rows.objects);
}

auto count(const Request& request, const Collection& collection, const std::vector<Listed>& objects) -> Reply {
  ReadOptions options;
  if (auto refused = read_options(request, collection, options)) return *std::move(refused);
  return plain_number(chosen(objects, options).size());
}

auto count(const Request& request, Services& services, const Collection& collection) -> Reply {
  const auto rows = parsed_rows(request, services, collection);
  return count(request, collection, rows.objects);
}

auto get(const Request& request, Services& services, const Collection& collection) -> Reply {
  ReadOptions options;
  if (auto refused = read_options(request, collection, options)) return *std::move(refused);
  std::optional<Row> row;
  {
    Store::Transaction transaction(services.store);
    row = find_visible(request, services, collection.kind, transaction);
  }
  if (!row) return not_found(collection.area, request.keys.front());
  const auto stored = parse_stored(row->body);
  if (!is_of_api(stored, request.api)) return not_found(collection.area, request.keys.front());
  return shown_reply(request, services, collection, options, stored);
}

auto shown_reply(const Request& request, Services& services, const Collection& collection, const ReadOptions& options,
                 const json& stored) -> Reply {
  auto shown = collection.show(stored, request, services, options.expanded);
  return object_reply(request, services, fmt::format("{}/$entity", collection.path),
                      narrowed(std::move(shown), options));
}

auto object_reply(const Request& request, const Services& services, std::string_view context, json object, int status)
    -> Reply {
  object["@odata.context"] = metadata(request, services, context);
  return {status, to_text(object), std::string(kJsonType), {}, Ending::Answered};
}

auto value_reply(const Request& request, const Services& services, std::string_view context, json value) -> Reply {
  return object_reply(request, services, context, {{"value", std::move(value)}});
}

auto no_content() -> Reply { return {204, "", "", {}, Ending::Answered}; }

auto plain_number(std::size_t number) -> Reply {
  // The service writes a byte order mark in front of plain text.
  return {200, fmt::format("\xEF\xBB\xBF{}", number), "text/plain", {}, Ending::Answered};
}

}  // namespace pinwright::sandbox
