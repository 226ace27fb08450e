#include "source/disk_write.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "source/file_system.hpp"
#include "unit/source/scratch.hpp"

using namespace pinwright::source;
using Catch::EndsWith;

namespace {

auto mode_of(const std::string& path) -> unsigned {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}

/// While it lives, no file of this process grows beyond `bytes`: a disk that fills up in the middle of a file.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  FullDisk(const FullDisk&) = delete;
  auto operator=(const FullDisk&) -> FullDisk& = delete;
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

}  // namespace

TEST_CASE("a new file is not written over an old one") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->write_new(scratch / "a", "old"));
  CHECK_THAT(disk->write_new(scratch / "a", "new").error().message, EndsWith("it exists already"));
  CHECK(disk->read(scratch / "a", 9).value() == "old");
}

TEST_CASE("a new file in a missing folder is an error") {
  const Scratch scratch;
  CHECK_THAT(make_disk()->write_new(scratch / "no/a", "").error().message,
             EndsWith("there is no folder `" + scratch / "no" + "`"));
}

TEST_CASE("a file that does not fit on the disk is not left behind in part") {
  const Scratch scratch;
  const auto disk = make_disk();
  const FullDisk full(1000);
  CHECK_FALSE(disk->write_new(scratch / "a", std::string(5000, 'x')));
  CHECK(scratch.entries() == 0);
}

TEST_CASE("replacing makes the file, then changes it, and leaves nothing beside it") {
  const Scratch scratch;
  const auto disk = make_disk();
  CHECK(disk->replace(scratch / "a", "one"));
  CHECK(disk->replace(scratch / "a", "two"));
  CHECK(disk->read(scratch / "a", 9).value() == "two");
  CHECK(scratch.entries() == 1);
}

TEST_CASE("replacing on a full disk keeps the old bytes and leaves nothing beside them") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->replace(scratch / "a", "old"));
  const FullDisk full(1000);
  CHECK_FALSE(disk->replace(scratch / "a", std::string(5000, 'x')));
  CHECK(disk->read(scratch / "a", 9).value() == "old");
  CHECK(scratch.entries() == 1);
}

TEST_CASE("replacing keeps the mode of the file") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->replace(scratch / "a", "one"));
  REQUIRE(::chmod((scratch / "a").c_str(), 0640) == 0);
  REQUIRE(disk->replace(scratch / "a", "two"));
  CHECK(mode_of(scratch / "a") == 0640);
}

TEST_CASE("replacing through a link changes what the link leads to") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->make_folders(scratch / "real"));
  REQUIRE(disk->write_new(scratch / "real/a", "one"));
  std::filesystem::create_symlink("real/a", scratch / "link");
  REQUIRE(disk->replace(scratch / "link", "two"));
  CHECK(std::filesystem::is_symlink(scratch / "link"));
  CHECK(disk->read(scratch / "real/a", 9).value() == "two");
}

TEST_CASE("a folder or a device is never replaced by a file") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->make_folders(scratch / "folder"));
  CHECK_THAT(disk->replace(scratch / "folder", "").error().message, EndsWith("it is a folder"));
  CHECK_THAT(disk->replace("/dev/null", "").error().message, EndsWith("it is not a regular file"));
}

TEST_CASE("a name left by an earlier run is stepped over") {
  const Scratch scratch;
  const auto disk = make_disk();
  const auto name = temporary_beside(scratch / "a");
  CHECK(parent_of(name) == scratch.root());
  CHECK(temporary_beside(scratch / "a") != name);
  CHECK(disk->replace(scratch / "a", "bytes"));
}

TEST_CASE("a plain append adds to a file and makes none") {
  const Scratch scratch;
  const auto disk = make_disk();
  CHECK_THAT(disk->append(scratch / "a", "x").error().message, EndsWith("no such file"));
  REQUIRE(disk->write_new(scratch / "a", "one"));
  CHECK(disk->append(scratch / "a", "two"));
  CHECK(disk->read(scratch / "a", 9).value() == "onetwo");
}

TEST_CASE("a durable append makes a private file and adds to it") {
  const Scratch scratch;
  const auto disk = make_disk();
  CHECK(disk->append_durably(scratch / "journal", "one\n"));
  CHECK(disk->append_durably(scratch / "journal", "two\n"));
  CHECK(disk->read(scratch / "journal", 99).value() == "one\ntwo\n");
  CHECK(mode_of(scratch / "journal") == 0600);
}

TEST_CASE("a durable append makes a file private that others could read") {
  const Scratch scratch;
  const auto disk = make_disk();
  CHECK(disk->write_new(scratch / "trace", "old\n"));
  std::filesystem::permissions(scratch / "trace", std::filesystem::perms{0644});
  CHECK(disk->append_durably(scratch / "trace", "new\n"));
  CHECK(mode_of(scratch / "trace") == 0600);
}

TEST_CASE("a private replacement is for its owner alone, also where others could read the old file") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->write_new(scratch / "a", "old"));
  CHECK(disk->replace_privately(scratch / "a", "new"));
  CHECK(disk->replace_privately(scratch / "b", "new"));
  CHECK(disk->read(scratch / "a", 9).value() == "new");
  CHECK(mode_of(scratch / "a") == 0600);
  CHECK(mode_of(scratch / "b") == 0600);
}

TEST_CASE("a private file is made once, and never in the place of anything") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->make_private(scratch / "key", "one"));
  CHECK(mode_of(scratch / "key") == 0600);
  CHECK(disk->read_private(scratch / "key", 9).value() == "one");
  CHECK_THAT(disk->make_private(scratch / "key", "two").error().message, EndsWith("it exists already"));
  CHECK(disk->read_private(scratch / "key", 9).value() == "one");
  CHECK_FALSE(disk->read_private(scratch / "key", 2));
  REQUIRE(::symlink("nowhere", (scratch / "link").c_str()) == 0);
  CHECK_FALSE(disk->make_private(scratch / "link", "x"));
  CHECK(disk->kind(scratch / "nowhere") == FileKind::Missing);
  // Nothing is left of what it was written to at first.
  CHECK(disk->list(scratch / ".").value().size() == 2);
}

TEST_CASE("the folders that a private file needs are their owner's alone, whatever the umask lets through") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->make_folders(scratch / "there"));
  const auto before = mode_of(scratch / "there");
  const auto usual = ::umask(0);
  const auto made = disk->make_private(scratch / "there/new/deep/key", "one");
  ::umask(usual);
  REQUIRE(made);
  CHECK(mode_of(scratch / "there") == before);
  CHECK(mode_of(scratch / "there/new") == 0700);
  CHECK(mode_of(scratch / "there/new/deep") == 0700);
  CHECK(mode_of(scratch / "there/new/deep/key") == 0600);
  CHECK_FALSE(disk->make_private(scratch / "there/new/deep/key/below", "x"));
}

TEST_CASE("a private file is read only when it is one") {
  const Scratch scratch;
  const auto disk = make_disk();
  REQUIRE(disk->make_private(scratch / "key", "one"));
  REQUIRE(::symlink("key", (scratch / "link").c_str()) == 0);
  CHECK_FALSE(disk->read_private(scratch / "link", 9));
  for (const mode_t mode : {0640U, 0604U, 0620U, 0602U}) {
    REQUIRE(::chmod((scratch / "key").c_str(), mode) == 0);
    CHECK_THAT(disk->read_private(scratch / "key", 9).error().message,
               EndsWith("others than its owner have rights to it"));
  }
  CHECK_FALSE(disk->read_private(scratch / ".", 9));
}

TEST_CASE("a full disk is reported in words and with help") {
  const auto status = make_disk()->append_durably("/dev/full", "x");
  CHECK(status.error().message == "cannot append to `/dev/full`: no space left on device");
  CHECK_FALSE(status.error().help.empty());
}

TEST_CASE("the parent of a path is the folder that holds it") {
  CHECK(parent_of("a") == ".");
  CHECK(parent_of("/a") == "/");
  CHECK(parent_of("x/y/a") == "x/y");
}
