#include "cli/args.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <sstream>
#include <string>

#include "cli/command.hpp"
#include "cli/help.hpp"
#include "cli/shells.hpp"

using namespace pinwright;
using cli::Option;

namespace {

auto command(std::string_view name) -> const cli::Command& {
  const auto all = cli::commands();
  return *std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
}

auto completion(std::string_view shell) -> std::string {
  std::ostringstream out;
  REQUIRE(cli::print_completion(out, shell).ok());
  return out.str();
}

}  // namespace

TEST_CASE("arguments are no option, under whatever name") {
  const auto& init = command("init");
  for (const auto* typed : {"--positional", "--positional=x", "--positionalx"}) {
    const auto args = cli::parse_args(init, {typed, "x"});
    INFO(typed);
    REQUIRE_FALSE(args.ok());
    CHECK(args.error().message.find("`init` has no option") != std::string::npos);
  }
  const auto behind = cli::parse_args(init, {"--", "--positional"});
  REQUIRE(behind.ok());
  CHECK(behind.value().path() == "--positional");
  CHECK(cli::parse_args(init, {}).value().path() == ".");
}

TEST_CASE("what begins with a dash is an option, or a mistake, unless it stands behind --") {
  const auto& validate = command("validate");
  for (const auto* typed : {"--9", "-.", "--out.put=x", "-a/b", "---", "--=x", "--\xc3\xa9"}) {
    const auto args = cli::parse_args(validate, {"a", typed});
    INFO(typed);
    REQUIRE_FALSE(args.ok());
    CHECK(args.error().message.starts_with("`validate` has no option `"));
    const auto behind = cli::parse_args(validate, {"--", typed});
    REQUIRE(behind.ok());
    CHECK(behind.value().path() == typed);
    const auto as_value = cli::parse_args(validate, {"--jobs", typed, "--", "x"});
    REQUIRE(as_value.ok());
    CHECK(as_value.value().get("jobs") == typed);
  }
  CHECK(cli::parse_args(validate, {"-"}).value().path() == "-");
}

TEST_CASE("an argument is as long as it likes, of one line or more") {
  for (const auto& text : {std::string(1U << 20U, 'a'), std::string("a\nb")}) {
    CHECK(cli::parse_args(command("validate"), {"--jobs=" + text}).value().get("jobs") == text);
    CHECK(cli::parse_args(command("validate"), {text}).value().path() == text);
    CHECK_FALSE(cli::parse_args(command("validate"), {"--" + text}).ok());
    CHECK_FALSE(cli::parse_args(command("validate"), {"-" + text}).ok());
  }
}

TEST_CASE("a value that is none of an option's words is refused") {
  const auto& apply = command("apply");
  CHECK(cli::parse_args(apply, {}).value().word("on-error").value() == "stop");
  CHECK(cli::parse_args(apply, {"--on-error", "continue"}).value().word("on-error").value() == "continue");
  const auto wrong = cli::parse_args(apply, {"--on-error", "halt"}).value().word("on-error");
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().message == "`--on-error halt` is not known");
  CHECK(wrong.error().help == "known: stop, continue");
}

TEST_CASE("a format that stands as an option is one that the command has") {
  CHECK(cli::parse_args(command("validate"), {"--sarif"}).error().help == "did you mean `--output sarif`?");
  CHECK(cli::parse_args(command("plan"), {"--sarif"}).error().help != "did you mean `--output sarif`?");
}

TEST_CASE("help lists the words of an option") {
  static constexpr std::array<std::string_view, 5> kWords{"a", "b", "c", "d", "e"};
  const auto help = [](std::size_t words) {
    return cli::help_of({"o", "X", "{}: what", false, {}, cli::Words(kWords).first(words)});
  };
  CHECK(help(1) == "a: what");
  CHECK(help(2) == "a or b: what");
  CHECK(help(3) == "a, b or c: what");
  CHECK(help(5) == "a, b, c, d, or e: what");
  for (const auto& one : cli::commands()) {
    for (const auto& option : one.options) CHECK(cli::help_of(option).find("{}") == std::string::npos);
    for (const auto word : one.words) CHECK(one.usage.find(word) != std::string_view::npos);
  }
}

TEST_CASE("a default is the number that it stands for") {
  CHECK(cli::NumberText<0>::view() == "0");
  CHECK(cli::NumberText<60'000>::view() == "60000");
  CHECK(cli::NumberText<24, 'h'>::view() == "24h");
}

TEST_CASE("completion offers the words of options and commands, and no value where none is needed") {
  const auto bash = completion("bash");
  CHECK(bash.find("plan:--output) mapfile -t COMPREPLY < <(compgen -W 'text json github azure markdown html auto'") !=
        std::string::npos);
  CHECK(bash.find("sandbox:--profile) mapfile -t COMPREPLY < <(compgen -W 'strict-service'") != std::string::npos);
  CHECK(bash.find("words='list show search diff import'") != std::string::npos);
  CHECK(bash.find("words='serve'") != std::string::npos);
  const auto zsh = completion("zsh");
  CHECK(zsh.find("'*--rewrite-secrets=-[") != std::string::npos);
  CHECK(zsh.find("::KEY: '") != std::string::npos);
  const auto fish = completion("fish");
  CHECK(fish.find("-l rewrite-secrets -d") != std::string::npos);
  CHECK(fish.find("__fish_seen_subcommand_from csp' -a diff\n") != std::string::npos);
}
