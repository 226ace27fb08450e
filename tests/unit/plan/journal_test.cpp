#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "object/canonical.hpp"
#include "plan/journal/live_records.hpp"
#include "plan/marker.hpp"
#include "source/file_system.hpp"
#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using object::Kind;
using plan::read_journal;

namespace {

auto all_types() -> object::Policy {
  using object::DataType;
  auto number = boolean("Number", true);
  number.type = DataType::Integer;
  number.value = std::int32_t{-7};
  auto real = boolean("Real", true);
  real.type = DataType::FloatingPoint;
  real.value = 0.1F;
  auto xml = text("Xml", "<a>\xff</a>");  // what no JSON text can hold
  xml.type = DataType::StringXml;
  xml.file_name = "a.xml";
  auto bytes = text("Bytes", "AAEC");
  bytes.type = DataType::Base64;
  auto moment = text("Moment", "2026-03-01T07:30:00Z");
  moment.type = DataType::DateTime;
  auto result = policy("All types", {boolean("Flag", true), number, real, xml, bytes, moment, text("Text", "a\nb")});
  result.description = "text\n[pinwright:1 w/k t=00000000 s=- a=- o=-]";
  result.scope_tags = std::vector<object::Reference>{{{}, {}, "0"}, {{}, {}, "3"}};
  return result;
}

auto live_of(object::Object object) -> object::Live {
  object::Live live;
  live.id = "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5";
  live.object = std::move(object);
  live.created = "2026-06-01T00:00:00Z";
  live.last_modified = "2026-06-02T00:00:00Z";
  live.version = 3;
  return live;
}

auto round_trip(const object::Live& live) -> object::Live {
  auto json = nlohmann::json::parse(plan::live_to_json(live).dump());
  auto read = plan::live_from_json(object::kind_of(live.object), std::move(json));
  INFO((read.ok() ? "" : read.error().message));
  REQUIRE(read.ok());
  return std::move(read).value();
}

auto intent(const std::string& key) -> plan::Intent {
  plan::Intent intent;
  intent.tenant = "contoso";
  intent.tenant_id = kTenantId;
  intent.key = key;
  intent.id = "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5";
  intent.write = plan::Write::Update;
  intent.before = live_of(policy("A", {boolean("A", true)}));
  return intent;
}

auto outcome(std::uint64_t number) -> plan::Entry {
  plan::Entry entry;
  entry.number = number;
  entry.is_intent = false;
  entry.outcome = "done";
  entry.id = "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5";
  entry.live_hash = "00ff";
  entry.state_hash = "11ee";
  return entry;
}

/// Two objects, each with intent and outcome.
auto written() -> std::string {
  source::MemoryFileSystem files;
  const auto journal = plan::make_file_journal(files, kJournalPath, kWorkspace);
  for (const auto* const key : {"a", "b"}) {
    const auto number = journal->begin(intent(key));
    REQUIRE(number.ok());
    REQUIRE(journal->end(number.value(), outcome(number.value())).ok());
  }
  return files.files().at(kJournalPath);
}

}  // namespace

TEST_CASE("what is written to a journal is read back") {
  const auto read = read_journal(written());
  REQUIRE(read.ok());
  CHECK(read.value().workspace == kWorkspace);
  REQUIRE(read.value().entries.size() == 4);
  const auto& first = read.value().entries.at(0);
  CHECK(first.number == 1);
  CHECK(first.is_intent);
  CHECK(first.intent.tenant == "contoso");
  CHECK(first.intent.tenant_id == kTenantId);
  CHECK(first.intent.key == "a");
  CHECK(first.intent.write == plan::Write::Update);
  CHECK(first.intent.id == "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5");
  REQUIRE(first.intent.before);
  CHECK(object::live_hash(*first.intent.before) == object::live_hash(*intent("a").before));
  const auto& last = read.value().entries.at(3);
  CHECK(last.number == 2);
  CHECK_FALSE(last.is_intent);
  CHECK(last.outcome == "done");
  CHECK(last.live_hash == "00ff");
  CHECK(last.state_hash == "11ee");
}

TEST_CASE("a journal that is cut anywhere in its last line reads as far as the line before") {
  const auto whole = written();
  const auto last_line = whole.rfind('\n', whole.size() - 2) + 1;
  for (auto size = last_line; size < whole.size(); ++size) {
    INFO("cut at " << size);
    const auto read = read_journal(std::string_view(whole).substr(0, size));
    REQUIRE(read.ok());
    CHECK(read.value().entries.size() == 3);
  }
}

TEST_CASE("a journal that is cut anywhere reads, or is said to have no whole line") {
  const auto whole = written();
  const auto head = whole.find('\n') + 1;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    INFO("cut at " << size);
    CHECK(read_journal(std::string_view(whole).substr(0, size)).ok() == (size >= head));
  }
}

TEST_CASE("what is no journal is refused") {
  const auto whole = written();
  const auto head = whole.substr(0, whole.find('\n') + 1);
  for (const std::string& bytes :
       {std::string("{}\n"), std::string("[]\n"), std::string("pinwright: 1\n"), std::string("\n"),
        std::string("{\"pinwright\":\"plan\",\"formatVersion\":\"1.0\",\"workspace\":\"w\"}\n"),
        std::string("{\"pinwright\":\"journal\",\"formatVersion\":\"2.0\",\"workspace\":\"w\"}\n"),
        std::string("{\"pinwright\":\"journal\",\"formatVersion\":\"1.0\"}\n"), head + "garbage\n",
        head + "{\"number\":-1,\"outcome\":\"done\",\"id\":\"\",\"liveHash\":\"\"}\n",
        head + "{\"number\":1,\"intent\":\"explode\",\"tenant\":\"t\",\"tenantId\":\"i\",\"kind\":\"group\",\"key\":"
               "\"k\",\"id\":\"\"}\n",
        head + "{\"number\":1,\"intent\":\"create\",\"tenant\":\"t\",\"tenantId\":\"i\",\"kind\":\"printer\",\"key\":"
               "\"k\",\"id\":\"\"}\n",
        head + "{\"number\":1,\"outcome\":7,\"id\":\"\",\"liveHash\":\"\"}\n"}) {
    INFO(bytes);
    CHECK_FALSE(read_journal(bytes).ok());
  }
}

TEST_CASE("a line that is nested deeper than any journal is refused, and does not overflow the stack") {
  const auto whole = written();
  const auto head = whole.substr(0, whole.find('\n') + 1);
  const std::string deep = "{\"number\":1,\"x\":" + std::string(1'000'000, '[') + std::string(1'000'000, ']') + "}\n";
  CHECK_FALSE(read_journal(head + deep).ok());
}

TEST_CASE("a later version of the format names itself") {
  const auto read = read_journal("{\"pinwright\":\"journal\",\"formatVersion\":\"2.0\",\"workspace\":\"w\"}\n");
  REQUIRE_FALSE(read.ok());
  CHECK_THAT(read.error().message, Catch::Contains("2.0"));
}

TEST_CASE("every kind of object and every type of value survives the journal") {
  auto live = live_of(all_types());
  live.assignments = {
      with_filter(to_group("0b5c1d7e-6f20-4b8d-9a41-3e7c2d5f8b16"), "", "9d1e0c5b-2a7f-4c36-8e4d-6b3f0a9c1d27"),
      all_devices()};
  live.assignments.front().exclude = false;
  object::Assignment foreign;
  foreign.target = object::Assignment::Target::Other;
  foreign.foreign =
      R"({"@odata.type":"#microsoft.graph.configurationManagerCollectionAssignmentTarget","collectionId":"7"})";
  live.assignments.push_back(foreign);
  CHECK(object::live_hash(round_trip(live)) == object::live_hash(live));
  for (const auto& object : {object::Object(object::Group{"G", "text", "(device.model -eq \"A\")"}),
                             object::Object(object::Group{"G", {}, {}}),
                             object::Object(object::Filter{"F", "text", "(device.model -eq \"A\")"})}) {
    const auto other = live_of(object);
    const auto back = round_trip(other);
    CHECK(object::live_hash(back) == object::live_hash(other));
    CHECK(back.created == other.created);
  }
}

TEST_CASE("a masked value of any type is a mask again") {
  auto all = all_types();
  for (auto& setting : all.settings) setting.value = object::Masked{"reference"};
  const auto back = round_trip(live_of(all));
  for (const auto& setting : std::get<object::Policy>(back.object).settings) {
    CHECK(setting.value == object::SettingValue(object::Masked{}));
  }
}

TEST_CASE("a journal holds no value that is secret, revealed, or of a setting that the change alters") {
  auto before = live_of(policy("A", {text("FromEnvironment", "canary-1"), text("Revealed", "canary-2"),
                                     text("Altered", "canary-3"), text("Kept", "canary-4"), text("Clear", "open")}));
  auto& settings = std::get<object::Policy>(before.object).settings;
  for (auto* setting : {&settings[1], &settings[2]}) setting->revealed_from = "reference";
  settings[3].value = object::Masked{"reference"};
  plan::Change change = create("a", policy("A", {secret("FromEnvironment", "KEY"), text("Altered", "new"),
                                                 text("Kept", "declared"), text("Clear", "open")}));
  change.paths = {{"omaSettings[" + settings[2].key.text() + "].value", "1", "2", false}};
  const auto kept = plan::without_secrets(before, change);
  const auto& left = std::get<object::Policy>(kept.object).settings;
  const object::SettingValue hidden = object::Masked{};
  CHECK(left[0].value == hidden);
  CHECK(left[1].value == hidden);
  CHECK(left[2].value == hidden);
  CHECK(left[3].value == object::SettingValue("declared"));
  CHECK(left[4].value == object::SettingValue("open"));
  CHECK_THAT(plan::live_to_json(kept).dump(), !Catch::Contains("canary"));
}

TEST_CASE("each write has its intent before it and its outcome after it") {
  World world;
  std::vector<std::size_t> lines;  // in the journal, whenever a write reaches the tenant
  world.tenant.knobs().fault = [&](std::string_view operation, const std::string&, std::size_t) {
    if (operation == "create" || operation == "assign") {
      REQUIRE_FALSE(world.journal().entries.empty());
      CHECK(world.journal().entries.back().is_intent);
      lines.push_back(world.journal().entries.size());
    }
    return fake::FaultAction::None;
  };
  static_cast<void>(world.apply(plan_of({create("a", policy("A", {boolean("A", true)}), {all_devices()})})));
  CHECK(lines == std::vector<std::size_t>{1, 3});
  const auto journal = world.journal();
  CHECK(journal.entries.back().outcome == "done");
  const auto id = world.tenant.ids(Kind::Policy).front();
  CHECK(journal.entries.back().id == id);
  CHECK(journal.entries.back().live_hash == object::live_hash(world.live(Kind::Policy, id)));
}

TEST_CASE("an intent holds the object as it was") {
  World world;
  const auto id = world.make({create("a", policy("A", {boolean("A", true)}), {all_devices()})}).at(0);
  static_cast<void>(world.apply(plan_of({world.update("a", id, policy("B", {boolean("A", false)}), {})})));
  const auto journal = world.journal();
  const auto& first = journal.entries.front().intent;
  REQUIRE(first.before);
  CHECK(first.before->assignments.size() == 1);
  const auto& before = std::get<object::Policy>(first.before->object);
  CHECK(before.display_name == "A");
  CHECK(before.settings.at(0).value == object::SettingValue(true));
}

namespace {

/// A disk that is full for one write: half of it gets there.
class FullOnce final : public source::FileSystem {
 public:
  explicit FullOnce(source::MemoryFileSystem& files) : files_(files) {}
  bool full = false;

  auto append_durably(std::string_view path, std::string_view bytes) -> base::Status override {
    if (!std::exchange(full, false)) return files_.append_durably(path, bytes);
    static_cast<void>(files_.append_durably(path, bytes.substr(0, bytes.size() / 2)).ok());
    return base::Error{"no space left on device", {}};
  }
  auto read(std::string_view path, std::size_t limit) -> base::Result<std::string> override {
    return files_.read(path, limit);
  }
  auto read_head(std::string_view path, std::size_t size) -> base::Result<std::string> override {
    return files_.read_head(path, size);
  }
  auto list(std::string_view path) -> base::Result<std::vector<source::Entry>> override { return files_.list(path); }
  auto kind(std::string_view path) -> source::FileKind override { return files_.kind(path); }
  auto real_path(std::string_view path) -> base::Result<std::string> override { return files_.real_path(path); }
  auto make_folders(std::string_view path) -> base::Status override { return files_.make_folders(path); }
  auto write_new(std::string_view path, std::string_view bytes) -> base::Status override {
    return files_.write_new(path, bytes);
  }
  auto replace(std::string_view path, std::string_view bytes) -> base::Status override {
    return files_.replace(path, bytes);
  }
  auto replace_privately(std::string_view path, std::string_view bytes) -> base::Status override {
    return files_.replace_privately(path, bytes);
  }
  auto append(std::string_view path, std::string_view bytes) -> base::Status override {
    return files_.append(path, bytes);
  }
  auto swap_folder(std::string_view fresh, std::string_view target) -> base::Status override {
    return files_.swap_folder(fresh, target);
  }
  auto remove_folder(std::string_view path) -> base::Status override { return files_.remove_folder(path); }

 private:
  source::MemoryFileSystem& files_;
};

}  // namespace

TEST_CASE("after a line that was written by half nothing more is written, and the journal still reads") {
  source::MemoryFileSystem files;
  FullOnce disk(files);
  const auto journal = plan::make_file_journal(disk, kJournalPath, kWorkspace);
  REQUIRE(journal->begin(intent("a")).ok());
  disk.full = true;
  CHECK_FALSE(journal->end(1, outcome(1)).ok());
  const auto again = journal->begin(intent("b"));
  REQUIRE_FALSE(again.ok());
  CHECK_THAT(again.error().message, Catch::Contains("no space left"));
  const auto read = read_journal(files.files().at(kJournalPath));
  REQUIRE(read.ok());
  CHECK(read.value().entries.size() == 1);
}

TEST_CASE("tenants that run at the same time share a journal, line by line") {
  source::MemoryFileSystem files;
  const auto journal = plan::make_file_journal(files, kJournalPath, kWorkspace);
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int k = 0; k < 50; ++k) {
          const auto number = journal->begin(intent("a"));
          if (number.ok()) static_cast<void>(journal->end(number.value(), outcome(number.value())).ok());
        }
      });
    }
  }
  const auto read = read_journal(files.files().at(kJournalPath));
  REQUIRE(read.ok());
  std::set<std::uint64_t> intents, outcomes;
  for (const auto& entry : read.value().entries) (entry.is_intent ? intents : outcomes).insert(entry.number);
  CHECK(intents.size() == 200);
  CHECK(intents == outcomes);
}
