#pragma once

#include <chrono>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plan/apply/run.hpp"
#include "plan/secrets.hpp"

/// The apply of one tenant as it goes: what the waves share.
namespace pinwright::plan {

/// Ids of what wave 1 made, by kind and key.
using MadeIds = std::map<std::pair<object::Kind, std::string>, std::string>;

/// One change on its way through the waves.
struct Job {
  const Change* change = nullptr;
  enum class Stage : std::uint8_t {
    Open,     ///< has writes to come
    Written,  ///< all its writes are done; the last look is to come
    Ended,    ///< `outcome` stands
  } stage = Stage::Open;
  Outcome outcome;
  std::string id;                    ///< empty until it is created
  std::optional<object::Live> live;  ///< as last read, or answered by the tenant
  object::Object wanted;             ///< with marker and ids; values from the environment are `{env.NAME}`
  std::vector<object::Assignment> assignments;
  std::size_t writes = 0;           ///< carried out
  bool in_doubt = false;            ///< a write was sent, and nobody knows whether it was carried out
  std::string was;                  ///< state_hash that the writes so far left; empty: none was sent
  std::vector<std::string> posted;  ///< ids that answers to our POSTs named
  std::size_t lost_posts = 0;       ///< POSTs without answer
  std::uint64_t last_intent = 0;    ///< number in the journal
  std::string result_hash;          ///< live_hash of what the last write left, as far as the journal knows
  std::string result_state;         ///< state_hash of it, likewise
  bool result_is_other = false;     ///< that is something else than was sent

  /// Where its object is, once there is one.
  [[nodiscard]] auto address() const -> object::Address;
  /// This is the object that the job made.
  auto accept(object::Live found) -> void;
};

class ApplyRun {
 public:
  ApplyRun(const TenantPlan& plan, Tenant& tenant, Journal& journal, Observer& observer, const ApplyOptions& options);
  ApplyRun(const ApplyRun&) = delete;  // jobs point into the plan
  auto operator=(const ApplyRun&) -> ApplyRun& = delete;
  ~ApplyRun() = default;

  const TenantPlan& plan;
  Tenant& tenant;
  Journal& journal;
  Observer& observer;
  const ApplyOptions& options;
  std::vector<Job> jobs;                   ///< in the order of the plan
  MadeIds made;                            ///< by wave 1
  std::vector<PendingApproval> approvals;  ///< what earlier runs asked for in this tenant

  /// The jobs of these kinds and actions that still have writes to come.
  [[nodiscard]] auto open(std::initializer_list<object::Kind> kinds, std::initializer_list<Action> actions)
      -> std::vector<Job*>;

  /// No stop was asked for, and the tenant answers.
  [[nodiscard]] auto can_go_on() const -> bool;
  /// May this job be begun, or gone on with in the next wave? Otherwise it is ended with the reason.
  auto begin(Job& job) -> bool;

  auto end_written(Job& job) -> void;
  auto end_failed(Job& job, base::Error error) -> void;
  /// The run was stopped before the last look showed what its writes left.
  auto end_unread(Job& job) -> void;
  auto end_skipped(Job& job, std::string why) -> void;
  /// A request for approval is open. It stops nobody else, nor does end_unapproved().
  auto end_awaiting(Job& job, base::Error error, std::string expires) -> void;
  /// Approval is wanted, and was not asked for or not given.
  auto end_unapproved(Job& job, base::Error error) -> void;
  /// `need` waits for approval, and the job for it.
  auto end_needing_approval(Job& job, const Job& need) -> void;
  /// Live is not what the plan saw: a finding, and the job has failed.
  auto end_stale(Job& job, std::string_view what) -> void;
  /// A finding that does not stop anybody.
  auto report(diag::Diagnostic finding) -> void { result_.diagnostics.push_back(std::move(finding)); }
  auto note_write() -> void { result_.wrote = true; }
  /// The last look was not possible.
  auto note_unusable(base::Error error) -> void { result_.unusable = without_secrets(std::move(error)); }

  /// The object as it is now; NotFound when there is none.
  [[nodiscard]] auto read(const object::Address& address) -> base::Result<object::Live>;
  /// Every object that a list shows of what these jobs are about.
  [[nodiscard]] auto list(const std::vector<Job*>& jobs) -> base::Result<std::vector<object::Live>>;
  /// The same, and every policy.
  [[nodiscard]] auto list_all(const std::vector<Job*>& jobs) -> base::Result<std::vector<object::Live>>;
  /// An earlier run may have made the job's object a moment ago.
  [[nodiscard]] auto may_be_there(const Job& job) const -> bool;
  auto wait(std::chrono::milliseconds time) -> void;
  /// The tenant's open requests for approval, as they were when they were first asked for; none where it does not tell.
  [[nodiscard]] auto open_requests() -> const std::vector<ApprovalRequest>&;
  /// Somebody reckons with approval: then nothing may be in a body that is another in each run.
  [[nodiscard]] auto expects_approval() const -> bool { return expects_approval_; }

  /// With the values of the environment: for a body or a comparison.
  [[nodiscard]] auto with_secrets(const object::Object& object) const -> object::Object;
  /// Without what the environment says, should a tenant's message quote it.
  [[nodiscard]] auto without_secrets(base::Error error) const -> base::Error;

  /// Ends what is still open, and gives the result away.
  [[nodiscard]] auto finish() -> TenantOutcome;

 private:
  auto end(Job& job, Outcome::State state, std::optional<base::Error> error) -> void;
  [[nodiscard]] auto why_not() const -> std::string;

  TenantOutcome result_;
  bool halted_ = false;
  bool expects_approval_ = false;
  std::optional<std::vector<ApprovalRequest>> open_requests_;
  SecretTexts secrets_;
};

/// The object carries the marker of the job's key.
[[nodiscard]] auto is_of_job(const ApplyRun& run, const Job& job, const object::Live& live) -> bool;

/// The change sends the object whole. Otherwise its assignments and its marker are all that it writes.
[[nodiscard]] auto writes_body(const Change& change) -> bool;

}  // namespace pinwright::plan
