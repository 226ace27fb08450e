#include "model/select.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace {

using namespace pinwright::model;

auto text(std::string value) -> Text { return {std::move(value), {}}; }

auto tenant(const std::string& name, const std::string& ring) -> Named<Tenant> {
  Named<Tenant> one{text(name), {}, false};
  one.value.labels.push_back({text("ring"), text(ring), false});
  return one;
}

auto named(const std::vector<std::string>& names) -> Selector {
  Selector selector;
  selector.names.emplace();
  for (const auto& name : names) selector.names->push_back(text(name));
  return selector;
}

auto of_ring(const std::string& ring) -> Selector {
  Selector selector;
  selector.labels.push_back({text("ring"), {text(ring)}});
  return selector;
}

auto add(Workspace& workspace, const std::string& name, Selector selector, bool broken = false) -> void {
  Named<Policy> policy{text(name), {}, broken};
  policy.value.tenants = std::move(selector);
  workspace.policies.add(std::move(policy));
}

auto everyone() -> Selector {
  Selector selector;
  selector.all = true;
  return selector;
}

auto workspace() -> Workspace {
  Workspace made;
  made.tenants.add(tenant("a", "pilot"));
  made.tenants.add(tenant("b", "broad"));
  add(made, "for-b", named({"b"}));
  add(made, "for-all", everyone());
  add(made, "for-both", named({"b", "a", "b"}));
  add(made, "for-pilot", of_ring("pilot"));
  add(made, "broken", everyone(), true);
  auto narrow = named({"a", "b"});
  narrow.exclude.push_back(text("a"));
  add(made, "not-a", narrow);
  add(made, "for-nobody", named({}));
  return made;
}

auto names_of(const std::vector<const Named<Policy>*>& policies) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto* policy : policies) names.push_back(policy->name.value);
  return names;
}

}  // namespace

TEST_CASE("the index gives each tenant the sound policies that apply, once and in the workspace's order") {
  const auto made = workspace();
  const PolicyIndex index(made);
  CHECK(names_of(index.of(*made.tenants.find("a"))) == std::vector<std::string>{"for-all", "for-both", "for-pilot"});
  CHECK(names_of(index.of(*made.tenants.find("b"))) ==
        std::vector<std::string>{"for-b", "for-all", "for-both", "not-a"});
}

TEST_CASE("a tenant that is taken out has no policies") {
  auto made = workspace();
  made.tenants.all().front().value.offboard.emplace();
  CHECK(PolicyIndex(made).of(*made.tenants.find("a")).empty());
}

TEST_CASE("any_taken asks about the tenants that the selector takes and no others") {
  const auto made = workspace();
  const auto asked = [&](const Selector& selector) {
    std::vector<std::string> names;
    CHECK_FALSE(any_taken(selector, made.tenants, [&](const auto& one) {
      names.push_back(one.name.value);
      return false;
    }));
    return names;
  };
  CHECK(asked(everyone()) == std::vector<std::string>{"a", "b"});
  CHECK(asked(of_ring("broad")) == std::vector<std::string>{"b"});
  CHECK(asked(named({"b", "unknown"})) == std::vector<std::string>{"b"});
  CHECK(asked(named({})).empty());
  CHECK(any_taken(everyone(), made.tenants, [](const auto& one) { return one.name.value == "b"; }));
}

TEST_CASE("a selector of many names takes the tenants that one of few takes") {
  std::vector<std::string> names;
  for (int i = 0; i < 100; ++i) names.push_back("t" + std::to_string(i * 7 % 100));
  auto many = named(names);
  many.exclude = {text("t5")};
  for (int i = 0; i < 30; ++i) many.exclude.push_back(text("x" + std::to_string(i)));
  Selector by_label;
  by_label.labels.push_back({text("ring"), {}});
  for (const auto& name : names) by_label.labels.front().values.push_back(text(name));
  auto ordered = many;
  auto ordered_by_label = by_label;
  put_in_order(ordered);
  put_in_order(ordered_by_label);
  CHECK(ordered.names_order->size() == 100);
  for (const auto* name : {"t0", "t5", "t42", "t99", "t100", "", "x3", "u"}) {
    CHECK(selects(ordered, tenant(name, "pilot")) == selects(many, tenant(name, "pilot")));
    CHECK(selects(ordered_by_label, tenant("a", name)) == selects(by_label, tenant("a", name)));
  }
  CHECK(selects(ordered, tenant("t42", "pilot")));
  CHECK_FALSE(selects(ordered, tenant("t5", "pilot")));
}
