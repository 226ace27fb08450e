#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "sandbox/collection.hpp"

namespace pinwright::sandbox {

namespace {

constexpr std::int64_t kMaxDirectoryPage = 999;

/// One option of the query at a time; the first that is wrong is refused.
class Reader {
 public:
  Reader(const Request& request, const Collection& collection, ReadOptions& options)
      : request_(request), collection_(collection), options_(options) {}

  auto read(std::string_view name, std::string_view value) -> std::optional<Reply> {
    if (name == "$top") return top(value);
    if (name == "$count") return flag(value);
    if (name == "$skiptoken") return skip_token(value);
    if (name == "$skip") return skip(value);
    if (name == "$select") return select(value);
    if (name == "$expand") return expand(value);
    if (name == "$filter") return filter(value);
    if (name.substr(0, 1) != "$") return std::nullopt;
    return refused(fmt::format("The query option '{}' is not supported by the sandbox.", name));
  }

 private:
  [[nodiscard]] auto refused(std::string_view message, std::string_view code = {}) const -> std::optional<Reply> {
    if (code.empty()) code = collection_.area == Area::Intune ? "BadRequest" : "Request_BadRequest";
    return refuse(collection_.area, 400, code, message);
  }

  auto top(std::string_view value) -> std::optional<Reply> {
    const auto number = base::to_int(value);
    if (!number || *number < 0) return refused(fmt::format("Invalid value '{}' for $top query option found.", value));
    if (collection_.area == Area::Directory && (*number == 0 || *number > kMaxDirectoryPage)) {
      return refused(fmt::format("Invalid page size specified: '{}'. Must be between 1 and 999 inclusive.", value));
    }
    options_.top = static_cast<std::size_t>(*number);
    return std::nullopt;
  }

  auto flag(std::string_view value) -> std::optional<Reply> {
    if (value != "true" && value != "false") return refused(fmt::format("Invalid value '{}' for $count.", value));
    options_.count = value == "true";
    if (options_.count && collection_.area == Area::Directory && !eventual(request_)) {
      return refused("$count is not currently supported.", "Request_UnsupportedQuery");
    }
    return std::nullopt;
  }

  auto skip_token(std::string_view value) -> std::optional<Reply> {
    const auto after = base::to_int(value);
    if (!after) return refused("The specified page token value has expired or is not valid.");
    options_.after = *after;
    return std::nullopt;
  }

  auto skip(std::string_view value) -> std::optional<Reply> {
    const auto number = base::to_int(value);
    if (collection_.area == Area::Directory || !number || *number < 0) {
      return refused(fmt::format("Invalid value '{}' for $skip query option found.", value));
    }
    options_.skipped = static_cast<std::size_t>(*number);
    return std::nullopt;
  }

  auto select(std::string_view value) -> std::optional<Reply> {
    for (const auto item : base::split(value, ',')) {
      auto name = base::trimmed(item);
      if (can_expand(name)) continue;
      const auto* type = find_type(collection_.type);
      // `microsoft.graph.windows10CustomConfiguration/omaSettings`: a property of a derived type.
      if (const auto slash = name.find('/'); slash != std::string_view::npos) {
        const auto* derived = find_type(name.substr(0, slash));
        if (derived != nullptr && derives(*derived, type->name)) type = derived;
        name.remove_prefix(slash + 1);
      }
      if (find_property(*type, name, request_.api) == nullptr) {
        return refused(
            fmt::format("Parsing OData Select and Expand failed: Could not find a property named '{}' on "
                        "type 'microsoft.graph.{}'.",
                        name, type->name));
      }
      options_.select.emplace_back(name);
    }
    return std::nullopt;
  }

  [[nodiscard]] auto can_expand(std::string_view item) const -> bool {
    return std::find(collection_.expands.begin(), collection_.expands.end(), item) != collection_.expands.end();
  }

  auto expand(std::string_view value) -> std::optional<Reply> {
    for (const auto item : base::split(value, ',')) {
      const auto name = base::trimmed(item);
      if (!can_expand(name)) {
        return refused(fmt::format("Parsing OData Select and Expand failed: the sandbox cannot expand '{}'.", name));
      }
      options_.expanded.emplace_back(name);
    }
    return std::nullopt;
  }

  auto filter(std::string_view value) -> std::optional<Reply> {
    auto parsed = parse_filter(value, *find_type(collection_.type), request_.api);
    if (const auto* error = std::get_if<FilterError>(&parsed)) return refused(error->message);
    options_.filter = std::get<Filter>(std::move(parsed));
    return std::nullopt;
  }

  const Request& request_;
  const Collection& collection_;
  ReadOptions& options_;
};

}  // namespace

auto eventual(const Request& request) -> bool {
  return base::equal_folded(header_of(request.call.headers, "ConsistencyLevel"), "eventual");
}

auto read_options(const Request& request, const Collection& collection, ReadOptions& options) -> std::optional<Reply> {
  Reader reader(request, collection, options);
  for (const auto& [name, value] : request.url.query) {
    if (auto refused = reader.read(name, value)) return refused;
  }
  return std::nullopt;
}

}  // namespace pinwright::sandbox
