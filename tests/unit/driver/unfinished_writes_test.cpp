#include "driver/unfinished_writes.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>

#include "driver/journals.hpp"
#include "driver/written_objects.hpp"
#include "plan/apply/poll_delays.hpp"
#include "plan/journal/write.hpp"
#include "source/memory_file_system.hpp"

using namespace pinwright;

TEST_CASE("a POST that was lost is told for as long as its object may still appear") {
  const std::string key = "a key";
  const std::int64_t then = 1780272000;  // 2026-06-01T00:00:00Z
  std::int64_t now = then;
  source::MemoryFileSystem files;
  files.put("/w/pinwright.yaml", "pinwright: 1\nworkspace: test-4f2a91\n");
  std::ostringstream out, err;
  driver::Env env{
      files,
      out,
      err,
      "/w",
      [&](std::string_view name) { return name == "PINWRIGHT_JOURNAL_KEY" ? std::optional(key) : std::nullopt; },
      [&] { return now; },
      [] { return std::uint64_t{0}; }};
  const auto run_of = [&](const std::string& workspace, const std::string& name) {
    const auto journal = plan::make_file_journal(files, "/w/.pinwright/journal/" + name + ".jsonl", workspace, key,
                                                 [&] { return then; });
    REQUIRE(journal
                ->begin({"contoso",
                         "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63",
                         object::Kind::Policy,
                         "a",
                         {},
                         plan::Write::Create,
                         {}})
                .ok());
  };
  const auto lost = [&] { return driver::unfinished_writes(env, *driver::load(env, "/w", 1)).lost_posts.size(); };
  CHECK(lost() == 0);
  run_of("another-4f2a91", "20260601T000000Z-0");
  CHECK(lost() == 0);
  run_of("test-4f2a91", "20260531T230000Z-1");  // an hour after the run began
  CHECK(lost() == 1);
  // What else lies there, and an old journal that is too large, hide nothing.
  files.put("/w/.pinwright/journal/20260601T000000Z-folder.jsonl/a", "");
  files.put("/w/.pinwright/journal/notes.txt", std::string(std::size_t{65} << 20, 'x'));
  CHECK(lost() == 1);
  CHECK(err.str().empty());
  files.put("/w/.pinwright/journal/20200601T000000Z-0.jsonl", std::string(std::size_t{65} << 20, 'x'));
  CHECK(lost() == 1);
  CHECK(lost() == 1);
  const std::string told = "warning: 1 journal in `.pinwright/journal` was not read: ";
  CHECK(err.str().starts_with(told));
  CHECK(err.str().find(told, 1) == std::string::npos);
  now = then + plan::kLostPostTime.count();
  CHECK(lost() == 1);
  now += 1;
  CHECK(lost() == 0);
}

TEST_CASE("journals that threads of a plan cannot read are told once nobody asks any more") {
  source::MemoryFileSystem files;
  files.put("/w/pinwright.yaml", "pinwright: 1\nworkspace: test-4f2a91\n");
  files.put("/w/.pinwright/journal/20200601T000000Z-0.jsonl", std::string(std::size_t{65} << 20, 'x'));
  std::ostringstream out, err;
  driver::Env env{files,
                  out,
                  err,
                  "/w",
                  [](std::string_view) { return std::optional<std::string>("a key"); },
                  [] { return std::int64_t{0}; },
                  [] { return std::uint64_t{0}; }};
  const auto loaded = driver::load(env, "/w", 1);
  const auto awaited = driver::awaited_descriptions(env, *loaded);
  const auto written = driver::written_objects(env, *loaded);
  CHECK(awaited.unread().ok());
  CHECK(written.unread().ok());
  CHECK_FALSE(awaited.has("a"));
  CHECK_FALSE(written.has("a"));
  CHECK(err.str().empty());
  driver::tell_unread(env, written.unread());
  driver::tell_unread(env, awaited.unread());
  CHECK(err.str().starts_with("warning: 1 journal in `.pinwright/journal` was not read: "));
  CHECK(err.str().find("warning", 1) == std::string::npos);
}
