#include "lower/admx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "lower/fill.hpp"
#include "object/to_graph.hpp"

namespace pinwright::lower {

namespace {

using Form = AdmxEntry::Form;

auto form_of(const syntax::ScalarValue& value) -> Form {
  if (std::holds_alternative<bool>(value)) return Form::Boolean;
  return std::holds_alternative<std::string>(value) ? Form::Text : Form::Number;
}

/// Fills what an element says, one scalar after the other.
class EntryFiller {
 public:
  EntryFiller(const Filler& filler, std::string path) : filler_(filler), path_(std::move(path)) {}

  auto run(const model::AdmxElement& element) -> std::optional<AdmxEntry> {
    entry_.id = element.id.value;
    entry_.id_place.span = element.id.span;
    entry_.place.span = element.span;
    const bool good = std::visit([this](const auto& value) { return this->take(value); }, element.value);
    return good ? std::optional(std::move(entry_)) : std::nullopt;
  }

 private:
  static auto take(std::monostate /*nothing*/) -> bool { return false; }

  auto take(const model::Value& value) -> bool {
    entry_.form = form_of(value.value);
    if (!value.is_text()) return add(value.spelled());
    const auto* variable = filler_.whole_variable(value.spelled());
    const auto* typed = variable == nullptr ? nullptr : std::get_if<model::Value>(&variable->value);
    if (typed != nullptr) entry_.form = form_of(typed->value);
    const auto filled = filler_.fill_value(value.spelled(), value.span, path_);
    if (!filled) return false;
    entry_.place.span = lower::place(*filled);
    return add(*filled);
  }

  auto take(const std::vector<model::Value>& items) -> bool {
    entry_.form = Form::List;
    return std::all_of(items.begin(), items.end(), [this](const model::Value& item) { return add_filled(item); });
  }

  auto take(const model::AdmxElement::Pairs& pairs) -> bool {
    entry_.form = Form::Pairs;
    return std::all_of(pairs.begin(), pairs.end(), [this](const auto& pair) {
      const auto name = filler_.fill(pair.first, path_);
      return name && add(name->text) && add_filled(pair.second);
    });
  }

  auto add_filled(const model::Value& value) -> bool {
    if (!value.is_text()) return add(value.spelled());
    const auto filled = filler_.fill_value(value.spelled(), value.span, path_);
    return filled && add(*filled);
  }

  auto add(const Filled& filled) -> bool {
    entry_.secrets.insert(entry_.secrets.end(), filled.secrets.begin(), filled.secrets.end());
    return add(filled.text);
  }
  auto add(const std::string& text) -> bool {
    entry_.parts.push_back(text);
    return true;
  }

  const Filler& filler_;
  std::string path_;
  AdmxEntry entry_;
};

/// Makes a place in a value one in the files, so that it outlives the value.
auto settle(AdmxPlace& where, const Filled& value, const source::SourceMap& sources) -> void {
  if (!where.in_value) return;
  where.span = place(sources, value, where.in_value->begin, where.in_value->end);
  where.in_value.reset();
}

}  // namespace

auto admx_statement(const model::Admx& admx, const Filler& filler, std::string_view path)
    -> std::optional<AdmxStatement> {
  AdmxStatement statement;
  statement.enabled = admx.enabled;
  statement.is_mapping = admx.is_mapping;
  statement.place.span = admx.elements.empty() ? admx.span : admx.elements.front().id.span;
  for (const auto& element : admx.elements) {
    if (std::holds_alternative<std::monostate>(element.value)) {
      statement.left_out.push_back(element.id.value);
      continue;
    }
    auto entry = EntryFiller(filler, fmt::format("{}.{}", path, element.id.value)).run(element);
    if (!entry) return std::nullopt;
    statement.entries.push_back(*std::move(entry));
  }
  return statement;
}

auto admx_statement(const Filled& xml) -> std::optional<AdmxStatement> {
  auto reading = object::read_admx_payload(xml.text);
  if (!reading) return std::nullopt;
  AdmxStatement statement;
  statement.enabled = reading->payload.enabled;
  statement.other_letter_case = reading->other_letter_case;
  statement.place.in_value = reading->state;
  statement.entries.reserve(reading->tags.size());
  for (std::size_t i = 0; i < reading->tags.size(); ++i) {
    auto& datum = reading->payload.data[i];
    auto& entry = statement.entries.emplace_back();
    entry.id = std::move(datum.id);
    for (const auto& name : xml.secrets) {
      if (datum.value.find(object::symbol("env", name)) != std::string::npos) entry.secrets.push_back(name);
    }
    entry.parts.push_back(std::move(datum.value));
    entry.id_place.in_value = entry.place.in_value = reading->tags[i];
  }
  return statement;
}

auto lay_over(AdmxStatement earlier, const Filled& earlier_value, const source::SourceMap& sources,
              AdmxStatement& later) -> void {
  // What is disabled has no elements: its data mean nothing.
  if (!later.is_mapping || !earlier.enabled) return;
  const auto goes = [&](const AdmxEntry& entry) {
    const auto is_it = [&](std::string_view id) { return base::equal_folded(id, entry.id); };
    return std::any_of(later.left_out.begin(), later.left_out.end(), is_it) ||
           std::any_of(later.entries.begin(), later.entries.end(),
                       [&](const AdmxEntry& other) { return is_it(other.id); });
  };
  auto& kept = earlier.entries;
  kept.erase(std::remove_if(kept.begin(), kept.end(), goes), kept.end());
  for (auto& entry : kept) {
    settle(entry.id_place, earlier_value, sources);
    settle(entry.place, earlier_value, sources);
  }
  std::move(later.entries.begin(), later.entries.end(), std::back_inserter(kept));
  later.entries = std::move(kept);
}

auto secrets_of(const AdmxStatement& statement) -> std::vector<std::string> {
  std::vector<std::string> all;
  for (const auto& entry : statement.entries) {
    for (const auto& name : entry.secrets) {
      if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
    }
  }
  return all;
}

}  // namespace pinwright::lower
