#pragma once

#include <string>

#include "plan/apply/single_write.hpp"

/// Multi Admin Approval on the way of a write: what goes with it, and whether it is to be sent at all.
///
/// A request stands for one write of one object: for the bytes that were sent, and for the object as it was then. It is
/// looked for in the journals of earlier runs (ApplyOptions::approvals); where these know of none and a justification
/// is given, among the open requests of the tenant, by the tag that ends the justification of each:
///     change 42 [pinwright contoso-windows-4f2a91/pin-recovery create customPolicy 9b1c0e5d7f3a2468]
/// The digits are a digest of the write, of the object as it was, and of the body with `{env.NAME}` in the place of
/// what comes from the environment.
namespace pinwright::plan {

struct Permit {
  enum class Kind : std::uint8_t {
    Send,     ///< with `code`, else with justification_for()
    Waits,    ///< a request is open, and was not decided; nothing is to be sent
    Refused,  ///< nothing is to be sent: `error`
  } kind = Kind::Send;
  std::string code;   ///< of a Send: of the request that was approved; empty: none was
  ApprovalNote note;  ///< of Waits, and of a Send with a code
  base::Error error;
  bool took_time = false;  ///< the tenant was asked: what was read before is old
};
/// Asks for the decision on the request that stands for this write. A request for another write of the object, for
/// another body, or for another state of the object is taken back first.
[[nodiscard]] auto permit_for(ApplyRun& run, const Job& job, const Attempt& attempt) -> Permit;

/// What goes with the write otherwise; empty: nothing was given, or nothing has to be. `attempt` is as it was compared
/// last.
[[nodiscard]] auto justification_for(const ApplyRun& run, const Job& job, const Attempt& attempt) -> std::string;

/// What is to be noted of a write that waits now. `code`: as an answer named it.
[[nodiscard]] auto note_of(const ApplyRun& run, const Attempt& attempt, std::string code) -> ApprovalNote;
/// Asks the tenant what the note does not know yet: the code, and when the request expires.
auto complete(ApplyRun& run, const Job& job, const Attempt& attempt, ApprovalNote& note) -> void;

/// Of a write that waits.
[[nodiscard]] auto waiting_error(const ApprovalNote& note) -> base::Error;
/// Of one that the tenant wants a justification for.
[[nodiscard]] auto unjustified_error() -> base::Error;

}  // namespace pinwright::plan
