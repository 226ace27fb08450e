#include "cli/views/table.hpp"

#include <catch2/catch.hpp>
#include <sstream>

using namespace pinwright;
using cli::views::Table;

namespace {

auto drawn(std::size_t columns) -> std::string {
  Table table({{"tenant"}, {"create", Table::Align::Right}, {"devices"}, {"problems"}});
  table.add({"contoso", "12", "up to 1,204 (3 groups, one of them of an unknown size)", "1 error, 2 warnings"});
  table.add({"fabrikam-production-emea", "-", "-", "cannot be used"});
  std::ostringstream out;
  table.draw(out, diag::Paint(false), columns);
  return out.str();
}

}  // namespace

TEST_CASE("a table that has room has a line for each row") {
  CHECK(drawn(0) ==
        "  tenant                    create  devices                                                 problems\n"
        "  contoso                       12  up to 1,204 (3 groups, one of them of an unknown size)  1 error, 2 "
        "warnings\n"
        "  fabrikam-production-emea       -  -                                                       cannot be used\n");
  CHECK(drawn(200) == drawn(0));
  CHECK(drawn(120) == drawn(0));
}

TEST_CASE("in 80 columns the widest texts go over several lines, between words") {
  CHECK(drawn(80) ==
        "  tenant                    create  devices                  problems\n"
        "  contoso                       12  up to 1,204 (3 groups,   1 error, 2 warnings\n"
        "                                    one of them of an\n"
        "                                    unknown size)\n"
        "  fabrikam-production-emea       -  -                        cannot be used\n");
}

TEST_CASE("a table never cuts a word, however narrow the terminal is") {
  const auto text = drawn(20);
  CHECK(text == drawn(1));
  CHECK_THAT(text, Catch::Contains("fabrikam-production-emea"));
  CHECK_THAT(text, Catch::Contains("warnings"));
}
