#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/web_sign_in.hpp"
#include "check/written.hpp"

namespace pinwright::check::checks {

namespace {

using diag::Code;
using web_sign_in::Entry;

constexpr std::string_view kExpected =
    "a list holds domains only, separated by `;`, such as `signin.contoso.com;portal.contoso.com`";

class ListCheck {
 public:
  ListCheck(const SettingContext& context, diag::Sink& sink)
      : context_(context), filled_(context.setting.value.text), sink_(sink), end_(filled_.text.size()) {}

  auto check() -> void {
    if (base::trimmed(text()).empty()) {
      sink_.add(value_finding(context_, Code::WebSignInUrlForm, "the list of web sign-in domains is empty",
                              "name the domains, or remove the setting"));
      return;
    }
    check_quotes();
    const auto list = text().substr(begin_, end_ - begin_);
    for (const auto& entry : web_sign_in::entries(list)) check_entry({begin_ + entry.begin, begin_ + entry.end});
  }

 private:
  [[nodiscard]] auto text() const -> std::string_view { return filled_.text; }

  /// `"a.com;b.com"`: one pair of quotes round the list is one mistake.
  auto check_quotes() -> void {
    const auto list = base::trimmed(text());
    const char quote = list.front();
    if ((quote != '"' && quote != '\'') || list.size() < 2 || list.back() != quote) return;
    const auto inner = list.substr(1, list.size() - 2);
    if (inner.find(';') == std::string_view::npos || inner.find(quote) != std::string_view::npos) return;
    begin_ = static_cast<std::size_t>(inner.data() - text().data());
    end_ = begin_ + inner.size();
    auto found = value_finding(context_, Code::WebSignInUrlForm, begin_ - 1, end_ + 1,
                               "the list of web sign-in domains has quotes round it",
                               "the device takes quotes as a part of the first and of the last domain: leave them out");
    add_edit(found, context_.sources(), {filled_, begin_ - 1, end_ + 1}, "remove the quotes", std::string(inner));
    sink_.add(std::move(found));
  }

  auto check_entry(Entry entry) -> void {
    if (entry.begin == entry.end) {
      check_empty(entry.begin);
      return;
    }
    const auto spelled = text().substr(entry.begin, entry.end - entry.begin);
    if (base::trimmed(spelled).empty()) {
      sink_.add(report(entry, "an empty entry stands in the list", "remove it, or name a domain"));
      return;
    }
    const auto error = web_sign_in::check_entry(spelled);
    if (!error) return;
    auto found =
        report(entry, fmt::format("{} {}", base::quoted(spelled), error->fact), help(spelled, error->repaired));
    if (!error->repaired.empty() && !is_several(error->repaired)) {
      add_edit(found, context_.sources(), {filled_, entry.begin, entry.end}, fmt::format("write `{}`", error->repaired),
               error->repaired);
    }
    sink_.add(std::move(found));
  }

  /// In a list of the language several domains are several items.
  [[nodiscard]] auto is_several(std::string_view repaired) const -> bool {
    return context_.setting.declared == nullptr && repaired.find(';') != std::string_view::npos;
  }

  [[nodiscard]] auto help(std::string_view spelled, const std::string& repaired) const -> std::string {
    if (is_several(repaired)) return "write each domain as an item of its own";
    if (!repaired.empty()) return fmt::format("write `{}`: {}", repaired, kExpected);
    if (context_.setting.declared == nullptr && base::equal_folded(spelled, "federated")) {
      return "write `webSignInAllowedUrls: federated`, without a list, for the domains of each tenant's "
             "`federatedSignIn`";
    }
    return std::string(kExpected);
  }

  /// The entry is nothing between two `;`, or between one and an end of the list: a `;` too many, or an empty item.
  auto check_empty(std::size_t at) -> void {
    for (const auto semicolon : {at - 1, at}) {  // at 0, `at - 1` lies beyond any text
      if (semicolon >= text().size() || !is_semicolon_of_author(semicolon)) continue;
      auto found = report({semicolon, semicolon + 1},
                          at == end_ ? "the list ends with `;`" : "an empty entry stands in the list",
                          "remove the `;`: it separates domains, and the device reads an empty one");
      add_edit(found, context_.sources(), {filled_, semicolon, semicolon + 1}, "remove the `;`", {});
      sink_.add(std::move(found));
      return;
    }
    sink_.add(report({at, at}, "an empty entry stands in the list", "remove it, or name a domain"));
  }

  /// Not one that joins two items.
  [[nodiscard]] auto is_semicolon_of_author(std::size_t at) const -> bool {
    return text()[at] == ';' && (filled_.pieces.empty() || piece_at({at, at + 1}) != nullptr);
  }

  [[nodiscard]] auto piece_at(Entry entry) const -> const lower::Piece* {
    if (entry.begin != entry.end) return lower::piece_with(filled_, entry.begin, entry.end);
    // An empty entry stands in an empty piece, of which several may stand in one place with others.
    const auto found = std::find_if(filled_.pieces.begin(), filled_.pieces.end(), [&](const lower::Piece& piece) {
      return entry.begin == piece.begin && entry.begin == piece.end;
    });
    return found == filled_.pieces.end() ? nullptr : &*found;
  }

  auto report(Entry entry, std::string message, std::string help) -> diag::Diagnostic {
    auto found =
        value_finding(context_, Code::WebSignInUrlForm, entry.begin, entry.end, std::move(message), std::move(help));
    const auto* piece = piece_at(entry);
    if (piece == nullptr || context_.setting.declared != nullptr) return found;
    if (entry.begin == entry.end) found.span = piece->scalar;
    if (auto path = path_of_federated(piece->scalar); !path.empty()) found.path = std::move(path);
    return found;
  }

  /// An item of `federatedSignIn` is wrong once, however many policies take it.
  [[nodiscard]] auto path_of_federated(source::Span item) const -> std::string {
    const auto& in = context_.in.in;
    if (auto path = path_in(in.all.workspace.tenant_defaults.federated_sign_in, item, "tenantDefaults"); !path.empty())
      return path;
    return path_in(in.tenant().federated_sign_in, item, "tenants." + in.tenant_name());
  }

  static auto path_in(const std::optional<std::vector<model::Text>>& items, source::Span item, const std::string& owner)
      -> std::string {
    if (!items) return {};
    for (std::size_t i = 0; i < items->size(); ++i) {
      if ((*items)[i].span == item) return fmt::format("{}.federatedSignIn[{}]", owner, i);
    }
    return {};
  }

  const SettingContext& context_;
  const lower::Filled& filled_;
  diag::Sink& sink_;
  std::size_t begin_ = 0;  // of what is inside quotes
  std::size_t end_;
};

}  // namespace

auto web_sign_in_url_form(const SettingContext& context, diag::Sink& sink) -> void {
  if (!web_sign_in::is_list(context.setting) || !web_sign_in::is_known(context.setting)) return;
  ListCheck(context, sink).check();
}

}  // namespace pinwright::check::checks
