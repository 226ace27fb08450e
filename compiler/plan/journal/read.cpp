#include "plan/journal/read.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/json_parse.hpp"
#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "grammar/datetime.hpp"
#include "plan/journal/live_records.hpp"
#include "plan/journal/seal.hpp"

namespace pinwright::plan {

namespace {

using Reader = base::JsonReader;

constexpr std::size_t kMostInHead = 64 << 10U;  // of the line that is read before its seal is looked at

auto no_journal(std::string_view why) -> base::Error {
  return {fmt::format("this is no journal: {}", why), "name a file of `.pinwright/journal/`"};
}

auto altered(std::size_t line) -> base::Error {
  return {fmt::format("line {} of the journal is not as it was written", line),
          "it was altered, or is not whole: put back by hand what it says, or apply the files of then"};
}

auto read_before(const Reader& reader, object::Kind kind) -> std::optional<object::Live> {
  const auto* json = reader.find("before");
  if (json == nullptr) return std::nullopt;
  auto live = live_from_json(kind, *json);
  if (live.ok()) return std::move(live).value();
  reader.fail("before", live.error().message);
  return std::nullopt;
}

auto read_intent(const Reader& reader) -> Intent {
  Intent intent;
  intent.write = reader.word("intent", write_from_word).value_or(Write::Create);
  intent.kind = reader.word("kind", object::kind_from_word).value_or(object::Kind::Policy);
  intent.target = object::target_from_kind_word(reader.optional_text("kind").value_or(""));
  intent.tenant = reader.text("tenant");
  intent.tenant_id = reader.text("tenantId");
  intent.key = reader.text("key");
  intent.name = reader.text("name");
  intent.id = reader.text("id");
  intent.time = grammar::datetime_to_seconds(reader.optional_text("time").value_or("")).value_or(0);
  intent.leaves = reader.optional_texts("leaves");
  intent.before = read_before(reader, intent.kind);
  return intent;
}

auto read_approval(const Reader& reader) -> std::optional<ApprovalNote> {
  const auto note = reader.optional_object("approval");
  if (!note) return std::nullopt;
  return ApprovalNote{note->text("code"), note->text("expires"), note->text("body"), note->text("liveHash")};
}

auto read_entry(const Reader& reader) -> Entry {
  Entry entry;
  entry.number = reader.count("number");
  entry.is_intent = reader.has("intent");
  if (entry.is_intent) {
    entry.intent = read_intent(reader);
    return entry;
  }
  entry.outcome = write_outcome_from_word(reader.text("outcome"));
  entry.id = reader.text("id");
  entry.live_hash = reader.text("liveHash");
  entry.state_hash = reader.optional_text("stateHash").value_or("");
  entry.not_as_written = reader.optional_boolean("notAsWritten").value_or(false);
  entry.message = reader.optional_text("message").value_or("");
  entry.approval = read_approval(reader);
  return entry;
}

struct Head {
  std::string name, version, workspace, key_id;
};

auto read_head(std::string_view line) -> base::Result<Head> {
  const auto json = base::parse_json(line, {.bytes = kMostInHead});
  if (!json.ok()) return no_journal("its first line " + json.error().message);
  base::JsonErrors errors("the first line");
  const Reader reader(json.value(), errors);
  Head head{reader.text(kJournalKey), reader.text("formatVersion"), reader.text("workspace"),
            reader.optional_text("keyId").value_or("")};
  if (errors.failed()) return no_journal(errors.error().message);
  return head;
}

auto check_head(const Head& head, std::string_view key) -> base::Status {
  if (head.name != kJournalName) return no_journal("its first line does not say so");
  if (!head.version.starts_with(kJournalMajor)) {
    return base::Error{fmt::format("the journal has format version {}", base::quoted(head.version)),
                       fmt::format("this version reads {}; use the version that wrote it", kJournalVersion)};
  }
  const auto id = journal_key_id(key);
  if (head.key_id == id) return base::Done{};
  return base::Error{
      fmt::format("the journal was sealed with the key {}, and the one here is `{}`", base::quoted(head.key_id), id),
      "roll back where it was written, or with the PINWRIGHT_JOURNAL_KEY of then"};
}

auto read_line(std::string_view record, std::size_t number) -> base::Result<Entry> {
  const auto document = fmt::format("line {} of the journal", number);
  const auto json = base::parse_json(record, {.bytes = base::kJournalLineBytes});
  if (!json.ok()) return base::Error{fmt::format("{} {}", document, json.error().message), {}};
  base::JsonErrors errors(document);
  const Reader reader(json.value(), errors);
  auto entry = read_entry(reader);
  if (errors.failed()) return errors.error();
  return entry;
}

/// Takes the next whole line off `bytes`; nullopt: what is left was cut short.
auto next_line(std::string_view& bytes) -> std::optional<std::string_view> {
  const auto end = bytes.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = bytes.substr(0, end);
  bytes.remove_prefix(end + 1);
  return line;
}

}  // namespace

auto for_each_entry(const JournalFile& journal,
                    const std::function<void(const Intent* intent, const Entry& entry)>& take) -> void {
  std::map<std::uint64_t, const Intent*> intents;
  for (const auto& entry : journal.entries) {
    if (entry.is_intent) intents[entry.number] = &entry.intent;
    const auto found = intents.find(entry.number);
    take(found == intents.end() ? nullptr : found->second, entry);
  }
}

auto for_each_outcome(const JournalFile& journal,
                      const std::function<void(const Intent* intent, const Entry& outcome)>& take) -> void {
  for_each_entry(journal, [&](const Intent* intent, const Entry& entry) {
    if (!entry.is_intent) take(intent, entry);
  });
}

auto read_journal(std::string_view bytes, const std::string& key) -> base::Result<JournalFile> {
  auto line = next_line(bytes);
  if (!line) return no_journal("it has no whole line");
  const auto head = read_head(*line);
  if (!head.ok()) return head.error();
  if (auto checked = check_head(head.value(), key); !checked.ok()) return checked.error();
  JournalSeal seal(key);
  if (!seal.open(*line)) return altered(1);
  JournalFile journal{head.value().workspace, {}};
  for (std::size_t number = 2; (line = next_line(bytes)).has_value(); ++number) {
    const auto record = seal.open(*line);
    if (!record) return altered(number);
    auto entry = read_line(*record, number);
    if (!entry.ok()) return entry.error();
    journal.entries.push_back(std::move(entry).value());
  }
  return journal;
}

}  // namespace pinwright::plan
