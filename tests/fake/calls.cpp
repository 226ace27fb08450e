#include "fake/calls.hpp"

#include <fmt/format.h>

#include <utility>

#include "fake/approvals.hpp"
#include "fake/view.hpp"
#include "object/from_graph.hpp"

namespace pinwright::fake {

namespace {

using base::Error;
using base::ErrorKind;

auto forbidden(std::string_view operation) -> Error {
  return {fmt::format("the right to {} is missing", operation), {}, ErrorKind::Forbidden};
}
auto throttled() -> Error { return {"there was no end of throttling", {}, ErrorKind::Unreachable}; }
auto interrupted() -> Error { return {"the run was stopped", {}, ErrorKind::Interrupted}; }
auto unclear(std::string_view operation) -> Error {
  return {fmt::format("no answer came to the {}", operation), {}, ErrorKind::Unclear};
}

/// nullopt: the write is carried out.
auto write_error(std::string_view operation, FaultAction action) -> std::optional<Error> {
  switch (action) {
    case FaultAction::RefuseBefore:
      return refused("the service would not");
    case FaultAction::LostBefore:
      return unclear(operation);
    case FaultAction::Busy:
    case FaultAction::Throttled:
      return throttled();
    case FaultAction::Interrupted:
      return interrupted();
    case FaultAction::Missing:
      return not_found(operation, "of this call");
    case FaultAction::None:
    case FaultAction::LostAfter:
    case FaultAction::StaleList:
      break;
  }
  return std::nullopt;
}

auto read_entity(object::Kind kind, const Json& entity, const csp::Catalog* catalog) -> base::Result<object::Live> {
  switch (kind) {
    case object::Kind::Policy:
      return object::policy_from_graph(entity, catalog);
    case object::Kind::Group:
      return object::group_from_graph(entity);
    case object::Kind::Filter:
      return object::filter_from_graph(entity);
  }
  return refused("this is no kind of object");
}

/// As from_graph would have read it, had it not taken the zero GUID for none.
auto with_raw_filters(object::Live live) -> object::Live {
  for (auto& one : live.assignments) {
    if (!one.filter) one.filter = object::FilterUse{{{}, {}, "00000000-0000-0000-0000-000000000000"}, false};
  }
  return live;
}

}  // namespace

auto next_fault(Store& store, std::string_view operation, const std::string& id) -> FaultAction {
  auto found = store.calls.find(operation);
  if (found == store.calls.end()) found = store.calls.emplace(operation, 0).first;
  const auto nth = ++found->second;
  return store.knobs.fault ? store.knobs.fault(operation, id, nth) : FaultAction::None;
}

auto read_error(const Store& store, std::string_view operation, FaultAction action) -> std::optional<Error> {
  switch (action) {
    case FaultAction::RefuseBefore:
      return refused("the service would not");
    case FaultAction::LostBefore:
    case FaultAction::LostAfter:
      return Error{"no answer came", {}, ErrorKind::Unreachable};
    case FaultAction::Busy:
    case FaultAction::Throttled:
      return throttled();
    case FaultAction::Interrupted:
      return interrupted();
    case FaultAction::Missing:
      return not_found(operation, "of this call");
    case FaultAction::None:
    case FaultAction::StaleList:
      break;
  }
  const bool may_not = operation == "plain-text" && !store.knobs.may_reveal;
  if (may_not || !store.has_permission_for(operation, object::Kind::Policy)) return forbidden(operation);
  return std::nullopt;
}

auto run_write(Store& store, Write attempt, const std::string& named,
               const std::function<base::Result<std::string>()>& act) -> base::Result<std::string> {
  const auto action = next_fault(store, attempt.operation, named);
  store.gate = {};
  if (action == FaultAction::Interrupted) return interrupted();  // nothing was sent: no line in the log
  auto& log = store.writes.emplace_back(std::move(attempt));
  store.last_write_was_busy = action == FaultAction::Busy;
  if (auto error = write_error(log.operation, action)) return *std::move(error);
  if (!store.has_permission_for(log.operation, log.kind)) return forbidden(log.operation);
  if (auto stopped = pass_gate(store, log)) {
    if (action == FaultAction::LostAfter) {
      store.gate = {};
      return unclear(log.operation);
    }
    return *std::move(stopped);
  }
  auto before = store.tables;
  auto id = act();
  if (!id.ok()) return id;
  use_up(store, log.consent.code);
  store.before_last_write = std::move(before);
  log.id = id.value();
  log.done = true;
  if (action == FaultAction::LostAfter) return unclear(log.operation);
  return id;
}

auto live_of(Store& store, object::Kind kind, const Json& entity) -> base::Result<object::Live> {
  Dice dice(store.knobs.seed * 0x10001U + ++store.reads);
  const auto shown = disturbed(entity, dice);
  auto live = read_entity(kind, shown, store.knobs.catalog);
  // As graph/ does with what it cannot read.
  if (!live.ok()) return object::opaque_from_graph(kind, shown, live.error(), store.knobs.catalog);
  if (live.ok() && store.knobs.raw_filters) return with_raw_filters(std::move(live).value());
  return live;
}

auto not_found(std::string_view what, std::string_view id) -> Error {
  return {fmt::format("there is no {} {}", what, id), {}, ErrorKind::NotFound};
}

auto refused(const std::string& why) -> Error { return {why, {}, ErrorKind::Refused}; }

}  // namespace pinwright::fake
