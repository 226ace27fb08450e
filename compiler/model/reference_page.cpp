#include "model/reference_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/quoted_all.hpp"
#include "base/text.hpp"
#include "model/codecs.hpp"

namespace pinwright::model {

namespace {

class PageWriter {
 public:
  auto run() -> std::string {
    need(&record_of<Fragment>());
    for (std::size_t i = 0; i < needed_.size(); ++i) write(*needed_[i]);
    return "# Reference of the language\n\nEvery key, made from the tables that the decoder reads by. The guide is "
           "[language.md](language.md).\n" +
           text_;
  }

 private:
  auto need(const Record* record) -> void {
    if (std::find(needed_.begin(), needed_.end(), record) == needed_.end()) needed_.push_back(record);
  }

  auto words(const Shape& shape) -> std::string {
    switch (shape.kind) {
      case Shape::Kind::Text:
        return "text";
      case Shape::Kind::Name:
        return "name";
      case Shape::Kind::Boolean:
        return "`true` or `false`";
      case Shape::Kind::Integer:
        return "whole number";
      case Shape::Kind::Scalar:
        return "text, number or boolean";
      case Shape::Kind::Words:
        return word_list(shape);
      case Shape::Kind::Null:
        return "nothing";
      case Shape::Kind::List:
        return "list of: " + words(shape.parts.front());
      case Shape::Kind::NameMap:
        return "mapping from names to: " + words(shape.parts.front());
      case Shape::Kind::TextMap:
        return "mapping from texts to: " + words(shape.parts.front());
      case Shape::Kind::Record:
        return link(shape.record());
      case Shape::Kind::AnyOf:
        return alternatives(shape);
    }
    return {};
  }

  static auto word_list(const Shape& shape) -> std::string { return base::joined(base::ticked_all(shape.words), ", "); }

  auto alternatives(const Shape& shape) -> std::string {
    std::vector<std::string> list;
    for (const auto& part : shape.parts) list.push_back(words(part));
    return base::joined(list, "; or ");
  }

  auto link(const Record& record) -> std::string {
    need(&record);
    return fmt::format("[{0}](#{0})", anchor(record.name));
  }

  static auto anchor(std::string_view name) -> std::string {
    std::string text(name);
    for (auto& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
  }

  auto write(const Record& record) -> void {
    text_ += fmt::format("\n## {}\n\n{}\n\n| key | what it is | |\n|---|---|---|\n", anchor(record.name), record.help);
    for (const auto& key : record.keys) {
      text_ += fmt::format("| `{}`{} | {} | {} |\n", key.name, key.required ? " (required)" : "", words(key.shape()),
                           key.help);
    }
    for (const auto& group : record.exactly_one) {
      text_ +=
          fmt::format("\nExactly one of {}.\n", base::joined(base::ticked_all({group.begin(), group.end()}), " and "));
    }
    for (const auto& [key, other] : record.never_both) {
      if (!is_choice(record, key) || !is_choice(record, other))
        text_ += fmt::format("\nNever both `{}` and `{}`.\n", key, other);
    }
  }

  std::vector<const Record*> needed_;
  std::string text_;
};

}  // namespace

auto reference_page() -> std::string { return PageWriter().run(); }

}  // namespace pinwright::model
