#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/context.hpp"
#include "sandbox/filter.hpp"

namespace pinwright::sandbox {

/// Which service stands behind a path: they refuse in different words.
enum class Area : std::uint8_t { Directory, Intune };

/// What `$expand` asks for, each of a collection's `expands`.
using Expanded = std::vector<std::string>;
[[nodiscard]] auto asks_for(const Expanded& expanded, std::string_view name) -> bool;

/// The query options of a read.
struct ReadOptions {
  std::optional<std::size_t> top;
  bool count = false;
  std::int64_t after = 0;   ///< sequence of the last object of the page before
  std::size_t skipped = 0;  ///< objects that earlier pages showed, where `$skip` counts them
  std::vector<std::string> select;
  Expanded expanded;
  std::optional<Filter> filter;
};

/// A set of objects that is read by list and by key.
struct Collection {
  Kind kind = Kind::Policy;
  Area area = Area::Intune;
  std::string_view type;  ///< of its objects, or their base
  std::string_view path;  ///< "deviceManagement/deviceConfigurations": in `@odata.context` and links
  std::span<const std::string_view> expands;  ///< items of `$expand`, to the letter
  /// The object as this answer shows it.
  nlohmann::json (*show)(const nlohmann::json& stored, const Request& request, Services& services,
                         const Expanded& expanded) = nullptr;
  std::size_t page = 0;  ///< objects in a page without `$top`, where the server's page is not smaller; 0: the server's
  std::size_t most = 0;  ///< in any page; 0: as many as `$top` says
};

inline constexpr std::string_view kExpandsAssignments[] = {"assignments"};

/// An object with its place in the order of the list.
struct Listed {
  std::int64_t sequence = 0;
  const nlohmann::json* stored = nullptr;
};

/// Objects that are no rows of the store, in their order. Refers to them.
template <class Objects>
[[nodiscard]] auto listed(const Objects& objects) -> std::vector<Listed> {
  std::vector<Listed> all;
  for (const nlohmann::json& one : objects) all.push_back({static_cast<std::int64_t>(all.size()) + 1, &one});
  return all;
}

/// `error` in the words of the area.
[[nodiscard]] auto refuse(Area area, int status, std::string_view code, std::string_view message) -> Reply;
[[nodiscard]] auto not_found(Area area, std::string_view id) -> Reply;
/// The disk failed.
[[nodiscard]] auto store_failed(Area area, const base::Error& error) -> Reply;

/// Whether the caller accepts an index that lags behind: the header ConsistencyLevel.
[[nodiscard]] auto eventual(const Request& request) -> bool;
/// Reads `$top $count $select $expand $filter $skiptoken`; any other option is refused.
[[nodiscard]] auto read_options(const Request& request, const Collection& collection, ReadOptions& options)
    -> std::optional<Reply>;

/// The object of the first key, as far as the service shows it yet.
[[nodiscard]] auto find_visible(const Request& request, Services& services, Kind kind, Store::Transaction& transaction)
    -> std::optional<Row>;

/// The object of the first key as it was `request.writes_ago` writes ago.
[[nodiscard]] auto find_as_of(const Request& request, Services& services, Kind kind) -> std::optional<Row>;

[[nodiscard]] auto list(const Request& request, Services& services, const Collection& collection) -> Reply;
/// The same over objects that are no rows of the store.
[[nodiscard]] auto list(const Request& request, Services& services, const Collection& collection,
                        const ReadOptions& options, const std::vector<Listed>& objects) -> Reply;
/// Every object as a number in plain text.
[[nodiscard]] auto count(const Request& request, Services& services, const Collection& collection) -> Reply;
[[nodiscard]] auto count(const Request& request, const Collection& collection, const std::vector<Listed>& objects)
    -> Reply;
/// The object of the first key.
[[nodiscard]] auto get(const Request& request, Services& services, const Collection& collection) -> Reply;

/// One object, as a read with these options shows it.
[[nodiscard]] auto shown_reply(const Request& request, Services& services, const Collection& collection,
                               const ReadOptions& options, const nlohmann::json& stored) -> Reply;
/// A JSON answer of one object, with its `@odata.context`.
[[nodiscard]] auto object_reply(const Request& request, const Services& services, std::string_view context,
                                nlohmann::json object, int status = 200) -> Reply;
[[nodiscard]] auto value_reply(const Request& request, const Services& services, std::string_view context,
                               nlohmann::json value) -> Reply;
[[nodiscard]] auto no_content() -> Reply;
[[nodiscard]] auto plain_number(std::size_t number) -> Reply;

}  // namespace pinwright::sandbox
