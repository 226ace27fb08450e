#include <algorithm>
#include <functional>
#include <utility>

#include "base/text.hpp"
#include "fake/calls.hpp"
#include "fake/catalog.hpp"
#include "object/to_graph.hpp"

namespace pinwright::fake {

namespace {

using object::Kind;
template <class T>
using Result = base::Result<T>;

/// As the table of answers would have it.
auto answer_of(const Store& store, const Result<std::string>& id) -> plan::WriteAnswer {
  using plan::Meaning;
  if (id.ok()) return {};
  if (const auto& gate = store.gate; gate.waits) return {Meaning::Waits, false, id.error(), {}, gate.code};
  if (store.gate.asks_justification) return {Meaning::DidNotHappen, false, id.error(), {}, {}, true};
  switch (id.error().kind) {
    case base::ErrorKind::Unclear:
      return {Meaning::ReadBack, true, id.error(), {}};
    case base::ErrorKind::NotFound:
      return {Meaning::ReadBack, false, id.error(), {}};
    case base::ErrorKind::Refused:
      return {Meaning::OneLook, false, id.error(), {}};
    case base::ErrorKind::Forbidden:
    case base::ErrorKind::Unreachable:
    case base::ErrorKind::Interrupted:
    case base::ErrorKind::TooLarge:
      break;
  }
  return {Meaning::DidNotHappen, store.last_write_was_busy, id.error(), {}};
}

auto answer_of(const std::string& refusal) -> plan::WriteAnswer {
  return {plan::Meaning::DidNotHappen, false, refused(refusal), {}};
}

/// The bodies of to_graph keep the order of Graph's documentation; the store needs none.
auto stored_form(const nlohmann::ordered_json& body) -> Json { return Json::parse(body.dump()); }

/// A mask that is written back would become the value: the caller's mistake, whatever Intune makes of it.
auto holds_mask(const object::Object& object) -> bool {
  const auto* policy = std::get_if<object::Policy>(&object);
  return policy != nullptr && std::any_of(policy->settings.begin(), policy->settings.end(), [](const auto& one) {
           return std::holds_alternative<object::Masked>(one.value);
         });
}

/// Null takes a property away, everything else takes its place whole.
auto patch(Json& entity, const Json& body) -> void {
  for (const auto& [name, value] : body.items()) {
    if (value.is_null()) {
      entity.erase(name);
    } else {
      entity[name] = value;
    }
  }
}

using Changed = std::function<Json(const Json&)>;

auto change(Store& store, Kind kind, const std::string& id, const Changed& changed_of) -> Result<std::string> {
  auto* entity = store.find(kind, id);
  if (entity == nullptr) return not_found(word(kind), id);
  auto changed = changed_of(*entity);
  if (auto why = refusal(store, kind, changed)) return refused(*why);
  store.touch(kind, changed);
  *entity = std::move(changed);
  return id;
}

auto patched_with(const Json& body) -> Changed {
  return [body](const Json& entity) {
    auto changed = entity;
    patch(changed, body);
    return changed;
  };
}

/// The object is in the collection that the address names.
auto is_of(const Json* entity, const object::Address& address) -> bool {
  if (entity == nullptr || address.kind != Kind::Policy) return entity != nullptr;
  return is_catalog(*entity) == (address.target == object::Target::SettingsCatalog);
}

}  // namespace

auto FakeTenant::do_create(const object::Object& object, const plan::Consent& consent) -> plan::WriteAnswer {
  if (holds_mask(object)) return answer_of("a mask was to be written");
  auto& store = *store_;
  const auto kind = kind_of(object);
  const auto body = object::to_graph(object);
  const auto id = run_write(store, {"create", kind, {}, body.dump(), false, consent}, display_name_of(object),
                            [&]() -> Result<std::string> {
                              const auto form = stored_form(body);
                              if (auto why = refusal(store, kind, form)) return refused(*why);
                              return store.insert(kind, form);
                            });
  auto answer = answer_of(store, id);
  if (!id.ok()) return answer;
  auto live = live_of(store, kind, *store.find(kind, id.value()));
  if (live.ok()) answer.made = std::move(live).value();
  return answer;
}

auto FakeTenant::do_update(const std::string& id, const object::Object& object, const plan::Consent& consent)
    -> plan::WriteAnswer {
  if (holds_mask(object)) return answer_of("a mask was to be written");
  const auto kind = kind_of(object);
  const auto body = object::to_graph_update(object);
  const auto form = stored_form(body);
  const Changed put = [&](const Json& entity) { return replaced(entity, form); };
  const bool is_put = object::target_of(object) == object::Target::SettingsCatalog;
  return answer_of(*store_, run_write(*store_, {"update", kind, id, body.dump(), false, consent}, id,
                                      [&] { return change(*store_, kind, id, is_put ? put : patched_with(form)); }));
}

auto FakeTenant::do_describe(const std::string& id, const object::Object& object, const plan::Consent& consent)
    -> plan::WriteAnswer {
  const auto kind = kind_of(object);
  const auto body = object::to_graph_names(object);
  return answer_of(*store_, run_write(*store_, {"describe", kind, id, body.dump(), false, consent}, id,
                                      [&] { return change(*store_, kind, id, patched_with(stored_form(body))); }));
}

auto FakeTenant::do_assign(const object::Address& address, const std::vector<object::Assignment>& assignments,
                           const plan::Consent& consent) -> plan::WriteAnswer {
  auto& store = *store_;
  const auto& policy_id = address.id;
  const auto body = object::to_graph(assignments);
  return answer_of(store, run_write(store, {"assign", Kind::Policy, policy_id, body.dump(), false, consent}, policy_id,
                                    [&]() -> Result<std::string> {
                                      auto* policy = store.find(Kind::Policy, policy_id);
                                      if (!is_of(policy, address)) return not_found("policy", policy_id);
                                      const auto wanted = stored_form(body)["assignments"];
                                      if (auto why = assignments_refusal(store, wanted)) return refused(*why);
                                      (*policy)["assignments"] = accepted_assignments(wanted, policy_id);
                                      store.touch(Kind::Policy, *policy);
                                      return policy_id;
                                    }));
}

auto FakeTenant::do_remove(const object::Address& address, const plan::Consent& consent) -> plan::WriteAnswer {
  if (address.kind == Kind::Group) return answer_of("groups are never deleted");
  auto& store = *store_;
  return answer_of(store, run_write(store, {"remove", address.kind, address.id, {}, false, consent}, address.id,
                                    [&]() -> Result<std::string> {
                                      if (!is_of(store.find(address.kind, address.id), address)) return address.id;
                                      if (address.kind == Kind::Filter && is_filter_used(store, address.id))
                                        return refused("an assignment still uses the filter");
                                      store.table(address.kind).erase(base::folded(address.id));
                                      return address.id;
                                    }));
}

}  // namespace pinwright::fake
