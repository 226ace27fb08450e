#include "plan/apply/approval.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/hmac.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "object/canonical.hpp"
#include "plan/justification.hpp"

namespace pinwright::plan {

namespace {

using Status = ApprovalRequest::Status;

constexpr std::size_t kTagDigits = 16;
constexpr std::string_view kTagBegins = "[pinwright ";
constexpr std::string_view kWhereToApprove = "Intune admin center, Tenant administration, Multi Admin Approval";
constexpr std::string_view kAskAnew = "the next `apply` with `--justification TEXT` asks anew";

/// Groups are Entra's, and no policy of Intune protects them.
auto is_never_asked_for(const Job& job) -> bool { return job.change->kind == object::Kind::Group; }

auto live_hash_of(const Attempt& attempt) -> std::string {
  return attempt.before ? object::live_hash(*attempt.before) : std::string();
}

auto id_of(const Attempt& attempt) -> std::string { return attempt.before ? attempt.before->id : std::string(); }

auto body_digest(const ApplyRun& run, const SentBody& body) -> std::string {
  return base::hex(base::hmac_sha256(run.options.digest_key, body.whole));
}

auto target_of_job(const Job& job) -> object::Target { return job.outcome.target; }

/// Of the write of a job; its digits are the last of its words.
auto tag_of(const ApplyRun& run, const Job& job, const Attempt& attempt) -> std::string {
  const auto kind = object::word(job.change->kind, target_of_job(job));
  const auto text = fmt::format("{}\n{}\n{}\n{}\n{}", word(attempt.write), kind, id_of(attempt), live_hash_of(attempt),
                                attempt.body().declared);
  return fmt::format("{}{}/{} {} {} {}]", kTagBegins, run.options.workspace, job.change->key, word(attempt.write), kind,
                     base::hex(base::sha256(text)).substr(0, kTagDigits));
}

/// The tag that ends a justification; empty: none does.
auto tag_in(std::string_view justification) -> std::string_view {
  const auto at = justification.rfind(kTagBegins);
  return at == std::string_view::npos || !justification.ends_with(']') ? std::string_view() : justification.substr(at);
}

/// Whether two tags are of one object, whatever is to be done with it.
auto is_same_object(std::string_view tag, std::string_view other) -> bool {
  const auto words = base::split(tag, ' ');
  const auto others = base::split(other, ' ');
  constexpr std::size_t kWords = 5;
  return words.size() == kWords && others.size() == kWords && words[1] == others[1] && words[3] == others[3];
}

/// A request that may stand for a write, and how it compares with it.
struct Candidate {
  std::string code;
  std::string expires;
  enum class Fit : std::uint8_t {
    Same,
    Other,   ///< of another write, body or state
    Untold,  ///< the same as far as can be told: nothing here knows the secret values that were sent
  } fit = Fit::Other;
  bool creates = false;  ///< it is for the creation of the object
};

auto candidates_of_journals(const ApplyRun& run, const Job& job, const Attempt& attempt) -> std::vector<Candidate> {
  std::vector<Candidate> found;
  for (const auto& one : run.approvals) {
    const bool is_of_object = one.kind == job.change->kind && one.target == target_of_job(job) &&
                              (one.key == job.change->key || (!one.id.empty() && one.id == id_of(attempt)));
    if (!is_of_object) continue;
    const bool is_same_write = one.write == attempt.write && base::equal_folded(one.id, id_of(attempt)) &&
                               one.note.live_hash == live_hash_of(attempt);
    auto fit = Candidate::Fit::Other;
    if (is_same_write && one.note.body.empty()) fit = Candidate::Fit::Untold;
    if (is_same_write && one.note.body == body_digest(run, attempt.body())) fit = Candidate::Fit::Same;
    found.push_back({one.note.code, one.note.expires, fit, one.write == Write::Create});
  }
  return found;
}

/// What the tenant tells is an aid: what it does not tell shows when the write is answered.
auto candidates_of_tenant(ApplyRun& run, const Job& job, const Attempt& attempt) -> std::vector<Candidate> {
  std::vector<Candidate> found;
  const auto tag = tag_of(run, job, attempt);
  const auto body = attempt.body();
  for (const auto& one : run.open_requests()) {
    const auto other = tag_in(one.justification);
    if (!is_same_object(tag, other)) continue;
    const auto fit = tag != other                  ? Candidate::Fit::Other
                     : body.declared == body.whole ? Candidate::Fit::Same
                                                   : Candidate::Fit::Untold;
    found.push_back({one.id, one.expires, fit, base::split(other, ' ')[2] == word(Write::Create)});
  }
  return found;
}

auto note_for(const ApplyRun& run, const Attempt& attempt, const Candidate& one) -> ApprovalNote {
  const auto body = one.fit == Candidate::Fit::Same ? body_digest(run, attempt.body()) : std::string();
  return {one.code, one.expires, body, live_hash_of(attempt)};
}

/// The journal says that this request leads to nothing any more.
auto forget(ApplyRun& run, const std::string& code, std::string_view how) -> void {
  std::erase_if(run.approvals, [&](const PendingApproval& one) { return one.note.code == code; });
  Entry entry;
  entry.is_intent = false;
  entry.outcome = WriteOutcome::ApprovalEnded;
  entry.message = how;
  entry.approval = ApprovalNote{code, {}, {}, {}};
  // A journal that cannot be written stops the next write by itself.
  static_cast<void>(run.journal.end(0, entry).ok());
}

auto refused(std::string message, std::string help) -> Permit {
  return {Permit::Kind::Refused, {}, {}, {std::move(message), std::move(help)}, true};
}

auto until(std::string_view expires) -> std::string {
  return expires.empty() ? std::string() : fmt::format(" until {}", expires);
}

/// Of a request for something else than what is to be written now. nullopt: it is not open any more.
auto withdraw(ApplyRun& run, const Candidate& one) -> std::optional<Permit> {
  auto& approvals = run.tenant.approvals();
  const auto found = approvals.find(one.code);
  if (!found.ok() && found.error().kind != base::ErrorKind::NotFound) {
    return refused(fmt::format("a request for approval of something else may be open: {}", found.error().message),
                   found.error().help);
  }
  if (found.ok() && found.value().status == Status::Approved) {
    return refused(fmt::format("what was approved is not what is to be written now, and that request stays open{}",
                               until(found.value().expires)),
                   fmt::format("let an approver cancel it ({}), or wait; then apply again", kWhereToApprove));
  }
  if (found.ok() && found.value().status == Status::Waiting) {
    // What cannot be asked for anew is not taken back.
    if (run.options.justification.empty()) {
      return refused("the request for approval that is open is for something else than what is to be written now",
                     std::string(kAskAnew));
    }
    if (const auto cancelled = approvals.cancel(one.code); !cancelled.ok()) {
      return refused(
          fmt::format("a request for approval of something else cannot be taken back: {}", cancelled.error().message),
          fmt::format("cancel it by hand ({}), then apply again", kWhereToApprove));
    }
  }
  forget(run, one.code, "it was for something else than what is to be written");
  return std::nullopt;
}

auto ended_error(const ApprovalRequest& request) -> base::Error {
  switch (request.status) {
    case Status::Rejected:
      return {"another administrator rejected the request for approval",
              fmt::format("settle it with who rejected it; {}", kAskAnew)};
    case Status::Expired:
      return {fmt::format("the request for approval expired{}{} before it was carried out",
                          request.expires.empty() ? "" : " on ", request.expires),
              std::string(kAskAnew)};
    case Status::Cancelled:
      return {"the request for approval was cancelled", std::string(kAskAnew)};
    case Status::Completed:
      return {"the request for approval was carried out by somebody else, and the tenant does not show it",
              "make a new plan: it shows what the tenant holds"};
    case Status::Waiting:
    case Status::Approved:
      break;
  }
  return {};
}

/// Of the request for exactly this write.
auto decision_on(ApplyRun& run, const Attempt& attempt, const Candidate& one) -> Permit {
  const auto found = run.tenant.approvals().find(one.code);
  Permit permit{Permit::Kind::Send, one.code, note_for(run, attempt, one), {}, true};
  if (!found.ok()) {
    // The answer to the write itself says what was decided.
    if (found.error().kind == base::ErrorKind::Forbidden && one.fit == Candidate::Fit::Same) return permit;
    if (found.error().kind != base::ErrorKind::NotFound) return {Permit::Kind::Refused, {}, {}, found.error(), true};
    forget(run, one.code, "the tenant does not know it any more");
    return refused("the tenant does not know the request for approval any more", std::string(kAskAnew));
  }
  const auto& request = found.value();
  permit.note.expires = request.expires;
  if (request.status == Status::Waiting) {
    permit.kind = Permit::Kind::Waits;
    return permit;
  }
  if (request.status != Status::Approved) {
    forget(run, one.code, word(request.status));
    auto error = ended_error(request);
    return refused(std::move(error.message), std::move(error.help));
  }
  if (one.fit == Candidate::Fit::Same) return permit;
  return refused(
      "the request was approved, and nothing here tells whether the values from the environment are still those that "
      "were sent",
      fmt::format(
          "bring back `.pinwright/journal` and the journal key of the run that asked; or let an approver cancel "
          "the request ({}), and apply again",
          kWhereToApprove));
}

}  // namespace

auto permit_for(ApplyRun& run, const Job& job, const Attempt& attempt) -> Permit {
  if (is_never_asked_for(job)) return {};
  auto candidates = candidates_of_journals(run, job, attempt);
  if (candidates.empty() && !run.options.justification.empty()) candidates = candidates_of_tenant(run, job, attempt);
  const auto own = std::find_if(candidates.begin(), candidates.end(),
                                [](const Candidate& one) { return one.fit != Candidate::Fit::Other; });
  for (const auto& one : candidates) {
    if (one.fit != Candidate::Fit::Other) continue;
    auto stays = withdraw(run, one);
    // Neither the very request for this write, nor one to create what is there by now, is in anybody's way.
    const bool is_in_the_way = own == candidates.end() && one.creates == (attempt.write == Write::Create);
    if (stays && is_in_the_way) return *std::move(stays);
  }
  if (own != candidates.end()) return decision_on(run, attempt, *own);
  Permit permit;
  permit.took_time = !candidates.empty();
  return permit;
}

auto justification_for(const ApplyRun& run, const Job& job, const Attempt& attempt) -> std::string {
  const auto& text = run.options.justification;
  if (text.empty() || is_never_asked_for(job)) return {};
  return with_tag(text, tag_of(run, job, attempt));
}

auto note_of(const ApplyRun& run, const Attempt& attempt, std::string code) -> ApprovalNote {
  return {std::move(code), {}, body_digest(run, attempt.body()), live_hash_of(attempt)};
}

auto complete(ApplyRun& run, const Job& job, const Attempt& attempt, ApprovalNote& note) -> void {
  auto& approvals = run.tenant.approvals();
  if (!note.code.empty()) {
    const auto found = approvals.find(note.code);
    if (found.ok()) note.expires = found.value().expires;
    return;
  }
  const auto open = approvals.open();
  if (!open.ok()) return;
  const auto tag = tag_of(run, job, attempt);
  for (const auto& one : open.value()) {
    if (tag_in(one.justification) != tag) continue;
    note.code = one.id;
    note.expires = one.expires;
    // Which secret values were sent with it is not known.
    const auto body = attempt.body();
    if (body.declared != body.whole) note.body.clear();
  }
}

auto waiting_error(const ApprovalNote& note) -> base::Error {
  if (note.code.empty()) {
    return {"a request for approval of this object is open, which is not known here",
            fmt::format("let it be decided or cancelled ({}), then apply again", kWhereToApprove)};
  }
  return {fmt::format("waits for the approval of another administrator{}", until(note.expires)),
          fmt::format("approve it ({}), then apply again", kWhereToApprove)};
}

auto unjustified_error() -> base::Error {
  return {"the tenant wants the approval of another administrator for this, and a reason for the request",
          "add `--justification TEXT`"};
}

}  // namespace pinwright::plan
