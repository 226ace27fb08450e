#pragma once

#include <curl/curl.h>

#include <array>
#include <cstddef>
#include <memory>
#include <string>

#include "graph/curl_transport.hpp"

/// One exchange with libcurl: what is told to it, and what its end means.
namespace pinwright::graph {

struct FreeEasy {
  auto operator()(CURL* handle) const -> void { curl_easy_cleanup(handle); }
};
struct FreeList {
  auto operator()(curl_slist* list) const -> void { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, FreeEasy>;
using List = std::unique_ptr<curl_slist, FreeList>;

/// One exchange in flight. Its address is libcurl's: it stays where it is.
struct Transfer {
  Easy easy;
  List headers;
  const Request* request = nullptr;
  std::size_t place = 0;
  std::size_t given = 0;  // to libcurl, of the body
  std::size_t longest_answer = 0;
  bool too_long = false;
  Response response;
  std::array<char, CURL_ERROR_SIZE> message{};
};

/// Sets up the exchange of `request`, which has to live as long as it does, on a handle that nothing is set on.
/// `system_certificates`: a PEM file for where the options name none; empty: libcurl's own. nullptr: `easy` is none.
[[nodiscard]] auto make_transfer(Easy easy, const Request& request, const CurlOptions& options,
                                 const std::string& system_certificates) -> std::unique_ptr<Transfer>;

/// What came of the exchange that libcurl ended with `code`. An Error is of kind Unclear when the other side may have
/// the whole request, Refused where a second try would end as this one did, else Unreachable.
[[nodiscard]] auto result_of(Transfer& transfer, CURLcode code) -> base::Result<Response>;

}  // namespace pinwright::graph
