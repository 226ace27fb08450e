#pragma once

#include <cstddef>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace pinwright::csp {

/// How deep what stands in an XSD may lie in other things of it, references followed.
inline constexpr std::size_t kMaxXsdDepth = 400;

/// How far the reading of one XSD has come. What is wrong with it is said once.
class XsdProgress {
 public:
  auto refuse(std::string problem) -> void {
    if (problem_.empty()) problem_ = std::move(problem);
  }
  /// Before each further part, and each one that is taken from somewhere else: groups in groups, and types that extend
  /// each other, may say more than they are long. False: there is nothing more to read.
  auto may_go_on(std::size_t depth, std::size_t parts = 1) -> bool;
  [[nodiscard]] auto problem() const -> const std::string& { return problem_; }

 private:
  std::string problem_;
  std::size_t parts_ = 0;
};

/// A name of an XSD with its namespace.
struct XsdName {
  std::string space, local;

  [[nodiscard]] auto is_built_in() const -> bool;  ///< of XML Schema itself: `xs:string`
};

/// What stands at the top level of an XSD, by name. It refers to the document.
class XsdIndex {
 public:
  explicit XsdIndex(const pugi::xml_node& schema);

  /// What `text`, a name with or without prefix, means at `place`.
  [[nodiscard]] auto resolve(const pugi::xml_node& place, std::string_view text) const -> XsdName;
  /// The declaration of a name; `kind` as XML Schema calls it: "element", "complexType", "attributeGroup". An empty
  /// node: there is none.
  [[nodiscard]] auto find(std::string_view kind, const XsdName& name) const -> pugi::xml_node;
  [[nodiscard]] auto space() const -> const std::string& { return space_; }  ///< the target namespace, or empty

 private:
  std::string space_;
  std::map<std::pair<std::string, std::string>, pugi::xml_node> declarations_;  // kind, local name
};

/// Whether it is `xs:annotation`, or no element.
[[nodiscard]] auto says_nothing(const pugi::xml_node& node) -> bool;

}  // namespace pinwright::csp
