#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace pinwright::base {

/// What is known about a failed call to something remote. A disk, and everything local, knows Refused and TooLarge.
enum class ErrorKind : std::uint8_t {
  Refused,      ///< a definite no: nothing was done
  TooLarge,     ///< what was to be read has more bytes than the limit; none were taken
  NotFound,     ///< what was named is not there; nothing was done
  Forbidden,    ///< the right to do this is missing; nothing was done
  Unclear,      ///< a write was sent, and no answer says whether it was carried out
  Unreachable,  ///< no sign-in, no connection, or no end of throttling: the other side could not be used
  Interrupted,  ///< the run was stopped before anything was sent
};

/// What the world refused: disk, network, a foreign file. `message` states the observed fact in lower case without a
/// full stop; `help` says what to do and may be empty. A mistake in the user's own file is a diag::Diagnostic instead.
struct Error {
  std::string message;
  std::string help;
  ErrorKind kind = ErrorKind::Refused;
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
