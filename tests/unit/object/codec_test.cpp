#include "object/codec/codec.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "object/canonical.hpp"
#include "unit/object/samples.hpp"

using namespace pinwright::object;
using namespace pinwright::object::samples;

TEST_CASE("a codec is found by its target and by the type of an entity") {
  const auto& codec = codec_of(Target::Custom);
  CHECK(codec.target == Target::Custom);
  CHECK(codec_for({{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"}}) == &codec);
  CHECK(codec_for({{"@odata.type", "#microsoft.graph.windows10GeneralConfiguration"}}) == nullptr);
  CHECK(codec_for({{"@odata.type", 7}}) == nullptr);
  CHECK(codec_for(nlohmann::json::array()) == nullptr);
}

TEST_CASE("a codec reads what it writes") {
  const auto& codec = codec_of(Target::Custom);
  const auto wanted = policy({text("plain"), setting(DataType::Integer, 7, "./Vendor/MSFT/B")});
  for (const auto& body : {codec.to_create(wanted), codec.to_update(wanted)}) {
    auto answer = nlohmann::json::parse(body.dump());
    answer["id"] = kGroupId;
    const auto live = codec.from_graph(answer, nullptr);
    REQUIRE(live.ok());
    const auto& read = std::get<Policy>(live.value().object);
    CHECK(read.target == Target::Custom);
    CHECK(canonical_settings(read.settings) == canonical_settings(wanted.settings));
  }
}

TEST_CASE("each data type has its word and its type in Graph, in the order of the enumeration") {
  CHECK(word(DataType::StringXml) == "stringXml");
  CHECK(odata_type(DataType::FloatingPoint) == "#microsoft.graph.omaSettingFloatingPoint");
  for (const auto& row : kDataTypes) CHECK(type_of_odata(row.odata_type) == row.type);
  CHECK_FALSE(type_of_odata("#microsoft.graph.omaSetting"));
}
