#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "fake/calls.hpp"

namespace pinwright::fake {

namespace {

template <class T>
using Result = base::Result<T>;
using plan::ManagedDevice;

auto device(Store& store, const std::string& id) -> ManagedDevice* {
  const auto found = std::find_if(store.devices.begin(), store.devices.end(),
                                  [&](const ManagedDevice& one) { return base::equal_folded(one.id, id); });
  return found == store.devices.end() ? nullptr : &*found;
}

/// Pending when it is first looked at; then what the test has set, on Windows for the desktop notSupported.
auto advance(Store& store, ManagedDevice& device) -> void {
  if (!device.reset || device.reset->state != "pending") return;
  const auto found = store.resets.find(base::folded(device.id));
  device.reset->state = "notSupported";
  if (found != store.resets.end()) device.reset = found->second;
}

}  // namespace

auto FakeTenant::status(const std::vector<std::string>& policy_ids) -> std::vector<Result<plan::PolicyStatus>> {
  std::vector<Result<plan::PolicyStatus>> answers;
  for (const auto& id : policy_ids) {
    answers.push_back(read_part(*store_, "status", id, [&](FaultAction) -> Result<plan::PolicyStatus> {
      if (store_->find(object::Kind::Policy, id) == nullptr) return not_found("customPolicy", id);
      const auto found = store_->statuses.find(base::folded(id));
      return found == store_->statuses.end() ? plan::PolicyStatus{} : found->second;
    }));
  }
  return answers;
}

auto FakeTenant::find(const std::string& id_or_name) -> Result<std::vector<ManagedDevice>> {
  return read_part(*store_, "devices", id_or_name, [&](FaultAction) -> Result<std::vector<ManagedDevice>> {
    std::vector<ManagedDevice> found;
    for (const auto& one : store_->devices) {
      if (one.name == id_or_name || base::equal_folded(one.id, id_or_name)) found.push_back(one);
    }
    return found;
  });
}

auto FakeTenant::read(const std::string& id) -> Result<ManagedDevice> {
  return read_part(*store_, "devices", id, [&](FaultAction) -> Result<ManagedDevice> {
    auto* found = device(*store_, id);
    if (found == nullptr) return not_found("device", id);
    auto answer = *found;
    advance(*store_, *found);
    return answer;
  });
}

auto FakeTenant::reset_passcode(const std::string& id) -> base::Status {
  const auto sent =
      run_write(*store_, {"reset-passcode", object::Kind::Policy, id, {}, false}, id, [&]() -> Result<std::string> {
        auto* found = device(*store_, id);
        if (found == nullptr) return not_found("device", id);
        found->reset = ManagedDevice::Reset{"pending", {}, {}, {}, 0};
        return id;
      });
  if (!sent.ok()) return sent.error();
  return base::Done{};
}

}  // namespace pinwright::fake
