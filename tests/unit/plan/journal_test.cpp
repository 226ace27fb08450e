#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "base/hmac.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "object/canonical.hpp"
#include "plan/journal/seal.hpp"
#include "plan/marker.hpp"
#include "source/file_system.hpp"
#include "support/forwarding_files.hpp"
#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using object::Kind;

namespace {

auto read_journal(std::string_view bytes) -> base::Result<plan::JournalFile> {
  return plan::read_journal(bytes, kJournalSecret);
}

/// Records as whoever has the key would write them.
auto sealed(const std::vector<std::string>& records) -> std::string {
  plan::JournalSeal seal(kJournalSecret);
  std::string lines;
  for (const auto& record : records) lines += seal.seal(record) + "\n";
  return lines;
}

auto head_record() -> std::string {
  return fmt::format(R"({{"pinwright":"journal","formatVersion":"2.0","workspace":"w","keyId":"{}"}})",
                     plan::journal_key_id(kJournalSecret));
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
  entry.outcome = plan::WriteOutcome::Done;
  entry.id = "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5";
  entry.live_hash = "00ff";
  entry.state_hash = "11ee";
  return entry;
}

/// Two objects, each with intent and outcome.
auto written() -> std::string {
  source::MemoryFileSystem files;
  const auto journal = journal_in(files);
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
  CHECK(last.outcome == plan::WriteOutcome::Done);
  CHECK(last.live_hash == "00ff");
  CHECK(last.state_hash == "11ee");
}

TEST_CASE("each outcome has a word, and a word of a later version is none of them") {
  for (int i = 0; i < static_cast<int>(plan::WriteOutcome::Other); ++i) {
    const auto outcome = static_cast<plan::WriteOutcome>(i);
    INFO(word(outcome));
    CHECK_FALSE(word(outcome).empty());
    CHECK(plan::write_outcome_from_word(word(outcome)) == outcome);
  }
  const auto read =
      read_journal(sealed({head_record(), R"({"number":1,"outcome":"postponed","id":"","liveHash":""})"}));
  REQUIRE(read.ok());
  CHECK(read.value().entries.at(0).outcome == plan::WriteOutcome::Other);
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

TEST_CASE("what is no journal is refused, whoever sealed it") {
  REQUIRE(read_journal(sealed({head_record()})).ok());
  for (const std::string& head :
       {std::string("{}"), std::string("[]"), std::string("pinwright: 1"), std::string(),
        std::string(R"({"pinwright":"plan","formatVersion":"2.0","workspace":"w","keyId":"x"})"),
        std::string(R"({"pinwright":"journal","formatVersion":"2.0","keyId":"x"})")}) {
    INFO(head);
    CHECK_FALSE(read_journal(head + "\n").ok());
    if (head.size() > 2 && head.ends_with('}')) CHECK_FALSE(read_journal(sealed({head})).ok());
  }
  for (const std::string record :
       {"garbage}", R"({"number":-1,"outcome":"done","id":"","liveHash":""})",
        R"({"number":1,"intent":"explode","tenant":"t","tenantId":"i","kind":"group","key":"k","name":"n","id":""})",
        R"({"number":1,"intent":"create","tenant":"t","tenantId":"i","kind":"printer","key":"k","name":"n","id":""})",
        R"({"number":1,"outcome":7,"id":"","liveHash":""})"}) {
    INFO(record);
    CHECK_FALSE(read_journal(sealed({head_record(), record})).ok());
  }
}

TEST_CASE("a line that is nested deeper than any journal is refused, and does not overflow the stack") {
  const std::string deep = R"({"number":1,"x":)" + std::string(1'000'000, '[') + std::string(1'000'000, ']') + "}";
  const auto read = read_journal(sealed({head_record(), deep}));
  REQUIRE_FALSE(read.ok());
  CHECK_THAT(read.error().message, Catch::Contains("nests deeper"));
  CHECK_FALSE(read_journal(deep + "\n").ok());
}

TEST_CASE("another version of the format names itself") {
  for (const std::string version : {"1.0", "3.0"}) {
    const auto read =
        read_journal(R"({"pinwright":"journal","formatVersion":")" + version + R"(","workspace":"w"})" + "\n");
    REQUIRE_FALSE(read.ok());
    CHECK_THAT(read.error().message, Catch::Contains(version));
  }
}

TEST_CASE("a journal opens with the key that sealed it, and says when that is another") {
  const auto whole = written();
  const auto read = plan::read_journal(whole, "another key");
  REQUIRE_FALSE(read.ok());
  CHECK_THAT(read.error().message, Catch::Contains(plan::journal_key_id(kJournalSecret)));
  CHECK_THAT(whole, !Catch::Contains(kJournalSecret));
}

TEST_CASE("a journal in which any byte is another is refused, but for what then looks cut short") {
  const auto whole = written();
  for (std::size_t i = 0; i + 1 < whole.size(); ++i) {
    auto changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    if (read_journal(changed).ok()) FAIL("byte " << i << " may be another");
  }
}

TEST_CASE("lines that are taken out, put in again or moved are noticed") {
  const auto whole = written();
  std::vector<std::string> lines;
  for (const auto line : base::split(whole, '\n')) {
    if (!line.empty()) lines.push_back(std::string(line) + "\n");
  }
  REQUIRE(lines.size() == 5);
  const auto refused = [](const std::vector<std::string>& some) { return !read_journal(base::joined(some, "")).ok(); };
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    INFO("line " << i + 1);
    auto without = lines;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(refused(without));
    auto twice = lines;
    twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
    CHECK(refused(twice));
    auto moved = lines;
    std::swap(moved[i], moved[i + 1]);
    CHECK(refused(moved));
  }
  // Of another run with the same key.
  auto foreign = lines;
  foreign.back() = lines[3];
  CHECK(refused(foreign));
}

TEST_CASE("HMAC-SHA256 is that of RFC 4231") {
  // Test case 2.
  CHECK(base::hex(base::hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
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
  CHECK(journal.entries.back().outcome == plan::WriteOutcome::Done);
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
class FullOnce final : public support::ForwardingFiles {
 public:
  using ForwardingFiles::ForwardingFiles;
  bool full = false;

  auto append_durably(std::string_view path, std::string_view bytes) -> base::Status override {
    if (!std::exchange(full, false)) return below().append_durably(path, bytes);
    static_cast<void>(below().append_durably(path, bytes.substr(0, bytes.size() / 2)).ok());
    return base::Error{"no space left on device", {}};
  }
};

}  // namespace

TEST_CASE("after a line that was written by half nothing more is written, and the journal still reads") {
  source::MemoryFileSystem files;
  FullOnce disk(files);
  const auto journal = journal_in(disk);
  REQUIRE(journal->begin(intent("a")).ok());
  disk.full = true;
  CHECK(journal->status().ok());
  CHECK_FALSE(journal->end(1, outcome(1)).ok());
  CHECK_FALSE(journal->status().ok());
  const auto again = journal->begin(intent("b"));
  REQUIRE_FALSE(again.ok());
  CHECK_THAT(again.error().message, Catch::Contains("no space left"));
  const auto read = read_journal(files.files().at(kJournalPath));
  REQUIRE(read.ok());
  CHECK(read.value().entries.size() == 1);
}

TEST_CASE("tenants that run at the same time share a journal, line by line") {
  source::MemoryFileSystem files;
  const auto journal = journal_in(files);
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
