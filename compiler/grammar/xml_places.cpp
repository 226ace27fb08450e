#include "grammar/xml_places.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/text.hpp"
#include "grammar/xml.hpp"

namespace pinwright::grammar {

namespace {

auto local_name(std::string_view name) -> std::string_view {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Attributes that tell one element from another of its name, in ADMX payloads and profiles.
auto names_its_element(std::string_view attribute) -> bool {
  return base::equal_folded(attribute, "id") || base::equal_folded(attribute, "name");
}

/// Of a way that is one step longer. A hash, as the text of it would grow with names times depth.
auto longer(std::size_t path, char kind, std::string_view step) -> std::size_t {
  const auto hash = std::hash<std::string_view>{}(step) + static_cast<unsigned char>(kind);
  return path ^ (hash + 0x9e3779b97f4a7c15U + (path << 6U) + (path >> 2U));
}

/// Goes over text that is known to be well-formed, so that every `<` begins markup and every tag ends.
class PlaceFinder {
 public:
  explicit PlaceFinder(std::string_view text) : text_(text) {}

  auto run() -> std::vector<XmlPlace> {
    for (at_ = text_.find('<'); at_ != std::string_view::npos; at_ = text_.find('<', at_)) {
      if (!pass_over("<!--", "-->") && !pass_over("<![CDATA[", "]]>") && !pass_over("<?", "?>") &&
          !pass_over("<!", ">"))
        take_tag();
    }
    return std::move(places_);
  }

 private:
  struct Open {
    std::string_view name;
    std::size_t content = 0;
    std::size_t path = 0;
  };

  auto pass_over(std::string_view opening, std::string_view closing) -> bool {
    if (!text_.substr(at_).starts_with(opening)) return false;
    const auto end = text_.find(closing, at_ + opening.size());
    at_ = end == std::string_view::npos ? text_.size() : end + closing.size();
    return true;
  }

  auto take_tag() -> void {
    if (text_.substr(at_).starts_with("</")) {
      close(at_);
      at_ = std::min(text_.find('>', at_), text_.size());
      return;
    }
    const auto name_end = std::min(text_.find_first_of(" \t\r\n/>", at_ + 1), text_.size());
    Open open{local_name(text_.substr(at_ + 1, name_end - at_ - 1))};
    const auto first = places_.size();
    at_ = name_end;
    while (take_attribute(open.name)) {
    }
    open.path = path_of(open.name, first);
    for (auto place = first; place < places_.size(); ++place)
      places_[place].path = longer(open.path, '@', places_[place].attribute);
    const bool is_empty = text_.substr(at_).starts_with('/');
    at_ = std::min(text_.find('>', at_), text_.size());
    open.content = std::min(at_ + 1, text_.size());
    if (!is_empty) open_.push_back(open);
  }

  auto take_attribute(std::string_view element) -> bool {
    at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
    if (at_ == text_.size() || text_[at_] == '>' || text_[at_] == '/') return false;
    const auto name_end = std::min(text_.find_first_of(" \t\r\n=", at_), text_.size());
    const auto quote = text_.find_first_of("\"'", name_end);
    const auto end = quote == std::string_view::npos ? quote : text_.find(text_[quote], quote + 1);
    if (end == std::string_view::npos) return false;
    places_.push_back({element, local_name(text_.substr(at_, name_end - at_)), quote + 1, end});
    at_ = end + 1;
    return true;
  }

  /// Attributes of the element are the places from `first` on.
  [[nodiscard]] auto path_of(std::string_view name, std::size_t first) const -> std::size_t {
    auto path = longer(open_.empty() ? 0 : open_.back().path, '/', name);
    for (auto place = first; place < places_.size(); ++place) {
      const auto& one = places_[place];
      if (names_its_element(one.attribute)) path = longer(path, '=', text_.substr(one.begin, one.end - one.begin));
    }
    return path;
  }

  auto close(std::size_t end) -> void {
    if (open_.empty()) return;
    const auto& open = open_.back();
    places_.push_back({open.name, {}, open.content, end, open.path});
    open_.pop_back();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Open> open_;
  std::vector<XmlPlace> places_;
};

}  // namespace

auto xml_places(std::string_view text) -> std::vector<XmlPlace> {
  if (!is_well_formed_xml(text)) return {};
  return PlaceFinder(text).run();
}

}  // namespace pinwright::grammar
