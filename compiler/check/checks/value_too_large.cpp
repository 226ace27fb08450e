#include <fmt/format.h>

#include "base/base64.hpp"
#include "check/check.hpp"
#include "check/value_type.hpp"

namespace pinwright::check::checks {

namespace {

/// Said of binary policies such as application control in field reports; Graph's metadata states no limit.
constexpr std::size_t kMostBytes = 350'000;

/// Of the bytes that the device gets. Base64 is a third longer, so a short text needs no decoding.
auto byte_count(const lower::Setting& setting) -> std::size_t {
  if (setting.value.file != nullptr) return setting.value.file->bytes.size();
  const auto& text = std::get<std::string>(*setting.typed);
  if (text.size() <= kMostBytes) return text.size();
  const auto bytes = base::base64_decode(text);
  return bytes ? bytes->size() : 0;
}

}  // namespace

auto value_too_large(const SettingContext& context, diag::Sink& sink) -> void {
  const auto& setting = context.setting;
  if (setting.type != object::DataType::Base64 || lower::plain_value(setting) == nullptr) return;
  const auto bytes = byte_count(setting);
  if (bytes <= kMostBytes) return;
  sink.add(value_finding(
      context, diag::Code::ValueTooLarge,
      fmt::format("the value has {} bytes, and Intune takes at most {} in a binary value", bytes, kMostBytes),
      "make the file smaller, or split it into several policies"));
}

}  // namespace pinwright::check::checks
