#include "support.hpp"

using namespace pinwright::csp;
using csp_test::missing;
using csp_test::node;

namespace {

auto file_of(const std::string& edition, const std::vector<std::string>& nodes) -> std::string {
  std::string json = R"({"format":1,"edition":")" + edition + R"(","nodes":[)";
  for (std::size_t i = 0; i < nodes.size(); ++i) json += (i == 0 ? "" : ",") + nodes[i];
  return json + "]}";
}

auto node_json(const std::string& path, const std::string& more = {}) -> std::string {
  return R"({"path":")" + path + R"(","format":"int","access":"ADGR")" + more + "}";
}

auto with(const csp_test::Files& files) -> Catalog {
  auto catalog = Catalog::built_in().with(files);
  REQUIRE(catalog.ok());
  return std::move(catalog).value();
}

auto refusal(const std::string& json) -> std::string {
  const auto catalog = Catalog::built_in().with({{"my/Own.json", json}});
  return catalog.ok() ? "" : catalog.error().message;
}

const std::string kOwn = "./Device/Vendor/MSFT/Own";

}  // namespace

TEST_CASE("a CSP of an added catalogue is found beside the built-in ones") {
  const auto catalog = with({{"my/Own.json", file_of("2030", {node_json(kOwn), node_json(kOwn + "/{Id}")})}});
  CHECK(node(catalog, kOwn + "/x").name() == "Id");
  CHECK(node(catalog, kOwn).edition() == "2030");
  CHECK(catalog.edition("Own") == "2030");
  CHECK(catalog.edition("PassportForWork") == "February 2026");
  CHECK(catalog.edition() == "February 2026");
  CHECK(node(catalog, "./Device/Vendor/MSFT/PassportForWork").valid());
  CHECK(catalog.roots().size() == Catalog::built_in().roots().size() + 1);
}

TEST_CASE("an added CSP hides the whole built-in one, in both scopes, and keeps the overlay's facts") {
  const std::string root = "./Device/Vendor/MSFT/PassportForWork";
  const auto catalog = with({{"my/P.json", file_of("2030", {node_json(root), node_json(root + "/{TenantId}")})}});
  CHECK(node(catalog, root + "/x").is_tenant_id());
  CHECK(missing(catalog, root + "/x/Policies").kind == NotFound::Kind::UnknownNode);
  CHECK(missing(catalog, "./User/Vendor/MSFT/PassportForWork").kind == NotFound::Kind::OtherScope);
  CHECK(node(catalog, "./Device/Vendor/MSFT/BitLocker").edition() == "February 2026");
  CHECK(catalog.search("enablepinrecovery").empty());
}

TEST_CASE("a pattern that is known to be wrong is fixed, and one that Microsoft has changed is believed") {
  const std::string root = "./Device/Vendor/MSFT/VPNv2";
  const std::string filter = root + "/{ProfileName}/TrafficFilterList/{trafficFilterId}";
  const auto file = [&](const std::string& pattern) {
    const auto ports = node_json(filter + "/LocalPortRanges", R"(,"allowed":"RegEx","pattern":")" + pattern + "\"");
    return file_of("2030", {node_json(root), node_json(root + "/{ProfileName}"),
                            node_json(root + "/{ProfileName}/TrafficFilterList"), node_json(filter), ports});
  };
  const auto pattern_of = [&](const Catalog& catalog) {
    return std::string(node(catalog, root + "/a/TrafficFilterList/0/LocalPortRanges").pattern());
  };
  const auto fixed = pattern_of(Catalog::built_in());
  CHECK(fixed != R"(^[\d]*$)");
  CHECK(pattern_of(with({{"my/V.json", file(R"(^[\\d]*$)")}})) == fixed);
  CHECK(pattern_of(with({{"my/V.json", file("^[0-9,-]+$")}})) == "^[0-9,-]+$");
}

TEST_CASE("of the Policy CSP one area is replaced") {
  const std::string area = "./Device/Vendor/MSFT/Policy/Config/AboveLock";
  const auto catalog = with({{"my/A.json", file_of("2030", {node_json(area), node_json(area + "/Fresh")})}});
  CHECK(node(catalog, area + "/Fresh").edition() == "2030");
  CHECK(missing(catalog, area + "/AllowToasts").kind == NotFound::Kind::UnknownNode);
  CHECK(node(catalog, "./Device/Vendor/MSFT/Policy/Config/Authentication/EnableWebSignIn").valid());
  CHECK(node(catalog, "./Device/Vendor/MSFT/Policy/Config").edition() == "February 2026");
  for (const Node& hit : catalog.search("policy/config/abovelock/")) CHECK(hit.edition() == "2030");
}

TEST_CASE("a later folder wins over an earlier one, files of one folder add up") {
  const auto file = [](const std::string& edition, const std::string& leaf) {
    return file_of(edition, {node_json(kOwn + "/" + leaf)});
  };
  const auto catalog =
      with({{"one/Own.json", file("1", "Old")}, {"two/A.json", file("2", "A")}, {"two/B.json", file("2", "B")}});
  CHECK(node(catalog, kOwn + "/A").edition() == "2");
  CHECK(node(catalog, kOwn + "/B").edition() == "2");
  CHECK(missing(catalog, kOwn + "/Old").kind == NotFound::Kind::UnknownNode);
}

TEST_CASE("a catalogue may be added to one that has one already") {
  auto twice = with({{"one/Own.json", file_of("1", {node_json(kOwn)})}})
                   .with({{"two/Own.json", file_of("2", {node_json(kOwn)})}});
  REQUIRE(twice.ok());
  CHECK(node(twice.value(), kOwn).edition() == "2");
  CHECK(twice.value().roots().size() == Catalog::built_in().roots().size() + 1);
}

TEST_CASE("the built-in files make the same catalogue again") {
  const auto catalog = with(csp_test::committed());
  const Catalog built_in = Catalog::built_in();
  CHECK(catalog.roots().size() == built_in.roots().size());
  CHECK(catalog.search("pinrecovery").size() == built_in.search("pinrecovery").size());
}

TEST_CASE("a catalogue file that is wrong is refused with its name and the place") {
  CHECK(refusal("{").starts_with("`my/Own.json`: is not JSON"));
  CHECK(refusal("[]") == "`my/Own.json`: the file is not an object");
  CHECK(refusal(R"({"format":1,"edition":"x"})") == "`my/Own.json`: `/nodes` of the file is missing");
  CHECK(refusal(R"({"format":7,"edition":"x","nodes":[]})") == "`my/Own.json`: `/format` of the file is not 1");
  CHECK(refusal(file_of("x", {node_json(kOwn, R"(,"colour":1)")})) ==
        "`my/Own.json`: `/nodes/0/colour` of the file is not a key that is known here, in the node "
        "`./Device/Vendor/MSFT/Own`");
  CHECK(refusal(file_of("x", {node_json("Own")})).find("`/nodes/0/path` of the file is not like") != std::string::npos);
  CHECK(refusal(file_of("x", {node_json(kOwn, R"(,"builds":["11"])")}))
            .find("`/nodes/0/builds` of the file holds `11`") != std::string::npos);
  CHECK(refusal(file_of("x", {node_json(kOwn, R"(,"range":[2,1])")}))
            .find("`/nodes/0/range` of the file is not two ascending numbers") != std::string::npos);
  CHECK(refusal(file_of("x", {node_json(kOwn, R"(,"editions":0)")})).find("`editionLists`") != std::string::npos);
  CHECK(refusal(file_of("x", {node_json(kOwn, R"(,"allowed":"Some")")}))
            .find("`/nodes/0/allowed` of the file is `Some`") != std::string::npos);
  CHECK(refusal(file_of("x", {node_json(kOwn, R"(,"dependencies":[{"id":"a","anyOf":[{"values":[]}]}])")}))
            .find("`/nodes/0/dependencies/0/anyOf/0/uri` of the file is missing") != std::string::npos);
  CHECK(refusal(file_of("x", {node_json(kOwn), node_json(kOwn)})).find("is defined twice") != std::string::npos);
}

TEST_CASE("search finds all words, and the nearest name when there is none") {
  const auto catalog = Catalog::built_in();
  const auto hits = catalog.search("PASSPORT pinrecovery");
  REQUIRE(hits.size() == 2);
  CHECK(hits[0].scope() == Scope::Device);
  CHECK(hits[1].scope() == Scope::User);
  const auto near = catalog.search("EnablePinRecovry");
  REQUIRE(near.size() == 2);
  CHECK(near[0].name() == "EnablePinRecovery");
  CHECK(catalog.search("  ").empty());
  CHECK(catalog.search("qqqqqqqqqqqqqqqqqqqqqq").empty());
}

TEST_CASE("a declared node stands in where no catalogue knows the path") {
  NodeFacts added;
  added.path = "./Device/Vendor/MSFT/PassportForWork/{Id}/Policies/NewNode";
  added.format = Format::Int;
  NodeFacts known = added;
  known.path = "./Device/Vendor/MSFT/BitLocker/RequireDeviceEncryption";
  known.format = Format::Chr;
  auto declared = Catalog::built_in().with_declared({added, known});
  REQUIRE(declared.ok());
  const auto& catalog = declared.value();
  const auto found = node(catalog, "./Vendor/MSFT/PassportForWork/x/Policies/NewNode");
  CHECK(found.format() == Format::Int);
  CHECK(found.edition().empty());
  CHECK(node(catalog, known.path).format() == Format::Int);
  CHECK(node(catalog, known.path).edition() == "February 2026");
  const auto other = missing(catalog, "./Device/Vendor/MSFT/PassportForWork/x/Policies/OtherNode");
  CHECK(other.parent.edition() == "February 2026");
  CHECK(missing(catalog, "./User/Vendor/MSFT/PassportForWork/x/Policies/NewNode").kind == NotFound::Kind::UnknownNode);
  CHECK(catalog.roots().size() == Catalog::built_in().roots().size());
}
