#include "csp/schema.hpp"

#include "csp/blob.hpp"
#include "csp/schema_pack.hpp"

namespace pinwright::csp {
namespace {

/// Where what is named stands in its list.
constexpr std::size_t kSpace = 0, kRootCount = 1, kFirstRoot = 2, kRootWords = 2;         // schema
constexpr std::size_t kText = 1, kContent = 2, kFirstAttribute = 3, kAttributeWords = 3;  // type
constexpr std::size_t kMin = 1, kMax = 2, kName = 3, kElementType = 4, kFirstPart = 3;    // content
constexpr std::size_t kFirstOf = 1;                                                       // simple type
constexpr std::size_t kValues = 2, kPattern = 3, kLow = 4, kHigh = 5, kMinLength = 6, kMaxLength = 7;

auto number_or_none(std::uint32_t word) -> std::optional<std::uint32_t> {
  return word == schema_bits::kNone ? std::nullopt : std::optional(word);
}

/// The types that elements of this name have within `part`; false: more than one.
auto find_inner(const XmlParticle& part, std::string_view name, std::optional<std::uint32_t>& found) -> bool {
  if (part.kind() == XmlParticleKind::Any) return true;
  if (part.kind() == XmlParticleKind::Element) {
    if (part.name() != name) return true;
    if (found && *found != part.type()) return false;
    found = part.type();
    return true;
  }
  for (std::size_t i = 0; i < part.part_count(); ++i) {
    if (!find_inner(part.part(i), name, found)) return false;
  }
  return true;
}

}  // namespace

XmlSimple::XmlSimple(const Blob& blob, std::uint32_t list) : blob_(&blob), words_(blob.list(list)) {}
auto XmlSimple::kind() const -> XmlSimpleKind { return static_cast<XmlSimpleKind>(words_[0] & schema_bits::kKind); }
auto XmlSimple::of(std::size_t index) const -> XmlSimple { return {*blob_, words_[kFirstOf + index]}; }
auto XmlSimple::of_count() const -> std::size_t {
  return kind() == XmlSimpleKind::Restriction ? 1 : words_.size() - kFirstOf;
}
auto XmlSimple::values() const -> std::vector<std::string_view> { return blob_->texts(words_[kValues]); }
auto XmlSimple::pattern() const -> std::string_view { return blob_->text(words_[kPattern]); }
auto XmlSimple::min() const -> std::optional<std::string_view> {
  return (words_[0] & schema_bits::kMin) == 0 ? std::nullopt : std::optional(blob_->text(words_[kLow]));
}
auto XmlSimple::max() const -> std::optional<std::string_view> {
  return (words_[0] & schema_bits::kMax) == 0 ? std::nullopt : std::optional(blob_->text(words_[kHigh]));
}
auto XmlSimple::min_length() const -> std::optional<std::uint32_t> { return number_or_none(words_[kMinLength]); }
auto XmlSimple::max_length() const -> std::optional<std::uint32_t> { return number_or_none(words_[kMaxLength]); }

XmlParticle::XmlParticle(const Blob& blob, std::uint32_t list) : blob_(&blob), words_(blob.list(list)) {}
auto XmlParticle::kind() const -> XmlParticleKind {
  return static_cast<XmlParticleKind>(words_[0] & schema_bits::kKind);
}
auto XmlParticle::min() const -> std::uint32_t { return words_[kMin]; }
auto XmlParticle::max() const -> std::optional<std::uint32_t> { return number_or_none(words_[kMax]); }
auto XmlParticle::name() const -> std::string_view { return blob_->text(words_[kName]); }
auto XmlParticle::is_qualified() const -> bool { return (words_[0] & schema_bits::kQualified) != 0; }
auto XmlParticle::type() const -> std::uint32_t { return words_[kElementType]; }
auto XmlParticle::part(std::size_t index) const -> XmlParticle { return {*blob_, words_[kFirstPart + index]}; }
auto XmlParticle::part_count() const -> std::size_t { return words_.size() - kFirstPart; }

XmlType::XmlType(const Blob& blob, std::uint32_t list) : blob_(&blob), words_(blob.list(list)) {}
auto XmlType::is_anything() const -> bool { return (words_[0] & schema_bits::kAnything) != 0; }
auto XmlType::is_mixed() const -> bool { return (words_[0] & schema_bits::kMixed) != 0; }
auto XmlType::takes_any_attribute() const -> bool { return (words_[0] & schema_bits::kAnyAttribute) != 0; }
auto XmlType::text() const -> std::optional<XmlSimple> {
  if ((words_[0] & schema_bits::kText) == 0) return std::nullopt;
  return XmlSimple(*blob_, words_[kText]);
}
auto XmlType::content() const -> std::optional<XmlParticle> {
  if (words_[kContent] == 0) return std::nullopt;
  return XmlParticle(*blob_, words_[kContent]);
}
auto XmlType::attribute(std::size_t index) const -> XmlAttributeRule {
  const auto row = words_.subspan(kFirstAttribute + index * kAttributeWords, kAttributeWords);
  return {blob_->text(row[0]), XmlSimple(*blob_, row[1]), (row[2] & schema_bits::kRequired) != 0};
}
auto XmlType::attribute_count() const -> std::size_t { return (words_.size() - kFirstAttribute) / kAttributeWords; }

XmlSchema::XmlSchema(const Blob& blob, std::uint32_t list) : blob_(&blob), words_(blob.list(list)) {}
auto XmlSchema::space() const -> std::string_view { return blob_->text(words_[kSpace]); }
auto XmlSchema::root_count() const -> std::size_t { return words_[kRootCount]; }
auto XmlSchema::type_count() const -> std::size_t { return words_.size() - kFirstRoot - root_count() * kRootWords; }
auto XmlSchema::type(std::uint32_t index) const -> XmlType {
  return {*blob_, words_[kFirstRoot + root_count() * kRootWords + index]};
}

auto XmlSchema::roots() const -> std::vector<std::string_view> {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < root_count(); ++i) out.push_back(blob_->text(words_[kFirstRoot + i * kRootWords]));
  return out;
}

auto XmlSchema::root(std::string_view name) const -> std::optional<std::uint32_t> {
  for (std::size_t i = 0; i < root_count(); ++i) {
    const auto row = words_.subspan(kFirstRoot + i * kRootWords, kRootWords);
    if (blob_->text(row[0]) == name) return row[1];
  }
  return std::nullopt;
}

auto XmlSchema::inner(std::string_view name) const -> std::optional<std::uint32_t> {
  std::optional<std::uint32_t> found;
  for (std::uint32_t i = 0; i < type_count(); ++i) {
    const auto content = type(i).content();
    if (content && !find_inner(*content, name, found)) return std::nullopt;
  }
  return found;
}

}  // namespace pinwright::csp
