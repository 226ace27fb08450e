#pragma once

#include <optional>
#include <string>
#include <vector>

#include "object/canonical.hpp"
#include "object/live.hpp"
#include "object/secrecy.hpp"

namespace pinwright::object {

/// One path at which two objects differ: `omaSettings[./Device/…/EnablePinRecovery].value`, `displayName`,
/// `assignments[group pilot-devices]`, `roleScopeTagIds`.
struct Difference {
  std::string path;
  std::optional<std::string> before, after;  ///< JSON text; absent: not there
  /// `before`, `after` or a part of one is a secret.
  bool secret = false;
};

/// Adds `more` behind `paths`: the assignments of a policy behind its properties.
auto append(std::vector<Difference>& paths, std::vector<Difference> more) -> void;

/// Paths where `after` differs from `before`, in this order: displayName, description, roleScopeTagIds, omaSettings by
/// identity; of groups and filters platform and rule come last. What `after` does not manage is no difference.
/// Either may be absent: then every path of the other is listed. Both are of one kind.
///
/// A setting that is on one side only is one Difference, its JSON as in Graph. Of a setting on both sides each field is
/// one: `.@odata.type .displayName .description .omaUri .fileName .value`. A StringXml value is shown decoded. A Base64
/// value, and a text that is no UTF-8, is {"base64":"…","bytes":N,"sha256":"…"}.
///
/// `show` decides what is seen of a value. What may not be seen is {"secret":true}, {"maybeSecret":true} or
/// {"unreadable":true}; of a secret that is only a part of its text there is also "text", with `(secret)` in the place
/// of each such part. Behind a secret that differs stands "changed": true, or null where one side could not be read;
/// behind one that a plan sends again although nobody can compare it "sentAgain": true.
///
/// Values are compared by what they are, wherever they come from: put the environment's values into `after` first, or
/// `{env.NAME}` differs from everything. A mask equals a mask only: who takes an unread value for unchanged has to put
/// the declared value in its place. Descriptions are compared and shown without markers.
[[nodiscard]] auto differences(const Object* before, const Object* after, const CanonicalRules& rules = {},
                               const ShowValues& show = {}) -> std::vector<Difference>;
/// `assignments[group NAME]`, `[allDevices]`, `[allUsers]`, `[other TARGET]`, in canonical order; NAME is the name in
/// the files where one side knows it, else the display name, else the id. Values are targets as in Graph.
[[nodiscard]] auto differences(const std::vector<Assignment>& before, const std::vector<Assignment>& after,
                               const CanonicalRules& rules = {}) -> std::vector<Difference>;

}  // namespace pinwright::object
