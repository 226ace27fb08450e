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

auto narrowed(json object, const std::vector<std::string>& select) -> json {
  if (select.empty()) return object;
  json narrow = json::object();
  for (const auto& [key, value] : object.items()) {
    const bool kept = key == "@odata.type" || key.substr(0, 11) == "assignments" ||
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

/// The stored objects that the filter lets through, with their place in the order of creation.
auto chosen(const std::vector<Row>& rows, const ReadOptions& options) -> std::vector<std::pair<std::int64_t, json>> {
  std::vector<std::pair<std::int64_t, json>> objects;
  for (const auto& row : rows) {
    auto stored = parse_stored(row.body);
    if (!options.filter || matches(*options.filter, stored)) objects.emplace_back(row.sequence, std::move(stored));
  }
  return objects;
}

auto rows_of(const Request& request, Services& services, const Collection& collection) -> std::vector<Row> {
  std::vector<Row> rows;
  {
    Store::Transaction transaction(services.store);
    rows = transaction.list(request.who.tenant, collection.kind, request.writes_ago);
  }
  std::erase_if(rows, [&](const Row& row) {
    return services.visibility.hides_in_list(request.who.tenant, collection.kind, row.id);
  });
  return rows;
}

/// An element of a list, which may say less than the object itself.
auto element(const json& stored, const Request& request, Services& services, const Collection& collection,
             const ReadOptions& options) -> json {
  const auto expansion = options.expand_assignments ? services.service.expansion : Expansion::Absent;
  auto shown = collection.show(stored, request, services, expansion == Expansion::Shown);
  if (expansion == Expansion::Empty) shown["assignments"] = json::array();
  const auto modified = shown.find("lastModifiedDateTime");
  if (services.service.rounds_dates && modified != shown.end() && modified->is_string()) {
    *modified = modified->get<std::string>().substr(0, 19) + "Z";
  }
  return narrowed(std::move(shown), options.select);
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

auto list(const Request& request, Services& services, const Collection& collection) -> Reply {
  ReadOptions options;
  if (auto refused = read_options(request, collection, options)) return *std::move(refused);
  const auto objects = chosen(rows_of(request, services, collection), options);
  const auto page_size = options.top.value_or(services.page_size);
  json page = json::array();
  std::int64_t last = 0;
  std::size_t passed = 0;
  bool more = false;
  for (const auto& [sequence, stored] : objects) {
    if (sequence <= options.after || passed++ < options.skipped) continue;
    more = page.size() == page_size;
    if (more) break;
    page.push_back(element(stored, request, services, collection, options));
    last = sequence;
  }
  const auto shown = options.skipped + page.size();
  json body = {{"@odata.context", metadata(request, services, collection.path)}, {"value", std::move(page)}};
  if (options.count) body["@odata.count"] = objects.size();
  if (more && page_size > 0) body["@odata.nextLink"] = next_link(request, services, collection, last, shown);
  return {200, to_text(body), std::string(kJsonType), {}, Ending::Answered};
}

auto count(const Request& request, Services& services, const Collection& collection) -> Reply {
  ReadOptions options;
  if (auto refused = read_options(request, collection, options)) return *std::move(refused);
  return plain_number(chosen(rows_of(request, services, collection), options).size());
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
  auto shown = collection.show(parse_stored(row->body), request, services, options.expand_assignments);
  return object_reply(request, services, fmt::format("{}/$entity", collection.path),
                      narrowed(std::move(shown), options.select));
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
