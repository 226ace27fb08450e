// How many requests the questions of a plan take.

#include "object/well_known.hpp"
#include "unit/graph/policies.hpp"

namespace pinwright::graph {

using graph_test::answer;
using graph_test::batching;
using graph_test::is_of_catalog;
using graph_test::json;
using graph_test::kBase;
using graph_test::kPolicyList;
using graph_test::list;
using graph_test::policy_json;
using graph_test::TenantBench;
using plan::Question;

namespace {

/// A tenant of 200 policies with 5 text settings each, as a plan without changes meets it.
struct Fleet {
  bool encrypted = true;

  auto operator()(const Request& request) const -> base::Result<Response> {
    const auto path = request.url.substr(kBase.size());
    if (request.url == kPolicyList) return answer(200, list(policies()));
    if (is_of_catalog(request)) return answer(200, list({}));
    if (path.starts_with("/groups?")) return answer(200, list({{{"id", "g"}, {"displayName", name_in(path)}}}));
    if (path.find("/transitiveMembers/") != std::string::npos) return Response{200, {}, "9"};
    if (path.find("getOmaSettingPlainTextValue") != std::string::npos) return answer(200, {{"value", "text"}});
    if (path.starts_with("/servicePrincipals?")) return answer(200, list({{{"id", "sp"}}}));
    return answer(200, list({{{"id", "x"},
                              {"displayName", "x"},
                              {"rule", "x"},
                              {"platform", "windows10AndLater"},
                              {"consentType", "AllPrincipals"}}}));
  }

  auto policies() const -> std::vector<json> {
    std::vector<json> out;
    for (int i = 0; i < 200; ++i) {
      auto policy = policy_json(std::to_string(i));
      policy["omaSettings"] = json::array();
      for (int s = 0; s < 5; ++s) {
        json setting{{"@odata.type", "#microsoft.graph.omaSettingString"},
                     {"displayName", "S"},
                     {"omaUri", "./Device/Vendor/MSFT/X/" + std::to_string(s)},
                     {"isEncrypted", encrypted},
                     {"value", encrypted ? "****" : "text"}};
        if (encrypted) setting["secretReferenceValueId"] = std::to_string(i) + "_" + std::to_string(s);
        policy["omaSettings"].push_back(std::move(setting));
      }
      out.push_back(std::move(policy));
    }
    return out;
  }

  static auto name_in(const std::string& path) -> std::string {
    const auto quote = path.find('\'');
    return path.substr(quote + 1, path.rfind('\'') - quote - 1);
  }
};

auto question_by_name() -> Question {
  Question question;
  question.organization = question.policies = question.filters = question.scope_tags = true;
  for (int i = 0; i < 10; ++i) question.group_names.push_back("group" + std::to_string(i));
  question.applications = {std::string(object::kPinResetService), std::string(object::kPinResetClient)};
  return question;
}

auto question_by_id(const plan::Answer& first) -> Question {
  Question question;
  for (int i = 0; i < 10; ++i) question.count_groups.push_back("g" + std::to_string(i));
  for (const auto& live : first.policies.value()) {
    for (const auto& setting : std::get<object::Policy>(live.object).settings) {
      if (const auto* mask = std::get_if<object::Masked>(&setting.value))
        question.masked.push_back({live.id, mask->reference});
    }
  }
  return question;
}

}  // namespace

TEST_CASE("a plan of 200 policies takes at most 60 requests with every value encrypted, and 8 with none") {
  for (const bool encrypted : {true, false}) {
    TenantBench bench(batching(Fleet{encrypted}));
    const auto first = bench.tenant->ask(question_by_name());
    REQUIRE(first.policies.ok());
    REQUIRE(first.policies.value().size() == 200);
    for (const auto& group : first.groups_by_name) CHECK(group.value().size() == 1);
    for (const auto& application : first.applications) CHECK(application.value()->consented);
    const auto by_id = question_by_id(first);
    CHECK(by_id.masked.size() == (encrypted ? 1000 : 0));
    const auto second = bench.tenant->ask(by_id);
    for (const auto& count : second.counts) CHECK(count.value().devices == 9);
    for (const auto& text : second.plain_texts) REQUIRE(text.value() == "text");
    // The sign-in is one more.
    CHECK(bench.transport->seen.size() + 1 <= (encrypted ? 60 : 8));
    // A round of requests each; the 50 batches of plain texts are two, so that a 429 in the first stops the second.
    CHECK(bench.transport->sends == (encrypted ? 4 : 3));
  }
}

}  // namespace pinwright::graph
