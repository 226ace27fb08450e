#include "model/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "model/codecs.hpp"

namespace pinwright::model {

using diag::Code;

namespace {

/// What a table cannot say: keys that need each other.
class FragmentCheck {
 public:
  /// `first`: where the findings of this document begin.
  FragmentCheck(const Fragment& fragment, std::size_t first, diag::Sink& sink)
      : fragment_(fragment), first_(first), sink_(sink) {}

  auto run() -> void {
    for (const auto& group : fragment_.groups) check_group(group);
    for (const auto& filter : fragment_.filters) check_filter(filter);
    for (const auto& [name, policy, broken] : fragment_.policies) {
      const auto path = "policies." + name.value;
      check_excluded(policy.assignments, path);
      for (std::size_t i = 0; i < policy.overrides.size(); ++i) {
        check_excluded(policy.overrides[i].assignments, fmt::format("{}.overrides[{}]", path, i));
      }
    }
  }

 private:
  auto report(Code code, Span span, std::string path, std::string message, std::string help) -> void {
    auto finding = diag::make(code, span, std::move(message), std::move(help));
    finding.path = std::move(path);
    sink_.add(std::move(finding));
  }

  /// A key of the object that could not be read may be the one that seems to be missing.
  [[nodiscard]] auto is_read_whole(Span object) const -> bool {
    const auto& all = sink_.diagnostics();
    return std::none_of(all.begin() + static_cast<std::ptrdiff_t>(first_), all.end(),
                        [&](const diag::Diagnostic& finding) {
                          return finding.span.file == object.file && finding.span.begin >= object.begin &&
                                 finding.span.end <= object.end;
                        });
  }

  auto check_group(const Named<Group>& group) -> void {
    if (!is_read_whole(group.value.span)) return;
    const auto path = "groups." + group.name.value;
    require_create(group.value.membership_rule, "membershipRule", group.value.create, path);
    require_create(group.value.description, "description", group.value.create, path);
  }

  auto check_filter(const Named<Filter>& filter) -> void {
    if (!is_read_whole(filter.value.span)) return;
    const auto path = "filters." + filter.name.value;
    const auto& create = filter.value.create;
    require_create(filter.value.rule, "rule", create, path);
    require_create(filter.value.description, "description", create, path);
    if (!create || !create->value || filter.value.rule) return;
    report(Code::MissingKey, create->span, path,
           fmt::format("the filter `{}` is created without a `rule`", filter.name.value),
           "add `rule`: a filter cannot exist without one");
  }

  /// `rule`, `membershipRule` and `description` change an object; only `create: true` makes it ours to change.
  auto require_create(const std::optional<Text>& text, std::string_view key, const std::optional<Located<bool>>& create,
                      const std::string& path) -> void {
    if (!text || (create && create->value)) return;
    report(Code::MissingKey, text->span, fmt::format("{}.{}", path, key),
           fmt::format("`{}` is given, but `create: true` is missing", key),
           "an object that is only looked up is never changed: add `create: true`, or remove the key");
  }

  auto check_excluded(const std::optional<Assignments>& assignments, const std::string& path) -> void {
    if (!assignments) return;
    for (const auto& target : assignments->exclude) {
      if (target.kind == Target::Kind::Group) continue;
      report(Code::UnknownValue, target.group.span, path + ".assignments.exclude",
             fmt::format("`{}` cannot be excluded", target.group.value),
             "name a group; a policy for nobody has `include: []`");
    }
  }

  const Fragment& fragment_;
  std::size_t first_;
  diag::Sink& sink_;
};

/// What Decoder::refused promises: the reader of YAML has told of each.
auto refused_keys(source::FileId file, const diag::Sink& sink) -> std::vector<Span> {
  std::vector<Span> keys;
  for (const auto& finding : sink.diagnostics()) {
    if (finding.code == Code::YamlSyntax && finding.span.file == file) keys.push_back(finding.span);
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace

auto decode_fragments(const source::SourceMap& sources, std::span<const syntax::Node> documents, diag::Sink& sink)
    -> std::vector<Fragment> {
  std::vector<Fragment> fragments;
  if (documents.empty()) return fragments;
  const auto refused = refused_keys(documents.front().span.file, sink);
  for (const auto& document : documents) {
    const auto first = sink.diagnostics().size();
    Decoder decoder{sources, sink, nullptr, refused};
    Fragment fragment;
    if (!Codec<Fragment>::decode(document, fragment, decoder) && document.kind != syntax::Kind::Mapping) continue;
    for (const auto& member : document.members) fragment.keys.push_back({member.key.text, member.key.span});
    FragmentCheck(fragment, first, sink).run();
    fragments.push_back(std::move(fragment));
  }
  return fragments;
}

}  // namespace pinwright::model
