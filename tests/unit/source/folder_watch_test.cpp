#include "source/folder_watch.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "source/file_system.hpp"
#include "unit/source/scratch.hpp"

using namespace pinwright::source;

namespace {

using Paths = std::vector<std::string>;

auto watched(const Paths& folders) -> std::unique_ptr<FolderWatch> {
  auto watch = watch_folders(folders);
  REQUIRE(watch.ok());
  return std::move(watch).value();
}

auto changed(FolderWatch& watch) -> Paths {
  const auto result = watch.wait({});
  REQUIRE(result.ok());
  return result.value();
}

}  // namespace

TEST_CASE("a folder watch names what was written, made, renamed and removed, all in one answer") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->make_folders(scratch / "below/deep"));
  REQUIRE(disk->write_new(scratch / "old.yaml", "a"));
  const auto watch = watched({scratch.root()});
  REQUIRE(disk->write_new(scratch / "below/deep/new.yaml", "a"));
  REQUIRE(disk->write_new(scratch / "below/deep/again.yaml", "a"));
  std::filesystem::remove(scratch / "old.yaml");
  std::filesystem::rename(scratch / "below/deep/again.yaml", scratch / "moved.yaml");
  CHECK(changed(*watch) == Paths{scratch / "below/deep/again.yaml", scratch / "below/deep/new.yaml",
                                 scratch / "moved.yaml", scratch / "old.yaml"});
}

TEST_CASE("a folder watch follows folders that are made later") {
  const Scratch scratch;
  const auto disk = make_disk();
  const auto watch = watched({scratch.root()});
  REQUIRE(disk->make_folders(scratch / "policies/windows"));
  CHECK(changed(*watch).front() == scratch / "policies");
  REQUIRE(disk->write_new(scratch / "policies/windows/a.yaml", "a"));
  CHECK(changed(*watch) == Paths{scratch / "policies/windows/a.yaml"});
}

TEST_CASE("a folder watch passes over hidden files and the copies of editors") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->make_folders(scratch / ".git"));
  const auto watch = watched({scratch.root()});
  for (const auto* name : {".git/index", ".a.yaml.swp", "a.yaml~", "a.yaml"}) {
    REQUIRE(disk->write_new(scratch / name, "a"));
  }
  CHECK(changed(*watch) == Paths{scratch / "a.yaml"});
}

TEST_CASE("a folder watch ends when the run is to stop, and when nothing is left to watch") {
  const Scratch scratch;
  REQUIRE(make_disk()->make_folders(scratch / "workspace"));
  const auto watch = watched({scratch / "workspace"});
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = watch->wait(stop.get_token());
  REQUIRE(stopped.ok());
  CHECK(stopped.value().empty());

  REQUIRE(make_disk()->remove_folder(scratch / "workspace"));
  const auto gone = watch->wait({});
  REQUIRE(!gone.ok());
  CHECK(gone.error().message == "cannot watch `" + (scratch / "workspace") + "`: no such folder");
}

TEST_CASE("a folder that is not there cannot be watched") {
  const Scratch scratch;
  const auto watch = watch_folders({scratch / "nowhere"});
  REQUIRE(!watch.ok());
  CHECK(watch.error().message == "cannot watch `" + (scratch / "nowhere") + "`: no such folder");
}
