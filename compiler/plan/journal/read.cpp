#include "plan/journal/read.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "plan/journal/live_records.hpp"

namespace pinwright::plan {

using Json = nlohmann::json;

namespace {

constexpr std::size_t kMostInALine = std::size_t{64} << 20U;
constexpr int kMostDepth = 32;

auto no_journal(std::string_view why) -> base::Error {
  return {fmt::format("this is no journal: {}", why), "name a file of `.pinwright/journal/`"};
}

/// nullopt when `line` is no JSON object, or is nested deeper than any journal.
auto parse(std::string_view line) -> std::optional<Json> {
  bool too_deep = false;
  const auto watch = [&](int depth, Json::parse_event_t /*event*/, Json& /*parsed*/) {
    too_deep = too_deep || depth > kMostDepth;
    return !too_deep;
  };
  auto json = Json::parse(line, watch, false);
  if (too_deep || !json.is_object()) return std::nullopt;
  return json;
}

/// Takes values out of a line; after the first that is not as it must be, it stays failed.
class LineReader {
 public:
  explicit LineReader(Json line) : line_(std::move(line)) {}

  auto text(const char* name) -> std::string {
    const auto* found = find(name);
    const auto* value = found != nullptr ? found->get_ptr<const std::string*>() : nullptr;
    if (value == nullptr) fail(fmt::format("`{}` is no text", name));
    return value != nullptr ? *value : std::string();
  }
  auto number(const char* name) -> std::uint64_t {
    const auto* found = find(name);
    const auto* value = found != nullptr ? found->get_ptr<const std::uint64_t*>() : nullptr;
    if (value == nullptr) fail(fmt::format("`{}` is no number", name));
    return value != nullptr ? *value : 0;
  }
  auto take(const char* name) -> Json { return std::move(line_[name]); }
  [[nodiscard]] auto has(const char* name) const -> bool { return line_.contains(name); }
  auto fail(std::string why) -> void {
    if (failure_.empty()) failure_ = std::move(why);
  }
  [[nodiscard]] auto failure() const -> const std::string& { return failure_; }

 private:
  [[nodiscard]] auto find(const char* name) const -> const Json* {
    const auto found = line_.find(name);
    return found == line_.end() ? nullptr : &*found;
  }

  Json line_;
  std::string failure_;
};

auto read_before(LineReader& reader, object::Kind kind) -> std::optional<object::Live> {
  if (!reader.has("before")) return std::nullopt;
  auto live = live_from_json(kind, reader.take("before"));
  if (live.ok()) return std::move(live).value();
  reader.fail("`before`: " + live.error().message);
  return std::nullopt;
}

auto read_intent(LineReader& reader) -> Intent {
  Intent intent;
  const auto write = write_from_word(reader.text("intent"));
  const auto kind = object::kind_from_word(reader.text("kind"));
  if (!write) reader.fail("`intent` names no write");
  if (!kind) reader.fail("`kind` names no kind of object");
  intent.write = write.value_or(Write::Create);
  intent.kind = kind.value_or(object::Kind::Policy);
  intent.tenant = reader.text("tenant");
  intent.tenant_id = reader.text("tenantId");
  intent.key = reader.text("key");
  intent.id = reader.text("id");
  intent.before = read_before(reader, intent.kind);
  return intent;
}

auto read_entry(LineReader& reader) -> Entry {
  Entry entry;
  entry.number = reader.number("number");
  entry.is_intent = reader.has("intent");
  if (entry.is_intent) {
    entry.intent = read_intent(reader);
    return entry;
  }
  entry.outcome = reader.text("outcome");
  entry.id = reader.text("id");
  entry.live_hash = reader.text("liveHash");
  if (reader.has("stateHash")) entry.state_hash = reader.text("stateHash");
  if (reader.has("message")) entry.message = reader.text("message");
  return entry;
}

auto read_head(std::string_view line, JournalFile& journal) -> base::Status {
  auto json = parse(line);
  if (!json || !json->contains(kJournalKey)) return no_journal("its first line does not say so");
  LineReader reader(*std::move(json));
  if (reader.text(kJournalKey.data()) != kJournalName) return no_journal("its first line does not say so");
  const auto version = reader.text("formatVersion");
  journal.workspace = reader.text("workspace");
  if (!reader.failure().empty()) return no_journal(reader.failure());
  if (version == kJournalVersion) return base::Done{};
  return base::Error{fmt::format("the journal has format version {}", base::quoted(version)),
                     fmt::format("this version reads {}; use the version that wrote it", kJournalVersion)};
}

auto read_line(std::string_view line, std::size_t number) -> base::Result<Entry> {
  auto json = parse(line);
  if (!json) return base::Error{fmt::format("line {} of the journal is no JSON object", number), {}};
  LineReader reader(*std::move(json));
  auto entry = read_entry(reader);
  if (reader.failure().empty()) return entry;
  return base::Error{fmt::format("line {} of the journal: {}", number, reader.failure()), {}};
}

}  // namespace

auto read_journal(std::string_view bytes) -> base::Result<JournalFile> {
  if (bytes.size() > kMostJournalBytes)
    return no_journal(fmt::format("it is larger than {} MiB", kMostJournalBytes >> 20U));
  JournalFile journal;
  std::size_t number = 0;
  // What stands behind the last line break was cut short.
  for (auto end = bytes.find('\n'); end != std::string_view::npos; end = bytes.find('\n')) {
    const auto line = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    ++number;
    if (line.size() > kMostInALine) return no_journal(fmt::format("line {} is too long", number));
    if (number == 1) {
      if (auto head = read_head(line, journal); !head.ok()) return head.error();
      continue;
    }
    auto entry = read_line(line, number);
    if (!entry.ok()) return entry.error();
    journal.entries.push_back(std::move(entry).value());
  }
  if (number == 0) return no_journal("it has no whole line");
  return journal;
}

}  // namespace pinwright::plan
