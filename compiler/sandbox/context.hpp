#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/dice.hpp"
#include "sandbox/message.hpp"
#include "sandbox/service.hpp"
#include "sandbox/store.hpp"
#include "sandbox/types.hpp"
#include "sandbox/url.hpp"

namespace pinwright::sandbox {

/// What makes two answers about one thing differ: fresh dice for each presentation of an object, the same after the
/// same number of presentations.
class Variation {
 public:
  [[nodiscard]] auto next(std::string_view id) -> Dice;
  /// Counts a presentation without dice: 1, 2, …
  [[nodiscard]] auto begin(std::string_view id) -> std::uint64_t;
  /// The number of the last presentation; 0: there was none.
  [[nodiscard]] auto latest(std::string_view id) -> std::uint64_t;

 private:
  std::mutex mutex_;
  std::map<std::string, std::uint64_t, std::less<>> shown_;
};

/// The dice of one presentation: the same whenever it is asked for.
[[nodiscard]] auto dice_of(std::string_view id, std::uint64_t presentation) -> Dice;

/// What an access token says.
struct Identity {
  std::string tenant;
  std::string client;
  std::vector<std::string> permissions;  ///< `roles`, or `scp` of a signed-in person
  bool delegated = false;

  [[nodiscard]] auto may(std::string_view permission) const -> bool;
};

class Definitions;

/// What handlers work with.
struct Services {
  Store& store;
  Variation& variation;
  const Service& service;
  Visibility& visibility;
  const Definitions& definitions;
  std::string url;  ///< of this server, without a slash at the end
  std::size_t page_size = 1000;
};

/// A call to Microsoft Graph, taken apart.
struct Request {
  const Call& call;
  Api api = Api::V1;
  Url url;  ///< without the version segment
  Identity who;
  std::vector<std::string> keys;  ///< what the route's placeholders stand for
  std::size_t writes_ago = 0;     ///< lists answer as they would have so many writes earlier

  [[nodiscard]] auto version() const -> std::string_view { return api == Api::V1 ? "v1.0" : "beta"; }
};

}  // namespace pinwright::sandbox
