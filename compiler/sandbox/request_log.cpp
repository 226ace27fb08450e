#include "sandbox/request_log.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"

namespace pinwright::sandbox {

namespace {

auto word(Ending ending) -> std::string_view {
  switch (ending) {
    case Ending::Answered:
      return "answered";
    case Ending::Cut:
      return "cut";
    case Ending::Truncated:
      return "truncated";
  }
  return {};
}

}  // namespace

auto RequestLog::open(const std::string& path) -> base::Result<RequestLog> {
  RequestLog log;
  if (path.empty()) return log;
  log.state_ = std::make_unique<State>();
  log.state_->file.open(path, std::ios::app | std::ios::binary);
  if (!log.state_->file) return base::Error{"the log cannot be written: " + base::quoted(path), ""};
  return log;
}

auto RequestLog::write(const Call& call, const Url& url, const std::string& tenant, const Reply& reply,
                       const FaultPlan& plan, std::chrono::steady_clock::duration took) -> void {
  if (!state_) return;
  nlohmann::json line = {
      {"time", to_text(now())},  {"method", call.method},
      {"path", url.path},        {"status", reply.status},
      {"batched", call.batched}, {"milliseconds", std::chrono::duration_cast<std::chrono::milliseconds>(took).count()},
  };
  const auto mark = call.target.find('?');
  if (mark != std::string::npos) line["query"] = call.target.substr(mark + 1);
  if (!tenant.empty()) line["tenant"] = tenant;
  if (!plan.rules.empty()) line["faults"] = plan.rules;
  if (reply.ending != Ending::Answered) line["ending"] = word(reply.ending);
  const auto text = to_text(line) + "\n";
  const std::lock_guard lock(state_->mutex);
  state_->file << text << std::flush;
}

}  // namespace pinwright::sandbox
