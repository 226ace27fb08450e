#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "sandbox/message.hpp"
#include "sandbox/store.hpp"
#include "sandbox/strict.hpp"

namespace pinwright::sandbox {

enum class Expansion : std::uint8_t {
  Shown,
  Absent,  ///< lists leave `assignments` out although `$expand` asks for it
  Empty,   ///< lists show `assignments` as an empty list, whatever there is
};

/// What becomes of a secret setting value that is sent back as the token of the answer: nothing says it.
enum class SecretTokens : std::uint8_t {
  Taken,    ///< the secret stays what it is
  Refused,  ///< 400
};

/// Calls that a tenant may make in a window of time; 0: no limit. Each item of a `$batch` is a call.
struct Budget {
  std::size_t reads = 0;
  std::size_t writes = 0;
  std::int64_t milliseconds = 20'000;
  bool tells_when = true;  ///< the 429 has a Retry-After
};

/// What the service does where its contract leaves it room, or where it was seen to: a client has to bear it. As
/// initialised everything is shown at once and as it was written.
struct Service {
  std::size_t unseen_calls = 0;  ///< so many calls with the id of a just created object answer 404
  std::size_t unseen_lists = 0;  ///< so many lists leave a just created object out
  Expansion expansion = Expansion::Shown;
  bool skip_links = false;         ///< next links count objects with `$skip` in place of `$skiptoken`
  std::string link_origin;         ///< next links begin with this address, as behind a gateway; empty: the server's own
  bool trims_texts = false;        ///< blanks and line breaks at the ends of names and descriptions are dropped
  bool windows_line_ends = false;  ///< line breaks of a description come back as CR LF
  bool keeps_version = false;      ///< `version` is not raised by a write
  bool rounds_dates = false;       ///< lists show lastModifiedDateTime in whole seconds
  SecretTokens secret_tokens = SecretTokens::Taken;
  Budget budget;
};

/// All that is documented or was reported at once: the profile `strict-service`.
[[nodiscard]] auto strict_service() -> Service;
/// Reads the object `service` of a fault script over `service`.
auto read_service(const Place& place, Service& service) -> void;

/// Which objects were created so recently that the service does not show them yet. For calls in any number of threads.
class Visibility {
 public:
  explicit Visibility(const Service& service) : service_(service) {}

  auto created(std::string_view tenant, Kind kind, std::string_view id) -> void;
  /// Counts a call with the object's id.
  [[nodiscard]] auto hides(std::string_view tenant, Kind kind, std::string_view id) -> bool;
  /// Counts a list that would show the object.
  [[nodiscard]] auto hides_in_list(std::string_view tenant, Kind kind, std::string_view id) -> bool;

 private:
  struct Left {
    std::size_t calls = 0, lists = 0;
  };
  using Key = std::tuple<std::string, Kind, std::string>;

  const Service& service_;
  std::mutex mutex_;
  std::map<Key, Left> left_;
};

/// Counts the calls of each tenant in a sliding window.
class Budgets {
 public:
  explicit Budgets(const Budget& budget) : budget_(budget) {}

  /// 429 where the call is over its tenant's budget; it does not count then.
  [[nodiscard]] auto refuse(const Call& call, std::string_view tenant, std::int64_t milliseconds_now)
      -> std::optional<Reply>;

 private:
  const Budget& budget_;
  std::mutex mutex_;
  std::map<std::pair<std::string, bool>, std::deque<std::int64_t>, std::less<>> made_;
};

}  // namespace pinwright::sandbox
