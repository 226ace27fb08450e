#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lower/deployment.hpp"

/// Whom assignments reach, as far as files can tell.
namespace pinwright::check {

enum class Audience : std::uint8_t { Devices, Users, Unknown };  ///< Unknown: mixed, or the group does not say
[[nodiscard]] auto audience(const lower::Target& target) -> Audience;

/// One name for one target of the tenant: two groups of the files that the tenant binds to one group of its own are
/// one.
[[nodiscard]] auto identity(const lower::Target& target) -> std::string;

/// `policies.pin-recovery.assignments.include[0]`.
[[nodiscard]] auto path_of(const lower::Policy& policy, const lower::Target& target) -> std::string;

/// The assignments that a policy has in its tenant, or nullptr when it leaves them alone.
[[nodiscard]] auto effective_assignments(const lower::Policy& policy) -> const model::Assignments*;

enum class Overlap : std::uint8_t {
  None,      ///< no device and no user can have both policies
  Possible,  ///< the files do not tell
  Sure,      ///< whatever one line of one policy reaches, the other policy reaches too
};

/// The targets of a policy in a form that compares fast.
class Reach {
 public:
  struct Line {
    object::Assignment::Target kind = object::Assignment::Target::Group;
    Audience audience = Audience::Unknown;
    std::string target;
    std::string filter;  ///< empty: none
    bool filter_excludes = false;
  };

  explicit Reach(const lower::Policy& policy);
  [[nodiscard]] auto overlap(const Reach& other) const -> Overlap;
  [[nodiscard]] auto include() const -> const std::vector<Line>& { return include_; }
  [[nodiscard]] auto exclude() const -> const std::vector<std::string>& { return exclude_; }

 private:
  [[nodiscard]] static auto contradict(const Line& a, const Line& b) -> bool;
  [[nodiscard]] static auto takes_in(const Line& wide, const Line& narrow) -> bool;
  [[nodiscard]] auto excludes(const std::string& target) const -> bool;
  [[nodiscard]] auto covers(const Line& own, const Line& narrow, const Reach& other) const -> bool;

  std::vector<Line> include_;
  std::vector<std::string> exclude_;  ///< sorted
};

}  // namespace pinwright::check
