#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace pinwright::model {

/// An optional for what few have: it costs a pointer while it is absent, and an allocation when it is not. A workspace
/// holds a hundred thousand settings; most have neither a description nor a `valueFrom`.
template <class T>
class Rare {
 public:
  Rare() = default;
  Rare(T value) : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT(google-explicit-constructor): as optional
  Rare(const Rare& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Rare(Rare&&) noexcept = default;
  ~Rare() = default;
  auto operator=(const Rare& other) -> Rare& {
    value_ = other.value_ ? std::make_unique<T>(*other.value_) : nullptr;
    return *this;
  }
  auto operator=(Rare&&) noexcept -> Rare& = default;

  [[nodiscard]] auto has_value() const -> bool { return value_ != nullptr; }
  [[nodiscard]] explicit operator bool() const { return has_value(); }
  [[nodiscard]] auto operator*() const -> const T& { return *value_; }
  [[nodiscard]] auto operator*() -> T& { return *value_; }
  [[nodiscard]] auto operator->() const -> const T* { return value_.get(); }
  [[nodiscard]] auto operator->() -> T* { return value_.get(); }
  [[nodiscard]] auto as_optional() const -> std::optional<T> {
    return value_ ? std::optional<T>(*value_) : std::nullopt;
  }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace pinwright::model
