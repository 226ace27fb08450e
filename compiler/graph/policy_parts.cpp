#include "graph/policy_parts.hpp"

#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/kinds.hpp"
#include "object/codec/assignments_from_graph.hpp"
#include "object/codec/codec.hpp"

namespace pinwright::graph {

using nlohmann::json;
using object::Live;
using Failure = std::optional<base::Error>;

namespace {

auto path_of(const object::Address& address, std::string_view part) -> std::string {
  return object_path(address) + std::string(part);
}

/// Fills in what the answer says. An answer that cannot be understood makes the policy one that cannot be read.
auto take_settings(Live& live, const base::Result<json>& list, const csp::Catalog* catalog) -> Failure {
  if (!list.ok() && is_of_the_tenant(list.error())) return list.error();
  auto& policy = std::get<object::Policy>(live.object);
  auto settings = list.ok() ? object::codec_of(policy.target).settings_from_graph(list.value(), catalog) : list.error();
  if (settings.ok()) {
    policy.settings = std::move(settings).value();
    live.has_settings = true;
  } else {
    live.unreadable = settings.error().message;
  }
  return std::nullopt;
}

auto take_assignments(Live& live, const base::Result<json>& list) -> Failure {
  if (!list.ok()) {
    if (is_of_the_tenant(list.error())) return list.error();
    live.unreadable = list.error().message;
    return std::nullopt;
  }
  auto assignments = object::assignments_in(list.value());
  if (assignments.ok()) {
    live.assignments = std::move(assignments).value();
  } else {
    live.unreadable = assignments.error().message;
  }
  return std::nullopt;
}

auto lacks_settings(const Live& live) -> bool { return !live.has_settings && !live.unreadable; }

auto is_missing(const base::Result<json>& part) -> bool {
  return !part.ok() && part.error().kind == base::ErrorKind::NotFound;
}

/// The rest of the policies of one answer.
class Completion {
 public:
  Completion(const plan::WholePolicies& whole, const csp::Catalog* catalog, plan::Answer& answer)
      : whole_(whole), catalog_(catalog), answer_(answer), failures_(answer.policies_by_id.size()) {}

  auto run(Session& session, const std::string& base) -> void {
    ReadBatch batch;
    if (answer_.policies.ok()) {
      for (auto& live : answer_.policies.value()) ask_listed(batch, live);
    }
    for (std::size_t i = 0; i < failures_.size(); ++i) {
      auto& one = answer_.policies_by_id[i];
      if (!one.ok()) continue;
      if (lacks_settings(one.value())) note_missing(one.value(), "its settings are not to be found", failures_[i]);
      ask_assignments(batch, one.value(), failures_[i]);
    }
    batch.run(session, base);
    ask_assigned(session, base);
    ask_whether_gone(session, base);
    settle();
  }

 private:
  auto ask_listed(ReadBatch& batch, Live& live) -> void {
    if (lacks_settings(live)) {
      const bool is_known = whole_.knows(live);
      if (!whole_.takes(live)) return is_known ? void() : ask_of_others(batch, live);
      if (!is_known) ask_settings_of(batch, live, [this](Failure failure) { list_failure_ = std::move(failure); });
    }
    ask_assignments(batch, live, list_failure_);
  }

  /// `fail` takes a failure that is not the policy's own.
  template <class Fail>
  auto ask_settings_of(ReadBatch& batch, Live& live, Fail fail) -> void {
    const auto address = object::address_of(live);
    batch.add({Read::Shape::Parts, path_of(address, object::codec_of(address.target).settings_path), false,
               Read::Worth::Detail},
              [this, &live, fail](const base::Result<json>& list) {
                if (is_missing(list)) {
                  note_missing(live, list.error().message, list_failure_);
                } else if (auto failure = take_settings(live, list, catalog_)) {
                  fail(std::move(failure));
                }
              });
  }

  /// One that nobody but a check wants to know: it is wanted whole if it is assigned, and what cannot be had of it is
  /// its own matter alone.
  auto ask_of_others(ReadBatch& batch, Live& live) -> void {
    if (!whole_.assigned) return;
    others_.push_back(&live);
    if (!live.assignments.empty()) return;
    batch.add({Read::Shape::Parts, path_of(object::address_of(live), "/assignments"), false, Read::Worth::Detail},
              [this, &live](const base::Result<json>& list) {
                if (is_missing(list)) return note_missing(live, list.error().message, list_failure_);
                keep_failure(live, take_assignments(live, list));
              });
  }

  /// The settings of those of them that are assigned, now that it is known which ones are.
  auto ask_assigned(Session& session, const std::string& base) -> void {
    ReadBatch batch;
    for (auto* live : others_) {
      if (live->assignments.empty() || live->unreadable) continue;
      ask_settings_of(batch, *live, [this, live](Failure failure) { keep_failure(*live, std::move(failure)); });
    }
    batch.run(session, base);
  }

  auto keep_failure(Live& live, Failure failure) -> void {
    if (!failure) return;
    if (failure->kind == base::ErrorKind::Forbidden) {
      live.unreadable = failure->message;
    } else {
      list_failure_ = std::move(failure);
    }
  }

  auto ask_assignments(ReadBatch& batch, Live& live, Failure& failure) -> void {
    // Of what cannot be read anyway nothing is concluded.
    if (!live.assignments.empty() || live.unreadable) return;
    batch.add({Read::Shape::Parts, path_of(object::address_of(live), "/assignments"), false, Read::Worth::Detail},
              [this, &live, &failure](const base::Result<json>& list) {
                if (is_missing(list)) return note_missing(live, list.error().message, failure);
                if (auto error = take_assignments(live, list)) failure = std::move(error);
              });
  }

  auto note_missing(Live& live, std::string why, Failure& failure) -> void {
    missing_.emplace(&live, Missing{std::move(why), &failure});
  }

  /// A policy of which a part is not there may be gone: it alone can tell.
  auto ask_whether_gone(Session& session, const std::string& base) -> void {
    ReadBatch batch;
    for (const auto& [live, missing] : missing_) {
      batch.add({Read::Shape::Entity, object_path(object::address_of(*live))},
                [this, live = live, &missing = missing](const base::Result<json>& entity) {
                  if (is_missing(entity)) {
                    gone_.emplace(live, entity.error());
                  } else if (!entity.ok() && is_of_the_tenant(entity.error())) {
                    *missing.failure = entity.error();
                  } else if (!live->unreadable) {
                    live->unreadable = missing.why;
                  }
                });
    }
    batch.run(session, base);
  }

  [[nodiscard]] auto is_gone(const Live& live) const -> bool { return gone_.contains(&live); }

  auto settle() -> void {
    if (list_failure_) {
      answer_.policies = *list_failure_;
    } else if (!gone_.empty() && answer_.policies.ok()) {
      auto& lives = answer_.policies.value();
      // From behind: what is gone is known by its place, which those before it keep.
      for (auto at = lives.size(); at-- > 0;) {
        if (is_gone(lives[at])) lives.erase(lives.begin() + static_cast<std::ptrdiff_t>(at));
      }
    }
    for (std::size_t i = 0; i < failures_.size(); ++i) {
      auto& one = answer_.policies_by_id[i];
      if (failures_[i]) {
        one = *failures_[i];
      } else if (one.ok() && is_gone(one.value())) {
        one = base::Error(gone_.at(&one.value()));
      }
    }
  }

  /// A part that is not there: what was answered, and where a failure of the tenant goes.
  struct Missing {
    std::string why;
    Failure* failure = nullptr;
  };

  const plan::WholePolicies& whole_;
  const csp::Catalog* catalog_;
  plan::Answer& answer_;
  Failure list_failure_;
  std::vector<Failure> failures_;
  std::map<Live*, Missing> missing_;
  std::map<const Live*, base::Error> gone_;  // with the answer that says so
  std::vector<Live*> others_;                // whose settings are wanted where they are assigned
};

}  // namespace

auto ask_settings(ReadBatch& batch, const Endpoint& endpoint, const object::Address& address,
                  base::Result<Live>& policy) -> void {
  const auto path = path_of(address, object::codec_of(address.target).settings_path);
  batch.add({Read::Shape::Parts, path}, [&policy, catalog = endpoint.catalog](const base::Result<json>& list) {
    if (!policy.ok() || !lacks_settings(policy.value()) || is_missing(list)) return;
    if (auto failure = take_settings(policy.value(), list, catalog)) {
      policy = *std::move(failure);
    }
  });
}

auto complete_policies(Session& session, const Endpoint& endpoint, const plan::WholePolicies& whole,
                       plan::Answer& answer) -> void {
  Completion(whole, endpoint.catalog, answer).run(session, endpoint.base());
}

}  // namespace pinwright::graph
