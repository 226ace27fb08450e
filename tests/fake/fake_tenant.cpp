#include "fake/fake_tenant.hpp"

#include <cassert>
#include <utility>

#include "base/text.hpp"
#include "fake/approvals.hpp"
#include "fake/catalog.hpp"
#include "fake/store.hpp"
#include "object/from_graph.hpp"

namespace pinwright::fake {

using object::Kind;

FakeTenant::FakeTenant(std::string tenant_id) : FakeTenant(empty_store(std::move(tenant_id))) {}
FakeTenant::FakeTenant(std::shared_ptr<Store> store) : store_(std::move(store)), approvals_(make_approvals(store_)) {}
FakeTenant::~FakeTenant() = default;

auto FakeTenant::from_json(std::string_view text) -> base::Result<std::unique_ptr<FakeTenant>> {
  auto store = load(text);
  if (!store.ok()) return store.error();
  return std::unique_ptr<FakeTenant>(new FakeTenant(std::move(store).value()));
}

auto FakeTenant::share() const -> std::unique_ptr<FakeTenant> {
  return std::unique_ptr<FakeTenant>(new FakeTenant(store_));
}

auto FakeTenant::knobs() -> Knobs& { return store_->knobs; }
auto FakeTenant::writes() const -> const std::vector<Write>& { return store_->writes; }
auto FakeTenant::forget_writes() -> void { store_->writes.clear(); }
auto FakeTenant::put_foreign(const std::string& collection, std::string_view body) -> void {
  store_->foreign[collection].push_back(Json::parse(body));
}

auto FakeTenant::ids(Kind kind) const -> std::vector<std::string> {
  std::vector<std::string> found;
  for (const auto& [id, entity] : store_->table(kind)) found.push_back(entity["id"]);
  return found;
}

auto FakeTenant::ids_of(Kind kind, std::string_view display_name) const -> std::vector<std::string> {
  std::vector<std::string> found;
  for (const auto& [id, entity] : store_->table(kind)) {
    if (fake::display_name_of(entity) == display_name) found.push_back(entity["id"]);
  }
  return found;
}

auto FakeTenant::stored(Kind kind, const std::string& id) const -> object::Live {
  const auto* found = store_->find(kind, id);
  assert(found != nullptr);
  auto entity = *found;
  if (kind == Kind::Group) return object::group_from_graph(entity).value();
  if (kind == Kind::Filter) return object::filter_from_graph(entity).value();
  if (is_catalog(entity)) return object::policy_from_graph(entity).value();
  for (auto& setting : entity["omaSettings"]) {
    setting["isEncrypted"] = false;
    setting.erase("secretReferenceValueId");
  }
  return object::policy_from_graph(entity).value();
}

auto FakeTenant::put(Kind kind, std::string_view body) -> std::string {
  return store_->insert(kind, Json::parse(body));
}

auto FakeTenant::edit(Kind kind, const std::string& id, const std::function<void(Json&)>& change) -> void {
  auto* found = store_->find(kind, id);
  assert(found != nullptr);
  change(*found);
  store_->touch(kind, *found);
}

auto FakeTenant::erase(Kind kind, const std::string& id) -> void { store_->table(kind).erase(base::folded(id)); }

auto FakeTenant::requests() const -> std::vector<plan::ApprovalRequest> {
  std::vector<plan::ApprovalRequest> all;
  for (const auto& one : store_->requests) all.push_back(one.request);
  return all;
}

auto FakeTenant::decide(const std::string& code, plan::ApprovalRequest::Status status) -> void {
  for (auto& one : store_->requests) {
    if (one.request.id == code) one.request.status = status;
  }
}

auto FakeTenant::set_members(const std::string& group_id, plan::MemberCount count) -> void {
  store_->members[base::folded(group_id)] = count;
}

auto FakeTenant::set_permissions(std::vector<std::string> permissions) -> void {
  store_->access.permissions = std::move(permissions);
}

auto FakeTenant::set_reset(const std::string& device_id, plan::ManagedDevice::Reset reset) -> void {
  store_->resets[base::folded(device_id)] = std::move(reset);
}

}  // namespace pinwright::fake
