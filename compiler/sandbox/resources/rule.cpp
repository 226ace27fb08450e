#include "sandbox/resources/rule.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace pinwright::sandbox {

namespace {

constexpr std::size_t kMaxRule = 3072;
constexpr int kMaxDepth = 32;
constexpr std::array<std::string_view, 12> kOperators = {
    "eq", "ne", "startswith", "contains", "notcontains", "in", "notin", "gt", "ge", "lt", "le", "notstartswith"};
constexpr std::array<std::string_view, 14> kProperties = {
    "cpuarchitecture",       "devicecategory", "devicename",     "deviceownership",        "devicetrusttype",
    "enrollmentprofilename", "manufacturer",   "model",          "operatingsystemversion", "osversion",
    "operatingsystemsku",    "isrooted",       "managementtype", "isautopilotdevice"};

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  auto is_rule() -> bool { return any(0) && at_end(); }

 private:
  auto at_end() -> bool {
    rest_ = base::trimmed(rest_);
    return rest_.empty();
  }

  auto take(char wanted) -> bool {
    rest_ = base::trimmed(rest_);
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  auto take_word() -> std::string_view {
    rest_ = base::trimmed(rest_);
    std::size_t size = 0;
    while (size < rest_.size() &&
           (base::is_alnum(rest_[size]) || std::string_view("._-$").find(rest_[size]) != std::string_view::npos)) {
      ++size;
    }
    const auto word = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return word;
  }

  /// With or without its dash.
  auto take_operator(std::string_view wanted) -> bool {
    const auto before = rest_;
    auto word = take_word();
    if (word.starts_with('-')) word.remove_prefix(1);
    if (base::equal_folded(word, wanted)) return true;
    rest_ = before;
    return false;
  }

  auto any(int depth) -> bool {
    if (!single(depth)) return false;
    while (take_operator("or") || take_operator("and")) {
      if (!single(depth)) return false;
    }
    return true;
  }

  auto single(int depth) -> bool {
    if (depth > kMaxDepth || !take('(')) return false;
    rest_ = base::trimmed(rest_);
    const bool inner = rest_.starts_with('(') ? any(depth + 1) : comparison();
    return inner && take(')');
  }

  auto comparison() -> bool {
    const auto property = take_word();
    constexpr std::string_view kEntity = "device.";
    if (!base::starts_with_folded(property, kEntity)) return false;
    const auto name = base::folded(property.substr(kEntity.size()));
    if (std::find(kProperties.begin(), kProperties.end(), name) == kProperties.end()) return false;
    auto word = take_word();
    if (word.starts_with('-')) word.remove_prefix(1);
    if (std::find(kOperators.begin(), kOperators.end(), base::folded(word)) == kOperators.end()) return false;
    return take('[') ? list() : value();
  }

  auto list() -> bool {
    do {
      if (!value()) return false;
    } while (take(','));
    return take(']');
  }

  auto value() -> bool {
    if (!take('"')) return !take_word().empty();
    const auto end = rest_.find('"');
    if (end == std::string_view::npos) return false;
    rest_.remove_prefix(end + 1);
    return true;
  }

  std::string_view rest_;
};

}  // namespace

auto is_filter_rule(std::string_view rule) -> bool {
  return base::count_code_points(rule) <= kMaxRule && Reader(rule).is_rule();
}

}  // namespace pinwright::sandbox
