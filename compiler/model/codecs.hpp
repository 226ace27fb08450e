#pragma once

#include <array>
#include <string_view>

#include "model/auth_file.hpp"
#include "model/fields.hpp"
#include "model/workspace.hpp"

/// The codec of every type of the language: which are records, which are words, and the few that may be written in
/// several ways.
namespace pinwright::model {

template <>
struct Words<Cloud> {
  static constexpr std::array<std::string_view, 4> kWords = {"global", "usGov", "usGovDoD", "china"};
};
template <>
struct Words<Members> {
  static constexpr std::array<std::string_view, 3> kWords = {"devices", "users", "mixed"};
};
template <>
struct Words<FilterMode> {
  static constexpr std::array<std::string_view, 2> kWords = {"include", "exclude"};
};
template <>
struct Words<PinScope> {
  static constexpr std::array<std::string_view, 2> kWords = {"device", "user"};
};
template <>
struct Words<Services> {
  static constexpr std::array<std::string_view, 2> kWords = {"required", "ignore"};
};
template <>
struct Words<DataType> {
  static constexpr auto kWords = [] {
    std::array<std::string_view, object::kDataTypes.size()> words;
    for (std::size_t i = 0; i < words.size(); ++i) words.at(i) = object::kDataTypes.at(i).word;
    return words;
  }();
};
template <>
struct Words<PolicyTarget> {
  static constexpr auto kWords = object::kTargetWords;
};
template <>
struct Words<Offboard> {
  static constexpr std::array<std::string_view, 2> kWords = {"delete", "forget"};
};
template <>
struct Words<GraphApi> {
  static constexpr auto kWords = object::kGraphApiWords;
};
template <>
struct Words<NodeFormat> {
  static constexpr std::array<std::string_view, 9> kWords = {"chr",   "int",  "bool", "b64", "xml",
                                                             "float", "time", "date", "admx"};
};
template <>
struct Words<AuthMethod> {
  static constexpr auto kWords = kAuthMethodWords;
};

// Values that may be written in several ways.

template <>
struct Codec<Selector> {
  static auto decode(const syntax::Node& node, Selector& out, Decoder& decoder) -> bool;
  static auto shape() -> Shape;
};
template <>
struct Codec<std::vector<LabelMatch>> {
  static auto decode(const syntax::Node& node, std::vector<LabelMatch>& out, Decoder& decoder) -> bool;
  static auto shape() -> Shape;
};
template <>
struct Codec<Variable> {
  static auto decode(const syntax::Node& node, Variable& out, Decoder& decoder) -> bool;
  static auto shape() -> Shape;
};
template <>
struct Codec<Binding> {
  static auto decode(const syntax::Node& node, Binding& out, Decoder& decoder) -> bool;
  static auto shape() -> Shape;
};
template <>
struct Codec<WebSignIn> {
  static auto decode(const syntax::Node& node, WebSignIn& out, Decoder& decoder) -> bool;
  static auto shape() -> Shape;
};
template <>
struct Codec<Target> {
  static auto decode(const syntax::Node& node, Target& out, Decoder& decoder) -> bool;
  static auto shape() -> Shape;
};
template <>
struct Codec<Admx> {
  static auto decode(const syntax::Node& node, Admx& out, Decoder& decoder) -> bool;
  static auto shape() -> Shape;
};
template <>
struct Codec<SettingSet> {
  static auto decode(const syntax::Node& node, SettingSet& out, Decoder& decoder) -> bool;
  static auto shape() -> Shape;
};
/// A node whose OMA-URI was read stays, whatever else is wrong with it: a setting that uses it is no second mistake.
/// Its `format` has no span where it could not be read.
template <>
struct Codec<DeclaredNode> {
  static auto decode(const syntax::Node& node, DeclaredNode& out, Decoder& decoder) -> bool;
  static auto shape() -> Shape;
};

// Mappings with fixed keys.

template <>
struct Codec<Environment> : RecordCodec<Environment> {};
template <>
struct Codec<Fleet> : RecordCodec<Fleet> {};
template <>
struct Codec<Auth> : RecordCodec<Auth> {};
template <>
struct Codec<TenantSettings> : RecordCodec<TenantSettings> {};
template <>
struct Codec<Tenant> : RecordCodec<Tenant> {};
template <>
struct Codec<Group> : RecordCodec<Group> {};
template <>
struct Codec<Filter> : RecordCodec<Filter> {};
template <>
struct Codec<ValueFrom> : RecordCodec<ValueFrom> {};
template <>
struct Codec<Setting> : RecordCodec<Setting> {};
template <>
struct Codec<PolicyDefaults> : RecordCodec<PolicyDefaults> {};
template <>
struct Codec<PinRecovery> : RecordCodec<PinRecovery> {};
template <>
struct Codec<Assignments> : RecordCodec<Assignments> {};
template <>
struct Codec<Override> : RecordCodec<Override> {};
template <>
struct Codec<Policy> : RecordCodec<Policy> {};
template <>
struct Codec<Waiver> : RecordCodec<Waiver> {};
template <>
struct Codec<Fragment> : RecordCodec<Fragment> {};
template <>
struct Codec<AllowedTenant> : RecordCodec<AllowedTenant> {};
template <>
struct Codec<AuthFile> : RecordCodec<AuthFile> {};

template <>
auto table<Environment>() -> const Table<Environment>&;
template <>
auto table<Fleet>() -> const Table<Fleet>&;
template <>
auto table<Auth>() -> const Table<Auth>&;
template <>
auto table<TenantSettings>() -> const Table<TenantSettings>&;
template <>
auto table<Tenant>() -> const Table<Tenant>&;
template <>
auto table<Group>() -> const Table<Group>&;
template <>
auto table<Filter>() -> const Table<Filter>&;
template <>
auto table<ValueFrom>() -> const Table<ValueFrom>&;
template <>
auto table<Setting>() -> const Table<Setting>&;
template <>
auto table<PinRecovery>() -> const Table<PinRecovery>&;
template <>
auto table<Assignments>() -> const Table<Assignments>&;
template <>
auto table<Override>() -> const Table<Override>&;
template <>
auto table<Policy>() -> const Table<Policy>&;
template <>
auto table<Waiver>() -> const Table<Waiver>&;
template <>
auto table<Fragment>() -> const Table<Fragment>&;
template <>
auto table<AllowedTenant>() -> const Table<AllowedTenant>&;
template <>
auto table<AuthFile>() -> const Table<AuthFile>&;

}  // namespace pinwright::model
