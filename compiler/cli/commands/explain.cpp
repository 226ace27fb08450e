#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/nearest.hpp"
#include "base/print.hpp"
#include "cli/commands/commands.hpp"
#include "cli/pages.hpp"
#include "cli/report.hpp"
#include "diag/codes.hpp"

namespace pinwright::cli {

namespace {

auto list_codes(driver::Env& env) -> ExitCode {
  for (const auto& code : diag::all_codes())
    base::print(env.out, "{}  {:<8} {:<32} {}\n", code.id, diag::name(code.severity), code.slug, code.title);
  return ExitCode::Success;
}

auto unknown(const std::string& word) -> base::Error {
  std::vector<std::string_view> slugs;
  for (const auto& code : diag::all_codes()) slugs.push_back(code.slug);
  const auto near = base::nearest(word, slugs);
  return {fmt::format("there is no finding `{}`", word),
          near ? fmt::format("did you mean `{}`?", *near) : "`pinwright explain` lists them"};
}

auto run_explain(const Args& args, driver::Env& env) -> ExitCode {
  if (args.positional().empty()) return list_codes(env);
  const auto code = diag::find_code(args.positional().front());
  if (!code) return fail(env, unknown(args.positional().front()), ExitCode::Usage);
  const auto& info = diag::info(*code);
  const auto all = pages();
  const auto page =
      std::find_if(all.begin(), all.end(), [&](const Page& candidate) { return candidate.slug == info.slug; });
  if (page == all.end())
    return fail(env, {fmt::format("the page of `{}` is missing", info.slug), "this is a bug of pinwright"},
                ExitCode::Internal);
  env.out << page->text;
  return ExitCode::Success;
}

}  // namespace

auto explain_command() -> Command {
  return {"explain",
          "[CODE|SLUG]",
          "the page of a finding: why, a failing and a fixed example",
          "Without an argument: the list of all findings.",
          {},
          0,
          1,
          run_explain};
}

}  // namespace pinwright::cli
