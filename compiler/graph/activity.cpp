#include "graph/activity.hpp"

#include <utility>

namespace pinwright::graph {

namespace {

class WatchedTransport final : public Transport {
 public:
  WatchedTransport(std::unique_ptr<Transport> inner, Activity& activity, std::string tenant)
      : inner_(std::move(inner)), activity_(activity), tenant_(std::move(tenant)) {}

  auto send(std::span<const Request> requests) -> std::vector<base::Result<Response>> override {
    activity_.sent(tenant_, requests.size());
    auto answers = inner_->send(requests);
    activity_.answered(tenant_, requests.size());
    return answers;
  }

  auto send_until(std::span<const Request> requests, const Halts& halts)
      -> std::vector<std::optional<base::Result<Response>>> override {
    activity_.sent(tenant_, requests.size());
    auto answers = inner_->send_until(requests, halts);
    activity_.answered(tenant_, requests.size());
    return answers;
  }

 private:
  std::unique_ptr<Transport> inner_;
  Activity& activity_;
  std::string tenant_;
};

}  // namespace

auto make_watched_transport(std::unique_ptr<Transport> inner, Activity& activity, std::string tenant)
    -> std::unique_ptr<Transport> {
  return std::make_unique<WatchedTransport>(std::move(inner), activity, std::move(tenant));
}

auto watched_sleep(base::Sleep sleep, Activity& activity, std::string tenant) -> base::Sleep {
  return [sleep = std::move(sleep), &activity, tenant = std::move(tenant)](std::chrono::milliseconds wait,
                                                                           const base::StopToken& stop) {
    activity.waiting(tenant, wait);
    sleep(wait, stop);
    activity.waited(tenant);
  };
}

}  // namespace pinwright::graph
