#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/world.hpp"
#include "csp/catalog.hpp"
#include "object/policy.hpp"
#include "object/secrecy.hpp"

/// Which values are secret: the one place that decides it, for text, JSON, drift, outcome and journal. That Intune
/// keeps a value encrypted makes no secret of it.
namespace pinwright::plan {

/// How the settings of a live policy came about, as far as its marker tells.
enum class Written : std::uint8_t {
  AsItStands,      ///< they are what the last apply wrote, and it is known which of them were secrets
  SecretsKnown,    ///< somebody changed them since, or may have; what that apply wrote as a secret still is one
  SecretsUnknown,  ///< what is no secret in the files now may have been one then
  ByOthers,        ///< no apply of ours wrote them
};

/// What is known about the node of a setting.
enum class Holds : std::uint8_t { Anything, NoSecret, Secret };
[[nodiscard]] auto holds(const object::SettingKey& key, const csp::Catalog& catalog) -> Holds;

/// All that decides about a live value.
struct LiveValue {
  bool is_readable = true;
  bool is_secret_in_files = false;  ///< the files take it, or a part of it, from the environment
  bool is_text = true;              ///< the environment fills in texts only
  Holds node = Holds::Anything;
  Written written = Written::ByOthers;
};
/// A value that nothing is known about is shown only where the last apply wrote it in clear: files of a stranger could
/// name any setting to have it shown.
[[nodiscard]] auto secrecy_of(const LiveValue& value) -> object::Secrecy;

/// 8 hexadecimal digits of SHA-256 over the sorted canonical OMA-URIs of the settings with a value from the
/// environment, joined by line feeds; `-` when there is none. What stands in a marker as `e=`.
[[nodiscard]] auto secrets_mark(const std::vector<object::Setting>& settings) -> std::string;

/// Decides about the settings of one policy. Everything it is given has to outlive it.
class PolicySecrecy {
 public:
  /// `declared`: settings of the files, secrets as `{env.NAME}`; nullptr when they do not have the policy.
  PolicySecrecy(const csp::Catalog& catalog, const std::vector<object::Setting>* declared,
                const base::Variables& variable, Written written);

  /// What is seen of a setting of the tenant, read through its mask where that could be.
  [[nodiscard]] auto live(const object::Setting& setting) const -> object::Shown;
  /// What is seen of a setting of the files, whether with values or as `{env.NAME}`.
  [[nodiscard]] auto declared(const object::Setting& setting) const -> object::Shown;
  [[nodiscard]] auto both() const -> object::ShowValues;
  /// Canonical OMA-URIs of what is not clear among `live` settings, sorted.
  [[nodiscard]] auto hidden_among(const std::vector<object::Setting>& live) const -> std::vector<std::string>;

 private:
  [[nodiscard]] auto find(const object::Setting& setting) const -> const object::Setting*;

  const csp::Catalog& catalog_;
  const base::Variables& variable_;
  Written written_;
  std::map<std::string_view, const object::Setting*> declared_;  // by identity
};

}  // namespace pinwright::plan
