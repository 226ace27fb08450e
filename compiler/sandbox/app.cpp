#include "sandbox/app.hpp"

#include <thread>
#include <utility>

#include "base/text.hpp"
#include "sandbox/batch.hpp"
#include "sandbox/error.hpp"

namespace pinwright::sandbox {

namespace {

auto is_batch(const Url& url) -> bool {
  return url.segments.size() == 2 && url.segments.back().name == "$batch" &&
         api_named(url.segments.front().name).has_value();
}

}  // namespace

App::App(Store& store, std::string token_key, std::string url, std::size_t page_size, std::chrono::milliseconds latency,
         FaultScript faults, RequestLog log, Definitions definitions)
    : service_(faults.service),
      definitions_(std::move(definitions)),
      visibility_(service_),
      budgets_(service_.budget),
      services_{store, variation_, service_, visibility_, definitions_, std::move(url), page_size},
      tokens_(std::move(token_key)),
      sign_in_(services_, tokens_),
      gateway_(services_, tokens_),
      faults_(std::move(faults)),
      log_(std::move(log)),
      latency_(latency) {}

auto App::answer(const Call& call) -> Reply {
  const auto url = parse_url(call.target);
  if (url) {
    if (auto controlled = faults_.control(call, *url)) return *std::move(controlled);
  }
  if (latency_.count() > 0) std::this_thread::sleep_for(latency_);
  return perform(call);
}

/// Faults may come before the work, in place of its answer, or after it.
auto App::perform(const Call& call) -> Reply {
  const auto url = parse_url(call.target);
  if (!url) return graph_error(400, "BadRequest", "The request URI is not valid.");
  const auto start = std::chrono::steady_clock::now();
  const auto tenant = gateway_.tenant_of(call);
  auto plan = faults_.plan(call, *url, tenant);
  auto reply = faults_.before(plan);
  if (!reply) {
    reply = answer_within_budget(call, *url, tenant, plan.writes_ago);
    faults_.after(plan, *reply);
  }
  log_.write(call, *url, tenant, *reply, plan, std::chrono::steady_clock::now() - start);
  return *std::move(reply);
}

auto App::answer_within_budget(const Call& call, const Url& url, std::string_view tenant, std::size_t writes_ago)
    -> Reply {
  if (!is_batch(url)) {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    const auto moment = std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
    if (auto refused = budgets_.refuse(call, tenant, moment)) return *std::move(refused);
  }
  return dispatch(call, url, writes_ago);
}

auto App::dispatch(const Call& call, const Url& url, std::size_t writes_ago) -> Reply {
  const bool batch = is_batch(url);
  if (batch && call.batched) return graph_error(400, "BadRequest", "A batch cannot hold a batch.");
  if (batch) {
    if (gateway_.tenant_of(call).empty()) return gateway_.answer(call, url, 0);
    return answer_batch(
        call, url.segments.front().name, [this](const Call& item) { return perform(item); }, variation_.next("$batch"));
  }
  if (!call.batched) {
    if (auto reply = sign_in_.answer(call, url)) return *std::move(reply);
  }
  return gateway_.answer(call, url, writes_ago);
}

}  // namespace pinwright::sandbox
