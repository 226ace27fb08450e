#include "diag/codes.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace pinwright::diag;

TEST_CASE("a code leads to its row and back by id and slug") {
  for (const auto& row : all_codes()) {
    CHECK(&info(row.code) == &row);
    CHECK(find_code(row.id) == row.code);
    CHECK(find_code(row.slug) == row.code);
  }
}

TEST_CASE("ids, slugs and titles are well-formed and unique") {
  std::set<std::string_view> seen;
  for (const auto& row : all_codes()) {
    CAPTURE(row.id, row.slug);
    CHECK(row.id.size() == 6);
    CHECK(row.id.starts_with("PW"));
    CHECK(row.slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos);
    CHECK_FALSE(row.title.ends_with('.'));
    CHECK(seen.insert(row.id).second);
    CHECK(seen.insert(row.slug).second);
  }
}

TEST_CASE("an id is found in any letter case, and what is no code is not") {
  CHECK(find_code("pw0501") == Code::UnknownNode);
  CHECK(find_code("unknown-node") == Code::UnknownNode);
  CHECK_FALSE(find_code("PW9999"));
  CHECK_FALSE(find_code(""));
}

TEST_CASE("YAML, shape, waiver and live findings cannot be waived") {
  for (const auto code : {Code::YamlSyntax, Code::UnknownKey, Code::WaiverUnused, Code::GroupNotFound}) {
    CHECK_FALSE(can_be_waived(code));
  }
  for (const auto code : {Code::TenantIdNotGuid, Code::DeprecatedNode, Code::AssignmentNone})
    CHECK(can_be_waived(code));
}

TEST_CASE("severities have the names that users write") {
  CHECK(name(Severity::Error) == "error");
  CHECK(name(Severity::Warning) == "warning");
  CHECK(name(Severity::Note) == "note");
}
