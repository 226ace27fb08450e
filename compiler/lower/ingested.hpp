#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "csp/admx.hpp"
#include "lower/deployment.hpp"

/// ADMX files that a tenant's own settings install on devices
/// (`./Device/Vendor/MSFT/Policy/ConfigOperations/ADMXInstall/{App}/{Policy|Preference}/{File}`), and the policies that
/// stand below `Policy/Config/{App}~{Policy|Preference}~{category}~…/` then.
namespace pinwright::lower {

/// The setting whose value is a whole ADMX file.
[[nodiscard]] auto is_admx_file(const Setting& setting) -> bool;

/// ADMX files by the value that they come from, each read once for all tenants. Several threads may ask at a time.
class AdmxFiles {
 public:
  /// nullptr: the value is no ADMX file that can be read.
  [[nodiscard]] auto of(const Setting& setting) -> std::shared_ptr<const csp::AdmxFile>;

 private:
  std::mutex mutex_;
  std::unordered_map<const void*, std::shared_ptr<const csp::AdmxFile>> by_value_;
};

class IngestedAdmx {
 public:
  /// What the installed files say of an OMA-URI `Policy/Config/{area}/{name}`.
  struct Answer {
    enum class Kind : unsigned char {
      Unknown,      ///< no file of this application is installed here, or one of them cannot be read
      UnknownArea,  ///< no policy has this area
      UnknownName,  ///< the area has no policy of this name
      Found,
    } kind = Kind::Unknown;
    const csp::AdmxPolicyFacts* policy = nullptr;
  };

  /// `application`: "Chrome~Policy"; `uri`: that of the setting, canonical. A file that is nullptr could not be read:
  /// nothing is claimed of its application.
  auto add(std::string_view application, const std::string& uri, std::shared_ptr<const csp::AdmxFile> file) -> void;
  [[nodiscard]] auto empty() const -> bool { return applications_.empty(); }
  /// The file that a setting installs, and the one that holds a policy of find(); nullptr: it cannot be read.
  [[nodiscard]] auto file_of(const Setting& setting) const -> const csp::AdmxFile*;
  [[nodiscard]] auto file_of(const csp::AdmxPolicyFacts& policy) const -> const csp::AdmxFile*;
  [[nodiscard]] auto find(std::string_view area, std::string_view name) const -> Answer;
  /// Every policy whose area can be told, with the area.
  [[nodiscard]] auto policies() const -> std::vector<std::pair<std::string_view, const csp::AdmxPolicyFacts*>>;
  /// Areas of the application that `area` names, or names of the policies in it: what a suggestion is chosen from.
  [[nodiscard]] auto areas(std::string_view area) const -> std::vector<std::string_view>;
  [[nodiscard]] auto names(std::string_view area) const -> std::vector<std::string_view>;

 private:
  struct Area {
    std::string spelled;
    std::vector<const csp::AdmxPolicyFacts*> policies;
  };
  struct Application {
    bool is_whole = true;
    std::unordered_map<std::string, Area> areas;  ///< by folded name
    /// Policies whose category is another file's: their area cannot be told.
    std::vector<const csp::AdmxPolicyFacts*> elsewhere;
    std::vector<std::shared_ptr<const csp::AdmxFile>> files;
  };
  [[nodiscard]] auto application_of(std::string_view area) const -> const Application*;
  [[nodiscard]] static auto area_of(const Application& application, std::string_view area) -> const Area*;

  std::unordered_map<std::string, Application> applications_;  ///< by folded name
  std::unordered_map<std::string, const csp::AdmxFile*> by_uri_;
};

/// The files that the deployment's settings install; nullptr: none.
[[nodiscard]] auto ingested_admx(const Deployment& deployment, AdmxFiles& files) -> std::shared_ptr<const IngestedAdmx>;

/// Area and name of the OMA-URI of a setting below an ingested ADMX's area, percent-decoded; empty: it is none.
struct IngestedName {
  std::string area, name;
};
[[nodiscard]] auto ingested_name(const Setting& setting) -> IngestedName;

}  // namespace pinwright::lower
