#include "graph/curl_transfer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "graph/graph_error.hpp"
#include "graph/url.hpp"

namespace pinwright::graph {

namespace {

auto give_body(char* out, std::size_t size, std::size_t count, void* user) -> std::size_t {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::string_view rest = std::string_view(transfer.request->body).substr(transfer.given);
  const auto length = std::min(rest.size(), size * count);
  std::memcpy(out, rest.data(), length);
  transfer.given += length;
  return length;
}

/// libcurl repeats a request by itself when a kept connection breaks before the first byte of the answer; the service
/// may have carried out the first one by then. A body that cannot be rewound stops that.
auto refuse_to_rewind(void*, curl_off_t, int) -> int { return CURL_SEEKFUNC_FAIL; }

auto take_body(char* bytes, std::size_t size, std::size_t count, void* user) -> std::size_t {
  auto& transfer = *static_cast<Transfer*>(user);
  const auto length = size * count;
  if (length > transfer.longest_answer - transfer.response.body.size()) {
    transfer.too_long = true;
    return 0;
  }
  transfer.response.body.append(bytes, length);
  return length;
}

auto take_header(char* bytes, std::size_t size, std::size_t count, void* user) -> std::size_t {
  auto& headers = static_cast<Transfer*>(user)->response.headers;
  const std::string_view line(bytes, size * count);
  const auto colon = line.find(':');
  if (line.starts_with("HTTP/")) {
    headers.clear();  // an interim answer came before
  } else if (colon != std::string_view::npos) {
    headers.emplace_back(base::trimmed(line.substr(0, colon)), base::trimmed(line.substr(colon + 1)));
  }
  return line.size();
}

auto set_method(Transfer& transfer) -> void {
  CURL* easy = transfer.easy.get();
  const auto& request = *transfer.request;
  if (request.method == "GET" && request.body.empty()) {
    curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    return;
  }
  curl_easy_setopt(easy, CURLOPT_POST, 1L);
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  curl_easy_setopt(easy, CURLOPT_READFUNCTION, &give_body);
  curl_easy_setopt(easy, CURLOPT_READDATA, &transfer);
  curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, &refuse_to_rewind);
  // Nothing would have to be rewound.
  if (request.body.empty()) curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
}

auto set_headers(Transfer& transfer) -> void {
  const auto append = [&](const std::string& line) {
    auto* list = curl_slist_append(transfer.headers.get(), line.c_str());
    if (list == nullptr) return;
    static_cast<void>(transfer.headers.release());
    transfer.headers.reset(list);
  };
  append("Expect:");  // no waiting for a 100
  bool has_type = false;
  for (const auto& [name, value] : transfer.request->headers) {
    append(fmt::format("{}: {}", name, value));
    has_type = has_type || base::equal_folded(name, "Content-Type");
  }
  if (!has_type) append("Content-Type:");  // instead of that of a form
  curl_easy_setopt(transfer.easy.get(), CURLOPT_HTTPHEADER, transfer.headers.get());
}

auto set_connection(CURL* easy, const Request& request, const CurlOptions& options) -> void {
  const auto host = host_of(request.url);
  const bool is_https = base::starts_with_folded(request.url, "https://");
  if (is_loopback(host) || is_link_local(host)) curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "pinwright");
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  curl_easy_setopt(easy, CURLOPT_PIPEWAIT, is_https ? 1L : 0L);
  const auto limit = request.connect_timeout.count() > 0 ? request.connect_timeout : options.connect_timeout;
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limit.count()));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count()));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.stall_timeout.count()));
}

auto set_trust(CURL* easy, const CurlOptions& options, const std::string& system_certificates) -> void {
  if (!options.ca_file.empty()) {
    curl_easy_setopt(easy, CURLOPT_CAINFO, options.ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
  } else if (!system_certificates.empty()) {
    curl_easy_setopt(easy, CURLOPT_CAINFO, system_certificates.c_str());
  }
}

/// libcurl names whom it failed to connect to: "Failed to connect to proxy.contoso.com port 3128 …".
auto is_about_proxy(std::string_view detail, std::string_view host, CURLcode code) -> bool {
  if (code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_PROXY) return true;
  constexpr std::string_view kFront = "Failed to connect to ";
  if (code != CURLE_COULDNT_CONNECT || !detail.starts_with(kFront)) return false;
  const auto rest = detail.substr(kFront.size());
  const auto bare = host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
  return !base::equal_folded(rest.substr(0, rest.find(' ')), bare);
}

/// Whether the other side may have the whole request. libcurl's own count of the body begins anew with a connection
/// that it opens in place of one that broke; ours does not. Doubt ends as "yes".
auto was_sent(const Transfer& transfer) -> bool {
  if (!transfer.request->body.empty()) return transfer.given == transfer.request->body.size();
  long head = 0;
  curl_easy_getinfo(transfer.easy.get(), CURLINFO_REQUEST_SIZE, &head);
  return head > 0;
}

auto error_of(const Transfer& transfer, CURLcode code) -> base::Error {
  const auto host = one_line(host_of(transfer.request->url));
  if (transfer.too_long) {
    return {fmt::format("the answer of `{}` to `{} {}` is longer than {} bytes", host, transfer.request->method,
                        one_line(path_of(transfer.request->url)), transfer.longest_answer),
            "", transfer.request->is_read ? base::ErrorKind::Refused : base::ErrorKind::Unclear};
  }
  const std::string_view detail =
      transfer.message.front() != '\0' ? std::string_view(transfer.message.data()) : curl_easy_strerror(code);
  if (was_sent(transfer)) {
    return {fmt::format("the connection to `{}` broke before the answer was there: {}", host, one_line(detail)), "",
            base::ErrorKind::Unclear};
  }
  if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE) {
    return {
        fmt::format("`{}` is not trusted: {}", host, one_line(detail)),
        "where a proxy puts its own certificates in the place of others, let SSL_CERT_FILE name the PEM file of who "
        "issues them",
        base::ErrorKind::Refused};  // a second try would end as this one did
  }
  return {fmt::format("`{}` could not be reached: {}", host, one_line(detail)),
          is_about_proxy(detail, host, code)
              ? "a proxy did not answer: it is named by HTTPS_PROXY, https_proxy or ALL_PROXY"
              : "check the network; behind a proxy set HTTPS_PROXY",
          base::ErrorKind::Unreachable};
}

}  // namespace

auto make_transfer(Easy handle, const Request& request, const CurlOptions& options,
                   const std::string& system_certificates) -> std::unique_ptr<Transfer> {
  if (!handle) return nullptr;
  auto transfer = std::make_unique<Transfer>();
  transfer->easy = std::move(handle);
  transfer->request = &request;
  transfer->longest_answer = options.longest_answer;
  CURL* easy = transfer->easy.get();
  curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer.get());
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->message.data());
  curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &take_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer.get());
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &take_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer.get());
  if (request.is_on_new_connection) curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
  set_method(*transfer);
  set_headers(*transfer);
  set_connection(easy, request, options);
  set_trust(easy, options, system_certificates);
  return transfer;
}

auto result_of(Transfer& transfer, CURLcode code) -> base::Result<Response> {
  if (code != CURLE_OK) return error_of(transfer, code);
  curl_easy_getinfo(transfer.easy.get(), CURLINFO_RESPONSE_CODE, &transfer.response.status);
  return std::move(transfer.response);
}

}  // namespace pinwright::graph
