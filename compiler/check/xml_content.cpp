#include "check/xml_content.hpp"

#include <algorithm>

namespace pinwright::check {

namespace {

using csp::XmlParticle;
using Kind = csp::XmlParticleKind;

/// The schema's depth is bounded where it is read.
class Matcher {
 public:
  Matcher(const csp::XmlSchema& schema, const std::vector<grammar::XmlElement>& elements)
      : schema_(schema), elements_(elements) {}

  auto run(const XmlParticle& content) -> ContentMatch {
    const bool fits = match(content);
    result_.is_whole = fits && at() == elements_.size();
    if (tried_at_ != at()) result_.expected.clear();
    return std::move(result_);
  }

 private:
  [[nodiscard]] auto at() const -> std::size_t { return result_.types.size(); }

  /// As often as it goes on; false: it lacks something.
  auto match(const XmlParticle& part) -> bool {
    const auto max = part.max();
    std::uint32_t count = 0;
    while (!max || count < *max) {
      if (!starts(part)) break;
      if (!match_once(part)) return false;
      ++count;
    }
    return count >= part.min() || may_be_empty(part);
  }

  auto match_once(const XmlParticle& part) -> bool {
    switch (part.kind()) {
      case Kind::Element:
        result_.types.emplace_back(part.type());
        return true;
      case Kind::Any:
        result_.types.emplace_back();
        return true;
      case Kind::Sequence:
        for (std::size_t i = 0; i < part.part_count(); ++i) {
          if (!match(part.part(i))) return false;
        }
        return true;
      case Kind::Choice:
        for (std::size_t i = 0; i < part.part_count(); ++i) {
          if (starts(part.part(i))) return match(part.part(i));
        }
        return false;
      case Kind::All:
        break;
    }
    return match_all(part);
  }

  auto match_all(const XmlParticle& part) -> bool {
    std::vector<bool> seen(part.part_count());
    const auto next = [&] {
      for (std::size_t i = 0; i < seen.size(); ++i) {
        if (!seen[i] && starts(part.part(i))) return i;
      }
      return seen.size();
    };
    for (auto i = next(); i < seen.size(); i = next()) {
      seen[i] = true;
      if (!match(part.part(i))) return false;
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
      const auto one = part.part(i);
      if (!seen[i] && one.min() > 0 && !may_be_empty(one)) return false;
    }
    return true;
  }

  /// Whether the element at hand can begin the part. Of what it cannot, it is noted that it could have.
  auto starts(const XmlParticle& part) -> bool {
    switch (part.kind()) {
      case Kind::Element:
      case Kind::Any:
        return begins_with(part);
      case Kind::Sequence:
        for (std::size_t i = 0; i < part.part_count(); ++i) {
          const auto one = part.part(i);
          if (starts(one)) return true;
          if (one.min() > 0 && !may_be_empty(one)) return false;
        }
        return false;
      case Kind::Choice:
      case Kind::All:
        break;
    }
    for (std::size_t i = 0; i < part.part_count(); ++i) {
      if (starts(part.part(i))) return true;
    }
    return false;
  }

  auto begins_with(const XmlParticle& part) -> bool {
    if (at() < elements_.size() && is_of(elements_[at()], part)) return true;
    if (tried_at_ != at()) result_.expected.clear();
    tried_at_ = at();
    const bool is_known = std::any_of(result_.expected.begin(), result_.expected.end(), [&](const XmlParticle& one) {
      return one.kind() == part.kind() && (part.kind() == Kind::Any || one.name() == part.name());
    });
    if (!is_known) result_.expected.push_back(part);
    return false;
  }

  [[nodiscard]] auto is_of(const grammar::XmlElement& element, const XmlParticle& part) const -> bool {
    if (part.kind() == Kind::Any) return true;
    return element.local_name() == part.name() && element.space == space_of(schema_, part);
  }

  /// Once, leaving aside how often the part itself has to stand there.
  static auto may_be_empty(const XmlParticle& part) -> bool {
    if (part.kind() == Kind::Element || part.kind() == Kind::Any) return false;
    const bool is_choice = part.kind() == Kind::Choice && part.part_count() > 0;
    for (std::size_t i = 0; i < part.part_count(); ++i) {
      const auto one = part.part(i);
      const bool is_empty = one.min() == 0 || may_be_empty(one);
      if (is_empty == is_choice) return is_choice;
    }
    return !is_choice;
  }

  const csp::XmlSchema& schema_;
  const std::vector<grammar::XmlElement>& elements_;
  ContentMatch result_;
  std::size_t tried_at_ = static_cast<std::size_t>(-1);
};

}  // namespace

auto match_content(const csp::XmlSchema& schema, const XmlParticle& content,
                   const std::vector<grammar::XmlElement>& elements) -> ContentMatch {
  return Matcher(schema, elements).run(content);
}

auto space_of(const csp::XmlSchema& schema, const XmlParticle& element) -> std::string_view {
  return element.is_qualified() ? schema.space() : std::string_view();
}

}  // namespace pinwright::check
