#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "source/disk_write.hpp"
#include "source/file_system.hpp"
#include "unit/source/scratch.hpp"

using namespace pinwright::source;
using Catch::EndsWith;

namespace {

auto write(FileSystem& disk, const std::string& folder, const std::string& name, std::string_view bytes) -> void {
  REQUIRE(disk.make_folders(folder));
  REQUIRE(disk.write_new(folder + "/" + name, bytes));
}

/// Root may remove everything: for a while the process is somebody else, who owns what is below `root`.
class NotRoot {
 public:
  explicit NotRoot(const std::string& root) : was_root_(::geteuid() == 0) {
    if (!was_root_) return;
    constexpr uid_t kNobody = 65534;
    REQUIRE(::chown(root.c_str(), kNobody, kNobody) == 0);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      REQUIRE(::chown(entry.path().c_str(), kNobody, kNobody) == 0);
    }
    REQUIRE(::seteuid(kNobody) == 0);
  }
  NotRoot(const NotRoot&) = delete;
  auto operator=(const NotRoot&) -> NotRoot& = delete;
  ~NotRoot() {
    if (was_root_) static_cast<void>(::seteuid(0));
  }

 private:
  bool was_root_;
};

}  // namespace

TEST_CASE("folders are made with all that lead to them, and again without complaint") {
  const Scratch scratch;
  const auto disk = make_disk();
  CHECK(disk->make_folders(scratch / "a/b//c/"));
  CHECK(disk->make_folders(scratch / "a/b/c"));
  CHECK(disk->kind(scratch / "a/b/c") == FileKind::Folder);
}

TEST_CASE("a file in the way of a folder is an error") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->write_new(scratch / "a", ""));
  CHECK_THAT(disk->make_folders(scratch / "a").error().message, EndsWith("it exists already"));
  CHECK_THAT(disk->make_folders(scratch / "a/b").error().message, EndsWith("a part of the path is not a folder"));
}

TEST_CASE("a swap puts the fresh folder in place and removes the old one") {
  const Scratch scratch;
  const auto disk = make_disk();
  write(*disk, scratch / "out/contoso", "old.json", "old");
  write(*disk, scratch / "fresh/contoso", "new.json", "new");
  REQUIRE(disk->swap_folder(scratch / "fresh", scratch / "out/"));
  CHECK(disk->read(scratch / "out/contoso/new.json", 9).value() == "new");
  CHECK(disk->kind(scratch / "out/contoso/old.json") == FileKind::Missing);
  CHECK(scratch.entries() == 1);
}

TEST_CASE("a swap has succeeded although the old folder cannot be removed") {
  const Scratch scratch;
  const auto disk = make_disk();
  write(*disk, scratch / "out/kept", "a", "old");
  write(*disk, scratch / "fresh", "a", "new");
  std::filesystem::permissions(scratch / "out/kept", std::filesystem::perms::owner_read);
  const NotRoot not_root(scratch.root());
  REQUIRE(disk->swap_folder(scratch / "fresh", scratch / "out"));
  CHECK(disk->read(scratch / "out/a", 9).value() == "new");
  std::filesystem::permissions(scratch / "fresh/kept", std::filesystem::perms::owner_all);
}

TEST_CASE("a swap with a missing target is a rename") {
  const Scratch scratch;
  const auto disk = make_disk();
  write(*disk, scratch / "fresh", "a", "new");
  REQUIRE(disk->swap_folder(scratch / "fresh", scratch / "out"));
  CHECK(disk->read(scratch / "out/a", 9).value() == "new");
  CHECK(scratch.entries() == 1);
}

TEST_CASE("a swap with a link changes the folder behind the link") {
  const Scratch scratch;
  const auto disk = make_disk();
  write(*disk, scratch / "real", "a", "old");
  write(*disk, scratch / "fresh", "a", "new");
  std::filesystem::create_symlink("real", scratch / "out");
  REQUIRE(disk->swap_folder(scratch / "fresh", scratch / "out"));
  CHECK(std::filesystem::is_symlink(scratch / "out"));
  CHECK(disk->read(scratch / "real/a", 9).value() == "new");
}

TEST_CASE("a swap refuses files and what is missing, and touches nothing then") {
  const Scratch scratch;
  const auto disk = make_disk();
  write(*disk, scratch / "fresh", "a", "new");
  REQUIRE(disk->write_new(scratch / "file", "old"));
  CHECK_THAT(disk->swap_folder(scratch / "fresh", scratch / "file").error().message, EndsWith("it is not a folder"));
  CHECK_THAT(disk->swap_folder(scratch / "file", scratch / "out").error().message, EndsWith("it is not a folder"));
  CHECK_FALSE(disk->swap_folder(scratch / "no", scratch / "out"));
  CHECK_FALSE(disk->swap_folder(scratch / "fresh", scratch / "no/out"));
  CHECK(disk->read(scratch / "file", 9).value() == "old");
  CHECK(disk->read(scratch / "fresh/a", 9).value() == "new");
}

TEST_CASE("two renames exchange folders where the file system cannot") {
  const Scratch scratch;
  const auto disk = make_disk();
  write(*disk, scratch / "out", "a", "old");
  write(*disk, scratch / "fresh", "a", "new");
  REQUIRE(exchange_in_steps(scratch / "fresh", scratch / "out") == 0);
  CHECK(disk->read(scratch / "out/a", 9).value() == "new");
  CHECK(disk->read(scratch / "fresh/a", 9).value() == "old");
  CHECK(scratch.entries() == 2);
}

TEST_CASE("an exchange by renames that fails half-way puts the old folder back") {
  const Scratch scratch;
  const auto disk = make_disk();
  write(*disk, scratch / "out", "a", "old");
  CHECK(exchange_in_steps(scratch / "no", scratch / "out") != 0);
  CHECK(disk->read(scratch / "out/a", 9).value() == "old");
  CHECK(scratch.entries() == 1);
}

TEST_CASE("removing a folder takes links with it and not what they lead to") {
  const Scratch scratch;
  const auto disk = make_disk();
  write(*disk, scratch / "kept", "a", "kept");
  REQUIRE(disk->make_folders(scratch / "gone/deep"));
  std::filesystem::create_directory_symlink(scratch / "kept", scratch / "gone/deep/link");
  CHECK(disk->remove_folder(scratch / "gone"));
  CHECK(disk->kind(scratch / "gone") == FileKind::Missing);
  CHECK(disk->read(scratch / "kept/a", 9).value() == "kept");
}

TEST_CASE("removing a missing folder is success and removing a file is not") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->write_new(scratch / "file", ""));
  CHECK(disk->remove_folder(scratch / "no"));
  CHECK_THAT(disk->remove_folder(scratch / "file").error().message, EndsWith("it is not a folder"));
  CHECK(disk->kind(scratch / "file") == FileKind::Regular);
}
