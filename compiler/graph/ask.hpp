#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "graph/reader.hpp"
#include "model/workspace.hpp"
#include "plan/tenant.hpp"

namespace pinwright::graph {

/// Where a tenant's Graph is.
struct Endpoint {
  std::string host;  ///< "https://graph.microsoft.com"
  model::GraphApi api = model::GraphApi::Beta;
  const csp::Catalog* catalog = nullptr;  ///< what settings are looked up in; nullptr: the built-in one

  /// Host and version.
  [[nodiscard]] auto base() const -> std::string { return host + (api == model::GraphApi::V1 ? "/v1.0" : "/beta"); }
};

/// Reads that travel together, each with what is to become of its answer.
class ReadBatch {
 public:
  using Take = std::function<void(base::Result<nlohmann::json>)>;

  auto add(Read read, Take take) -> void;
  /// Reads all, then hands out the answers in the order of adding.
  auto run(Session& session, const std::string& base) -> void;

 private:
  std::vector<Read> reads_;
  std::vector<Take> takes_;
};

/// Of the answer to a read about one policy: the tenant, or a right, is what is missing, and not that policy alone.
/// Then nothing is known of others either.
[[nodiscard]] auto is_of_the_tenant(const base::Error& error) -> bool;

/// plan::Tenant::ask. What the first round finds is asked about in a second and a third: assignments that a list does
/// not show, and the consent of service principals.
[[nodiscard]] auto ask(Session& session, const Endpoint& endpoint, const plan::Question& question) -> plan::Answer;

}  // namespace pinwright::graph
