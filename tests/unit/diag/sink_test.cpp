#include "diag/sink.hpp"

#include <catch2/catch.hpp>

using namespace pinwright::diag;
using pinwright::source::FileId;
using pinwright::source::Span;
using Names = std::vector<std::string>;

namespace {

auto finding(Code code, Span span, Names tenants = {}, std::string path = {}) -> Diagnostic {
  auto out = make(code, span, "message");
  out.tenants = std::move(tenants);
  out.path = std::move(path);
  return out;
}

constexpr Span kHere{FileId{1}, 10, 12};
constexpr Span kThere{FileId{0}, 20, 22};

}  // namespace

TEST_CASE("a finding has the usual severity of its code") {
  CHECK(make(Code::UnknownNode, {}, "m").severity == Severity::Error);
  CHECK(make(Code::DeprecatedNode, {}, "m").severity == Severity::Warning);
}

TEST_CASE("findings of one code and span are one finding with all tenants") {
  Sink sink;
  sink.add(finding(Code::UnknownNode, kHere, {"b"}));
  sink.add(finding(Code::UnknownNode, kHere, {"a"}));
  sink.add(finding(Code::UnknownNode, kHere, {"a"}));
  sink.sort();
  REQUIRE(sink.diagnostics().size() == 1);
  CHECK(sink.diagnostics()[0].tenants == Names{"a", "b"});
}

TEST_CASE("another code or span is another finding") {
  Sink sink;
  sink.add(finding(Code::UnknownNode, kHere));
  sink.add(finding(Code::UnknownCsp, kHere));
  sink.add(finding(Code::UnknownNode, kThere));
  CHECK(sink.diagnostics().size() == 3);
}

TEST_CASE("one cause that two policies reach is one finding, under the first one's path") {
  Sink sink;
  sink.add(finding(Code::UnknownNode, kHere, {}, "policies.a"));
  sink.add(finding(Code::UnknownNode, kHere, {}, "policies.b"));
  REQUIRE(sink.diagnostics().size() == 1);
  CHECK(sink.diagnostics()[0].path == "policies.a");
}

TEST_CASE("without a span, another path is another finding") {
  Sink sink;
  sink.add(finding(Code::UnknownNode, {}, {}, "policies.a"));
  sink.add(finding(Code::UnknownNode, {}, {}, "policies.b"));
  CHECK(sink.diagnostics().size() == 2);
}

TEST_CASE("a finding that depends on no tenant holds for all of them") {
  Sink sink;
  sink.add(finding(Code::UnknownNode, kHere, {"a"}));
  sink.add(finding(Code::UnknownNode, kHere));
  sink.add(finding(Code::UnknownNode, kHere, {"b"}));
  CHECK(sink.diagnostics()[0].tenants.empty());
}

TEST_CASE("a softer finding does not hide an error of the same place") {
  auto soft = finding(Code::ConflictingSetting, kHere, {"a"});
  soft.severity = Severity::Warning;
  Sink sink;
  sink.add(soft);
  sink.add(finding(Code::ConflictingSetting, kHere, {"b"}));
  sink.sort();
  REQUIRE(sink.diagnostics().size() == 1);
  CHECK(sink.diagnostics()[0].severity == Severity::Error);
  CHECK(sink.diagnostics()[0].tenants == Names{"a", "b"});
}

TEST_CASE("sorting is by file, offset and code, and what has no place comes last") {
  Sink sink;
  sink.add(finding(Code::TenantMismatch, {}));
  sink.add(finding(Code::UnknownCsp, kHere));
  sink.add(finding(Code::UnknownNode, kHere));
  sink.add(finding(Code::DeprecatedNode, kThere));
  sink.sort();
  std::vector<Code> order;
  for (const auto& diagnostic : sink.diagnostics()) order.push_back(diagnostic.code);
  CHECK(order == std::vector{Code::DeprecatedNode, Code::UnknownNode, Code::UnknownCsp, Code::TenantMismatch});
}

TEST_CASE("findings are still merged after sorting and after others were erased") {
  Sink sink;
  sink.add(finding(Code::UnknownNode, kHere, {"a"}));
  sink.add(finding(Code::UnknownNode, kThere, {"a"}));
  sink.sort();
  sink.add(finding(Code::UnknownNode, kHere, {"b"}));
  CHECK(sink.diagnostics().size() == 2);
  sink.diagnostics().clear();
  sink.add(finding(Code::UnknownNode, kHere, {"c"}));
  CHECK(sink.diagnostics().size() == 1);
}

TEST_CASE("merging joins two sinks and empties the second") {
  Sink first;
  Sink second;
  first.add(finding(Code::UnknownNode, kHere, {"a"}));
  second.add(finding(Code::UnknownNode, kHere, {"b"}));
  second.add(finding(Code::UnknownNode, kThere));
  first.merge(std::move(second));
  CHECK(first.diagnostics().size() == 2);
  CHECK(second.empty());
}

TEST_CASE("a waived error is no error") {
  Sink sink;
  CHECK_FALSE(sink.has_errors());
  sink.add(finding(Code::DeprecatedNode, kHere));
  CHECK_FALSE(sink.has_errors());
  sink.add(finding(Code::UnknownNode, kHere));
  CHECK(sink.has_errors());
  for (auto& diagnostic : sink.diagnostics()) diagnostic.waived = true;
  CHECK_FALSE(sink.has_errors());
}

TEST_CASE("two findings of one code and place that say different things are two") {
  for (const auto span : {kHere, Span{}}) {
    Sink sink;
    sink.add(finding(Code::UnknownNode, span, {"a"}));
    auto other = finding(Code::UnknownNode, span, {"b"});
    other.message = "another message";
    sink.add(other);
    sink.add(other);
    CHECK(sink.diagnostics().size() == 2);
  }
}

TEST_CASE("of one code so many findings are kept, and one more says that the rest is left out") {
  Sink sink;
  const auto at = [](std::size_t i) { return Span{FileId{1}, static_cast<std::uint32_t>(i), 100'000}; };
  for (std::size_t i = 0; i < Sink::kMostOfACode; ++i) sink.add(finding(Code::DeprecatedNode, at(i)));
  CHECK_FALSE(sink.is_full(Code::DeprecatedNode));
  sink.add(finding(Code::UnknownNode, kHere));
  sink.report_left_out();
  CHECK(sink.diagnostics().size() == Sink::kMostOfACode + 1);

  sink.add(finding(Code::DeprecatedNode, at(7), {"a"}));  // in a known place
  sink.add(finding(Code::DeprecatedNode, at(90'000)));
  CHECK(sink.is_full(Code::DeprecatedNode));
  CHECK_FALSE(sink.is_full(Code::UnknownNode));
  sink.add(finding(Code::DeprecatedNode, at(90'001)));
  Sink all;
  all.merge(std::move(sink));
  all.report_left_out();
  REQUIRE(all.diagnostics().size() == Sink::kMostOfACode + 2);
  const auto& last = all.diagnostics().back();
  CHECK(last.code == Code::LimitExceeded);
  CHECK(last.severity == Severity::Warning);
  CHECK(last.span == at(90'000));
}

TEST_CASE("an error that is left out is an error still") {
  Sink sink;
  for (std::size_t i = 0; i <= Sink::kMostOfACode; ++i) {
    auto one = finding(Code::UnknownNode, Span{FileId{1}, static_cast<std::uint32_t>(i), 100'000});
    one.waived = i < Sink::kMostOfACode;
    sink.add(std::move(one));
  }
  CHECK_FALSE(sink.has_errors());
  sink.report_left_out();
  CHECK(sink.has_errors());
}
