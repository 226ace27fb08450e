#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "fake/store.hpp"

/// One call to the fake tenant: its fault, its permission, its place in the log. Internal to tests/fake.
namespace pinwright::fake {

/// What the hook says about this call.
[[nodiscard]] auto next_fault(Store& store, std::string_view operation, const std::string& id) -> FaultAction;
/// Why a read ends without an answer, else nullopt.
[[nodiscard]] auto read_error(const Store& store, std::string_view operation, FaultAction action)
    -> std::optional<base::Error>;

/// `part(action)` as a read that may fail: a Result.
template <class Part>
auto read_part(Store& store, std::string_view operation, const std::string& id, const Part& part)
    -> decltype(part(FaultAction::None)) {
  const auto action = next_fault(store, operation, id);
  if (auto error = read_error(store, operation, action)) return *std::move(error);
  return part(action);
}

/// One write: `act` does it and gives the id of its object. `named`: what the hook is told.
[[nodiscard]] auto run_write(Store& store, Write attempt, const std::string& named,
                             const std::function<base::Result<std::string>()>& act) -> base::Result<std::string>;

/// An object as one answer shows it.
[[nodiscard]] auto live_of(Store& store, object::Kind kind, const Json& entity) -> base::Result<object::Live>;

[[nodiscard]] auto not_found(std::string_view what, std::string_view id) -> base::Error;
[[nodiscard]] auto refused(const std::string& why) -> base::Error;

}  // namespace pinwright::fake
