#include "sandbox/batch.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "sandbox/error.hpp"
#include "sandbox/gateway.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/jwt.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::size_t kMaxItems = 20;

auto bad(std::string_view message) -> std::optional<Reply> { return graph_error(400, "BadRequest", message); }

auto is_known_key(std::string_view key) -> bool {
  return key == "id" || key == "method" || key == "url" || key == "headers" || key == "body" || key == "dependsOn";
}

auto header_problem(const json& item) -> std::optional<Reply> {
  const auto headers = item.find("headers");
  bool has_type = false;
  if (headers != item.end()) {
    if (!headers->is_object()) return bad("Invalid batch payload format: headers must be an object.");
    for (const auto& [name, value] : headers->items()) {
      if (!value.is_string()) return bad("Invalid batch payload format: a header must be a string.");
      has_type = has_type || base::equal_folded(name, "Content-Type");
    }
  }
  if (!item.contains("body") || has_type) return std::nullopt;
  return bad(fmt::format("Write request id : {} does not contain Content-Type header or body.", text_of(item, "id")));
}

/// What is wrong with the item itself, whatever it asks for: the batch as a whole is refused.
auto item_problem(const json& item) -> std::optional<Reply> {
  if (!item.is_object()) return bad("Invalid batch payload format.");
  for (const auto& [key, value] : item.items()) {
    if (!is_known_key(key)) return bad(fmt::format("Invalid batch payload format: unknown property '{}'.", key));
  }
  if (text_of(item, "id").empty()) return bad("Invalid batch payload format: request id cannot be null or empty.");
  if (text_of(item, "method").empty()) return bad("Invalid batch payload format: a request has no method.");
  const auto url = text_of(item, "url");
  if (url.empty()) return bad("Invalid batch payload format: a request has no url.");
  if (url.find("://") != std::string::npos)
    return bad(fmt::format("Invalid URL in batch request: '{}' must be relative.", url));
  if (item.contains("dependsOn") && !item["dependsOn"].is_array())
    return bad("Invalid batch payload format: dependsOn must be an array.");
  return header_problem(item);
}

/// The items by folded id, or why the batch is refused.
auto batch_problem(const json& body, std::map<std::string, json>& items) -> std::optional<Reply> {
  const auto list = body.is_object() ? body.find("requests") : body.end();
  if (!body.is_object() || list == body.end() || !list->is_array() || list->empty()) {
    return bad("Invalid batch payload format.");
  }
  if (list->size() > kMaxItems)
    return bad(fmt::format("Number of batch request steps exceeds the maximum value of {}.", kMaxItems));
  for (const auto& item : *list) {
    if (auto problem = item_problem(item)) return problem;
    const auto id = base::folded(text_of(item, "id"));
    if (!items.emplace(id, item).second) return bad(fmt::format("Duplicate request id found: '{}'.", id));
  }
  for (const auto& item : *list) {
    for (const auto& needed : item.value("dependsOn", json::array())) {
      if (!needed.is_string() || !items.contains(base::folded(needed.get_ref<const std::string&>()))) {
        return bad("Invalid batch payload format: dependsOn names a request that is not in the batch.");
      }
    }
  }
  return std::nullopt;
}

/// Microsoft's clients keep a version segment in the url; others leave it out.
auto target_of(const json& item, std::string_view version) -> std::string {
  auto url = text_of(item, "url");
  if (!url.starts_with('/')) url.insert(0, "/");
  const auto end = url.find_first_of("/?", 1);
  if (api_named(std::string_view(url).substr(1, end == std::string::npos ? end : end - 1))) return url;
  return fmt::format("/{}{}", version, url);
}

auto item_call(const json& item, const Call& outer, std::string_view version) -> Call {
  Call call{text_of(item, "method"), target_of(item, version), {}, {}, true};
  const auto headers = item.value("headers", json::object());
  for (const auto& [name, value] : headers.items()) {
    call.headers.emplace_back(name, value.get<std::string>());
  }
  if (header_of(call.headers, "Authorization").empty()) {
    call.headers.emplace_back("Authorization", header_of(outer.headers, "Authorization"));
  }
  if (const auto body = item.find("body"); body != item.end()) call.body = to_text(*body);
  return call;
}

/// JSON as JSON, text as text, anything else as base64url: OData JSON Format 4.01, section 19.2.
auto item_body(const Reply& reply) -> json {
  if (reply.type.starts_with("application/json")) {
    if (auto parsed = parse_json(reply.body)) return *std::move(parsed);
    return reply.body;
  }
  if (!reply.type.starts_with("text/")) return base64url_encode(reply.body);
  const std::string_view text = reply.body;
  return std::string(text.substr(0, 3) == "\xEF\xBB\xBF" ? text.substr(3) : text);
}

auto item_answer(const std::string& id, const Reply& reply) -> json {
  json answer = {{"id", id}, {"status", reply.status}};
  json headers = json::object();
  for (const auto& [name, value] : reply.headers) headers[name] = value;
  if (!reply.body.empty()) {
    headers["Content-Type"] = reply.type;
    answer["body"] = item_body(reply);
  }
  answer["headers"] = std::move(headers);
  return answer;
}

/// Performs items until none is left; one that waits for a failed one is answered 424.
class Run {
 public:
  Run(std::map<std::string, json> items, const Call& outer, std::string_view version,
      const std::function<Reply(const Call&)>& perform)
      : items_(std::move(items)), outer_(outer), version_(version), perform_(perform) {}

  auto all() -> std::optional<Reply> {
    while (done_.size() < items_.size()) {
      const auto before = done_.size();
      for (const auto& [id, item] : items_) {
        if (!done_.contains(id) && is_ready(item)) one(id, item);
      }
      if (done_.size() == before) return bad("Invalid batch payload format: dependsOn is a circle.");
    }
    return std::nullopt;
  }

  [[nodiscard]] auto answers() -> json { return std::move(answers_); }
  [[nodiscard]] auto ending() const -> Ending { return ending_; }

 private:
  [[nodiscard]] auto is_ready(const json& item) const -> bool {
    for (const auto& needed : item.value("dependsOn", json::array())) {
      if (!done_.contains(base::folded(needed.get_ref<const std::string&>()))) return false;
    }
    return true;
  }

  [[nodiscard]] auto needs_failed(const json& item) const -> bool {
    for (const auto& needed : item.value("dependsOn", json::array())) {
      if (done_.at(base::folded(needed.get_ref<const std::string&>())) >= 400) return true;
    }
    return false;
  }

  auto one(const std::string& id, const json& item) -> void {
    auto reply = needs_failed(item) ? graph_error(424, "FailedDependency", "A request that this one depends on failed.")
                                    : perform_(item_call(item, outer_, version_));
    if (reply.ending != Ending::Answered) ending_ = reply.ending;
    done_[id] = reply.status;
    answers_.push_back(item_answer(text_of(item, "id"), reply));
  }

  std::map<std::string, json> items_;
  const Call& outer_;
  std::string_view version_;
  const std::function<Reply(const Call&)>& perform_;
  std::map<std::string, int> done_;  // status by folded id
  json answers_ = json::array();
  Ending ending_ = Ending::Answered;
};

}  // namespace

auto answer_batch(const Call& call, std::string_view version, const std::function<Reply(const Call&)>& perform,
                  Dice dice) -> Reply {
  if (call.method != "POST") {
    return graph_error(400, "No method match route template", "No method match route template");
  }
  const auto body = parse_json(call.body);
  if (!body) return *bad("Invalid batch payload format.");
  std::map<std::string, json> items;
  if (auto problem = batch_problem(*body, items)) return *std::move(problem);
  Run run(std::move(items), call, version, perform);
  if (auto problem = run.all()) return *std::move(problem);
  auto answers = run.answers();
  dice.shuffle(answers);
  return {200, to_text({{"responses", std::move(answers)}}), "application/json", {}, run.ending()};
}

}  // namespace pinwright::sandbox
