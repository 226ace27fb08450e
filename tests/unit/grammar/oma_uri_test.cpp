#include "grammar/oma_uri.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <tao/pegtl/contrib/analyze.hpp>

#include "grammar/oma_uri_canonical.hpp"
#include "grammar/oma_uri_grammar.hpp"
#include "grammar/placeholder.hpp"
#include "unit/grammar/oma_uri_text.hpp"

namespace pinwright::grammar {
namespace {

auto parsed(std::string_view text) -> OmaUri {
  const auto result = parse_oma_uri(text);
  INFO("text: " << text);
  REQUIRE(std::holds_alternative<OmaUri>(result));
  return std::get<OmaUri>(result);
}

struct Bad {
  std::string_view text;
  OmaUriDefect defect;
  std::size_t begin;
  std::size_t end;
};

}  // namespace

TEST_CASE("the grammar of OMA-URIs has no rule that loops without progress") {
  CHECK(tao::pegtl::analyze<oma_uri::Uri>() == 0);
  CHECK(tao::pegtl::analyze<oma_uri::FindMark>() == 0);
}

TEST_CASE("an OMA-URI comes apart into root, segments and query with offsets") {
  const std::string text = "./Device/Vendor/MSFT/Policy/Config/Start?list=StructData";
  const auto uri = parsed(text);
  CHECK(uri.root == OmaUriRoot::Device);
  CHECK(uri.root_text == "./Device/Vendor/MSFT");
  REQUIRE(uri.segments.size() == 3);
  CHECK(uri.segments[0].text == "Policy");
  CHECK(uri.segments[0].begin == 21);
  CHECK(uri.segments[2].text == "Start");
  CHECK(text.substr(uri.segments[2].begin, 5) == "Start");
  CHECK(uri.query == "?list=StructData");
  CHECK(uri.query_begin == 40);
  CHECK_FALSE(uri.unescaped);
}

TEST_CASE("the root is known in any letter case and only as whole segments") {
  const auto [text, root, root_text, segments] = GENERATE(table<std::string, OmaUriRoot, std::string, std::size_t>({
      {"./Device/Vendor/MSFT/A", OmaUriRoot::Device, "./Device/Vendor/MSFT", 1},
      {"./device/vendor/msft/RemoteWipe/DoWipe", OmaUriRoot::Device, "./device/vendor/msft", 2},
      {"./User/Vendor/MSFT/A/B", OmaUriRoot::User, "./User/Vendor/MSFT", 2},
      {"./Vendor/MSFT/A", OmaUriRoot::Vendor, "./Vendor/MSFT", 1},
      {"./Vendor/MSFT", OmaUriRoot::Vendor, "./Vendor/MSFT", 0},
      {"./Vendor/MSFT?list=Struct", OmaUriRoot::Vendor, "./Vendor/MSFT", 0},
      {"./Vendor/MSFTX/A", OmaUriRoot::Other, ".", 3},
      {"./Device/Vendor", OmaUriRoot::Other, ".", 2},
      {"./DevDetail/URI/MaxDepth", OmaUriRoot::Other, ".", 3},
      {"./cimv2/Win32_Thing", OmaUriRoot::Cimv2, "./cimv2", 1},
      {"./Device/cimV2/Win32_Thing", OmaUriRoot::Cimv2, "./Device/cimV2", 1},
      {"./cimv2x/A", OmaUriRoot::Other, ".", 2},
  }));
  const auto uri = parsed(text);
  CAPTURE(text);
  CHECK(uri.root == root);
  CHECK(uri.root_text == root_text);
  CHECK(uri.segments.size() == segments);
}

TEST_CASE("each defect of form is reported with its bytes") {
  const auto bad = GENERATE(values<Bad>({
      {"", OmaUriDefect::Root, 0, 0},
      {" ./Vendor/MSFT/A", OmaUriDefect::Whitespace, 0, 1},
      {"./Vendor/MSFT/A \n", OmaUriDefect::Whitespace, 15, 17},
      {"./Vendor/\tMSFT/A", OmaUriDefect::Whitespace, 9, 10},
      {"./Vendor/\r\nMSFT/A ", OmaUriDefect::Whitespace, 9, 10},
      {"  ", OmaUriDefect::Whitespace, 0, 2},
      {"./Vendor/MSFT/A\xC2\xA0"
       "B",
       OmaUriDefect::InvisibleCharacter, 15, 17},
      {"\xEF\xBB\xBF./Vendor/MSFT/A", OmaUriDefect::InvisibleCharacter, 0, 3},
      {"./Vendor/MSFT/A\xE2\x80\x8B", OmaUriDefect::InvisibleCharacter, 15, 18},
      {".\\Vendor\\MSFT\\A", OmaUriDefect::Backslash, 1, 2},
      {"./Vendor/MSFT\\A", OmaUriDefect::Backslash, 13, 14},
      {"/Vendor/MSFT/A", OmaUriDefect::Root, 0, 1},
      {"Vendor/MSFT/A", OmaUriDefect::Root, 0, 6},
      {"../Vendor/MSFT/A", OmaUriDefect::Root, 0, 2},
      {".", OmaUriDefect::Root, 0, 1},
      {"EnablePinRecovery", OmaUriDefect::Root, 0, 17},
      {"./Vendor/MSFT//A", OmaUriDefect::EmptySegment, 13, 15},
      {".//Vendor/MSFT/A", OmaUriDefect::EmptySegment, 1, 3},
      {"./Vendor/MSFT/A//", OmaUriDefect::EmptySegment, 15, 17},
      {"./Vendor/MSFT/A/", OmaUriDefect::TrailingSlash, 15, 16},
      {"./Vendor/MSFT/", OmaUriDefect::TrailingSlash, 13, 14},
      {"./", OmaUriDefect::TrailingSlash, 1, 2},
      {"./Vendor/MSFT/A%2", OmaUriDefect::BadEscape, 15, 16},
      {"./Vendor/MSFT/A%zz/B", OmaUriDefect::BadEscape, 15, 16},
      {"./Vendor/MSFT/100%", OmaUriDefect::BadEscape, 17, 18},
      {"./Vendor/MSFT/*/B", OmaUriDefect::Wildcard, 14, 15},
      {"./Vendor/MSFT/*", OmaUriDefect::Wildcard, 14, 15},
  }));
  const auto result = parse_oma_uri(bad.text);
  INFO("text: " << bad.text);
  REQUIRE(std::holds_alternative<OmaUriError>(result));
  const auto& error = std::get<OmaUriError>(result);
  CHECK(static_cast<int>(error.defect) == static_cast<int>(bad.defect));
  CHECK(error.begin == bad.begin);
  CHECK(error.end == bad.end);
}

TEST_CASE("of several defects the first in rank is reported, wherever it stands") {
  const auto result = parse_oma_uri("/Vendor/*/%zz//A\\B/ ");
  REQUIRE(std::holds_alternative<OmaUriError>(result));
  CHECK(std::get<OmaUriError>(result).defect == OmaUriDefect::Whitespace);
  CHECK(std::get<OmaUriError>(parse_oma_uri("/Vendor/*/%zz//A\\B/")).defect == OmaUriDefect::Backslash);
  CHECK(std::get<OmaUriError>(parse_oma_uri("./Vendor/*/%zz/A/")).defect == OmaUriDefect::TrailingSlash);
  CHECK(std::get<OmaUriError>(parse_oma_uri("./Vendor/*/%zz/A")).defect == OmaUriDefect::BadEscape);
}

TEST_CASE("names of the WMI bridge are only checked for white space and invisible characters") {
  const auto uri = parsed("./cimV2/Win32_Adapter/Win32_Adapter.Path=\"C:\\%x\"/*//");
  CHECK(uri.root == OmaUriRoot::Cimv2);
  CHECK_FALSE(uri.unescaped);
  CHECK(std::holds_alternative<OmaUriError>(parse_oma_uri("./cimV2/Win32_Adapter ")));
}

TEST_CASE("the first byte that wants an escape is noted and is no defect") {
  CHECK(parsed("./Vendor/MSFT/NodeCache/MDM Server/A B").unescaped == 27U);
  CHECK(parsed("./Vendor/MSFT/WiFi/Profile/caf\xC3\xA9").unescaped == 30U);
  CHECK(parsed("./Vendor/MSFT/A#B").unescaped == 15U);
  CHECK_FALSE(parsed("./Vendor/MSFT/NodeCache/MDM%20Server").unescaped);
  CHECK_FALSE(parsed("./Vendor/MSFT/A~B.c-_(1),;=@:+'$&!/{x}/[y]/<z>/\xE2\x80\xA6").unescaped);
}

TEST_CASE("a name between per cent signs is no bad escape") {
  const auto uri = parsed("./Vendor/MSFT/PassportForWork/%tenantid%/Policies");
  CHECK(uri.segments[1].text == "%tenantid%");
  CHECK_FALSE(uri.unescaped);
}

TEST_CASE("escapes of a segment are decoded and bad ones stay") {
  CHECK(decoded_segment("MDM%20SyncML%20Server") == "MDM SyncML Server");
  CHECK(decoded_segment("a%2Fb%2fc") == "a/b/c");
  CHECK(decoded_segment("%7Bx%7D") == "{x}");
  CHECK(decoded_segment("%C3%A9") == "\xC3\xA9");
  CHECK(decoded_segment("100%") == "100%");
  CHECK(decoded_segment("%zz%2") == "%zz%2");
  CHECK(decoded_segment("").empty());
}

TEST_CASE("one setting has one canonical OMA-URI, however it is spelled") {
  const auto same = [](std::string_view a, std::string_view b) { return canonical_oma_uri(a) == canonical_oma_uri(b); };
  CHECK(canonical_oma_uri("./Vendor/MSFT/Policy") == "./device/vendor/msft/policy");
  CHECK(same("./Vendor/MSFT/A", "./Device/Vendor/MSFT/a"));
  CHECK(same("./vendor/msft/A B", "./Device/Vendor/MSFT/a%20b"));
  CHECK(same("./Vendor/MSFT/%7BA%7D", "./Vendor/MSFT/{a}"));
  CHECK_FALSE(same("./User/Vendor/MSFT/A", "./Device/Vendor/MSFT/A"));
  CHECK_FALSE(same("./Vendor/MSFT/A%2FB", "./Vendor/MSFT/A/B"));
  CHECK_FALSE(same("./Vendor/MSFT/A%3FB", "./Vendor/MSFT/A?B"));
  CHECK_FALSE(same("./Vendor/MSFT/%2541", "./Vendor/MSFT/%41"));
  CHECK_FALSE(same("./VendorX/MSFT", "./Device/VendorX/MSFT"));
  CHECK(canonical_oma_uri("").empty());
  CHECK(canonical_oma_uri("100%") == "100%");
}

TEST_CASE("what documentation leaves in a segment is found with its bytes") {
  const auto [segment, begin, end] = GENERATE(table<std::string, std::size_t, std::size_t>({
      {"{PackageFamilyName}", 0, 19},
      {"{PackageFamilyName", 0, 18},
      {"{license", 0, 8},
      {"[ProviderID", 0, 11},
      {"[ProviderID]", 0, 12},
      {"&lt;ProviderID&gt;", 0, 18},
      {"&lt", 0, 3},
      {"&LT;x&GT", 0, 8},
      {"<tenantid>", 0, 10},
      {"<tenantid", 0, 9},
      {"%tenantid%", 0, 10},
      {"%DeviceName%", 0, 12},
      {"_AreaName", 0, 9},
      {"_Grouping", 0, 9},
      {"_ALLJOYN_DEVICE_ID_", 0, 19},
      {"\xE2\x80\xA6", 0, 3},
      {"Profile{Name}X", 7, 13},
      {"a%20<b>c", 4, 7},
      {"{dcd219dd-bc68-4b9b-bf0b-4a33a796be35}{x}", 38, 41},
  }));
  CAPTURE(segment);
  const auto found = find_documentation_placeholder(segment);
  REQUIRE(found);
  CHECK(found->begin == begin);
  CHECK(found->end == end);
}

TEST_CASE("real names are no placeholders") {
  const std::string segment =
      GENERATE("ADMX_AppCompat", "VSCode~Policy~Application~extensionsConfigurationTitle", "Node_0001", "E_APN1",
               "%7B1803A630-3C38-4D2B-9B9A-0CB37243539C%7D", "%7bguid%7D", "5NEMDU42-45CC-8CBL-8BPF-D7092646325F",
               "dcd219dd-bc68-4b9b-bf0b-4a33a796be35", "{dcd219dd-bc68-4b9b-bf0b-4a33a796be35}",
               "MDM%20SyncML%20Server", "Internet%20Settings", "%2FDSBService%2FAdapterConfig", "caf%C3%A9%C3%A8",
               "Name;4", "_internal", "_", "", "100%", "App.1!App", "R&D;x", "5 &lz");
  CAPTURE(segment);
  CHECK_FALSE(find_documentation_placeholder(segment));
}

TEST_CASE("every OMA-URI of the corpus parses, but for those that end in a slash") {
  const std::filesystem::path path = std::filesystem::path(PINWRIGHT_SOURCE_DIR) / "../shared/corpus/omauri.tsv";
  std::ifstream file(path);
  if (!file) return;
  std::string line;
  std::size_t checked = 0;
  while (std::getline(file, line)) {
    const auto text = line.substr(0, line.find('\t'));
    if (text.empty() || text.front() != '.') continue;
    CAPTURE(text);
    const auto result = parse_oma_uri(text);
    if (text.back() == '/') {
      REQUIRE(std::holds_alternative<OmaUriError>(result));
      CHECK(std::get<OmaUriError>(result).defect == OmaUriDefect::TrailingSlash);
    } else {
      REQUIRE(std::holds_alternative<OmaUri>(result));
      CHECK(test::printed(std::get<OmaUri>(result)) == text);
      CHECK_FALSE(std::get<OmaUri>(result).unescaped);
    }
    ++checked;
  }
  CHECK(checked > 280);
}

}  // namespace pinwright::grammar
