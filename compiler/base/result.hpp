#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace pinwright::base {

/// What the world refused: disk, network, a foreign file. `message` states the observed fact in lower case without a
/// full stop; `help` says what to do and may be empty. A mistake in the user's own file is a diag::Diagnostic instead.
struct Error {
  std::string message;
  std::string help;
};

/// A value or the reason why there is none. Reading the half that is not there is a bug and asserts.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] auto ok() const -> bool { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] auto value() const& -> const T& {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] auto value() & -> T& {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  [[nodiscard]] auto value() && -> T {
    assert(ok());
    return std::move(*std::get_if<0>(&state_));
  }
  [[nodiscard]] auto error() const -> const Error& {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

struct Done {};

/// For work whose only result is that it was done.
using Status = Result<Done>;

}  // namespace pinwright::base
