#include "plan/journal/write.hpp"

#include <mutex>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_line.hpp"
#include "grammar/datetime.hpp"
#include "plan/journal/live_records.hpp"
#include "plan/journal/seal.hpp"

namespace pinwright::plan {

using Json = nlohmann::ordered_json;

namespace {

auto head_of(const std::string& workspace, std::string_view key) -> Json {
  return {{kJournalKey, kJournalName},
          {"formatVersion", kJournalVersion},
          {"workspace", workspace},
          {"keyId", journal_key_id(key)}};
}

auto json_of(std::uint64_t number, const Intent& intent, std::int64_t time) -> Json {
  Json json{{"number", number},
            {"intent", word(intent.write)},
            {"tenant", intent.tenant},
            {"tenantId", intent.tenant_id},
            {"kind", word(intent.kind, intent.target)},
            {"key", intent.key},
            {"name", intent.name},
            {"id", intent.id},
            {"time", grammar::datetime_of(time)}};
  if (!intent.leaves.empty()) json["leaves"] = intent.leaves;
  if (intent.before) json["before"] = live_to_json(*intent.before);
  return json;
}

auto json_of(const ApprovalNote& note) -> Json {
  return {{"code", note.code}, {"expires", note.expires}, {"body", note.body}, {"liveHash", note.live_hash}};
}

auto json_of(std::uint64_t number, const Entry& outcome) -> Json {
  Json json{
      {"number", number}, {"outcome", word(outcome.outcome)}, {"id", outcome.id}, {"liveHash", outcome.live_hash}};
  if (!outcome.state_hash.empty()) json["stateHash"] = outcome.state_hash;
  if (outcome.not_as_written) json["notAsWritten"] = true;
  if (!outcome.message.empty()) json["message"] = outcome.message;
  if (outcome.approval) json["approval"] = json_of(*outcome.approval);
  return json;
}

class FileJournal final : public Journal {
 public:
  FileJournal(source::FileSystem& files, std::string path, const std::string& workspace, const std::string& key,
              base::Clock clock)
      : files_(files),
        path_(std::move(path)),
        clock_(std::move(clock)),
        head_(base::json_line(head_of(workspace, key))),
        seal_(key) {}

  auto begin(const Intent& intent) -> base::Result<std::uint64_t> override {
    const std::lock_guard lock(mutex_);
    const auto number = last_ + 1;
    if (auto written = append(json_of(number, intent, clock_())); !written.ok()) return written.error();
    last_ = number;
    return number;
  }

  auto end(std::uint64_t number, const Entry& outcome) -> base::Status override {
    const std::lock_guard lock(mutex_);
    return append(json_of(number, outcome));
  }

  [[nodiscard]] auto status() const -> base::Status override {
    const std::lock_guard lock(mutex_);
    return failure_ ? base::Status(*failure_) : base::Status(base::Done{});
  }

 private:
  auto append(const Json& json) -> base::Status {
    if (failure_) return *failure_;
    auto lines = started_ ? std::string() : line_of(head_);
    lines += line_of(base::json_line(json));
    auto written = started_ ? base::Status(base::Done{}) : make_folder();
    if (written.ok()) written = files_.append_durably(path_, lines);
    started_ = true;
    // Half a line may stand there now: another behind it would make both unreadable.
    if (!written.ok()) failure_ = told(written.error());
    return failure_ ? base::Status(*failure_) : written;
  }

  static auto told(base::Error error) -> base::Error {
    error.message = "the journal cannot be written: " + error.message;
    if (error.help.empty())
      error.help =
          "no write is sent that is not noted first: give yourself permission to write in `.pinwright/journal`";
    return error;
  }

  auto line_of(const std::string& record) -> std::string { return seal_.seal(record) + '\n'; }

  auto make_folder() -> base::Status {
    const auto slash = path_.rfind('/');
    return slash == std::string::npos || slash == 0 ? base::Status(base::Done{})
                                                    : files_.make_folders(path_.substr(0, slash));
  }

  source::FileSystem& files_;
  std::string path_;
  base::Clock clock_;
  std::string head_;
  JournalSeal seal_;
  mutable std::mutex mutex_;
  bool started_ = false;
  std::uint64_t last_ = 0;
  std::optional<base::Error> failure_;
};

}  // namespace

auto make_file_journal(source::FileSystem& files, std::string path, const std::string& workspace,
                       const std::string& key, base::Clock clock) -> std::unique_ptr<Journal> {
  return std::make_unique<FileJournal>(files, std::move(path), workspace, key, std::move(clock));
}

}  // namespace pinwright::plan
