#include "graph/curl_transport.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <ctime>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "graph/certificates.hpp"
#include "graph/graph_error.hpp"
#include "graph/url.hpp"

namespace pinwright::graph {

namespace {

constexpr int kPollMilliseconds = 1000;

struct FreeEasy {
  auto operator()(CURL* handle) const -> void { curl_easy_cleanup(handle); }
};
struct FreeMulti {
  auto operator()(CURLM* handle) const -> void { curl_multi_cleanup(handle); }
};
struct FreeList {
  auto operator()(curl_slist* list) const -> void { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, FreeEasy>;
using Multi = std::unique_ptr<CURLM, FreeMulti>;
using List = std::unique_ptr<curl_slist, FreeList>;

/// libcurl's own state of the process, set up with the first transport.
auto start_libcurl() -> bool {
  static const bool kStarted = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return kStarted;
}

/// OpenSSL writes to a connection that the other side has closed without asking that no signal be raised, and libcurl
/// cannot suppress it for one thread of several. While this lives, SIGPIPE is held back in this thread; what was raised
/// meanwhile is dropped, unless it was pending before.
class NoBrokenPipe {
 public:
  NoBrokenPipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  NoBrokenPipe(const NoBrokenPipe&) = delete;
  auto operator=(const NoBrokenPipe&) -> NoBrokenPipe& = delete;
  ~NoBrokenPipe() {
    const timespec at_once{};
    if (!was_pending_) sigtimedwait(&pipe_, nullptr, &at_once);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

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

/// An Error of what must not be sent, whatever the caller thinks.
auto refusal(const Request& request) -> std::optional<base::Error> {
  const auto host = host_of(request.url);
  const auto origin = origin_of(request.url);
  const bool is_plain = base::starts_with_folded(request.url, "http://");
  const bool is_known =
      is_plain ? is_loopback(host) || is_link_local(host) : base::starts_with_folded(request.url, "https://");
  if (is_known && !host.empty() && origin.find_first_of("@\\") == std::string_view::npos) return std::nullopt;
  return base::Error{fmt::format("{} is not asked over an unprotected connection", base::quoted(origin)),
                     "use https; http is for loopback addresses", base::ErrorKind::Unreachable};
}

class CurlTransport final : public Transport {
 public:
  CurlTransport(CurlOptions options, base::StopToken stop) : options_(std::move(options)), stop_(std::move(stop)) {
    if (!start_libcurl()) return;
    multi_.reset(curl_multi_init());
    if (!multi_) return;
    curl_multi_setopt(multi_.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, static_cast<long>(options_.in_flight));
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(options_.in_flight));
    curl_multi_setopt(multi_.get(), CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
  }
  CurlTransport(const CurlTransport&) = delete;
  auto operator=(const CurlTransport&) -> CurlTransport& = delete;
  /// Closing a kept connection says goodbye over TLS.
  ~CurlTransport() override {
    const NoBrokenPipe guard;
    idle_.clear();
    multi_.reset();
  }

  auto send(std::span<const Request> requests) -> std::vector<base::Result<Response>> override {
    std::vector<base::Result<Response>> results;
    results.reserve(requests.size());
    for (auto& one : send_until(requests, [](const Response&) { return false; })) {
      results.push_back(one ? *std::move(one) : stopped());
    }
    return results;
  }

  auto send_until(std::span<const Request> requests, const Halts& halts)
      -> std::vector<std::optional<base::Result<Response>>> override {
    Results results(requests.size());
    const NoBrokenPipe guard;
    std::size_t next = 0;
    bool is_halted = false;
    while (!flying_.empty() || (next < requests.size() && !is_halted)) {
      while (flying_.size() < options_.in_flight && next < requests.size() && !is_halted) {
        if (stop_.stop_requested()) {
          while (next < requests.size()) results[next++] = stopped();
          break;
        }
        begin(requests, next, results);
        ++next;
      }
      if (!advance()) return abandon(std::move(results));
      if (stop_.stop_requested()) drop_reads(results);
      for (const auto place : collect(results)) {
        is_halted = is_halted || (results[place]->ok() && halts(results[place]->value()));
      }
    }
    return results;
  }

 private:
  using Results = std::vector<std::optional<base::Result<Response>>>;

  static auto stopped() -> base::Error {
    return {"the run was stopped before this was answered", "", base::ErrorKind::Interrupted};
  }

  auto begin(std::span<const Request> requests, std::size_t place, Results& results) -> void {
    if (auto refused = refusal(requests[place])) {
      results[place] = *std::move(refused);
      return;
    }
    auto transfer = prepare(requests[place]);
    if (!transfer || curl_multi_add_handle(multi_.get(), transfer->easy.get()) != CURLM_OK) {
      results[place] = base::Error{"libcurl could not be set up", "", base::ErrorKind::Unreachable};
      return;
    }
    transfer->place = place;
    flying_.push_back(std::move(transfer));
  }

  /// A read that is given up leaves nothing unclear; a write in flight is awaited.
  auto drop_reads(Results& results) -> void {
    std::erase_if(flying_, [&](const auto& transfer) {
      if (!transfer->request->is_read) return false;
      curl_multi_remove_handle(multi_.get(), transfer->easy.get());
      results[transfer->place] = stopped();
      return true;
    });
  }

  auto take_handle() -> Easy {
    if (idle_.empty()) return Easy(curl_easy_init());
    auto easy = std::move(idle_.back());
    idle_.pop_back();
    return easy;
  }

  auto prepare(const Request& request) -> std::unique_ptr<Transfer> {
    if (!multi_) return nullptr;
    auto transfer = std::make_unique<Transfer>();
    transfer->easy = take_handle();
    if (!transfer->easy) return nullptr;
    transfer->request = &request;
    transfer->longest_answer = options_.longest_answer;
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
    set_connection(easy, request);
    return transfer;
  }

  static auto set_method(Transfer& transfer) -> void {
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

  static auto set_headers(Transfer& transfer) -> void {
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

  auto set_connection(CURL* easy, const Request& request) const -> void {
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
    const auto limit = request.connect_timeout.count() > 0 ? request.connect_timeout : options_.connect_timeout;
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limit.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.stall_timeout.count()));
    set_trust(easy);
  }

  auto set_trust(CURL* easy) const -> void {
    if (!options_.ca_file.empty()) {
      curl_easy_setopt(easy, CURLOPT_CAINFO, options_.ca_file.c_str());
      curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    } else if (!system_certificates_.empty()) {
      curl_easy_setopt(easy, CURLOPT_CAINFO, system_certificates_.c_str());
    }
  }

  /// False when libcurl itself failed.
  auto advance() -> bool {
    if (flying_.empty()) return true;
    int running = 0;
    if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) return false;
    const bool all_wait = running == static_cast<int>(flying_.size());
    return !all_wait || curl_multi_poll(multi_.get(), nullptr, 0, kPollMilliseconds, nullptr) == CURLM_OK;
  }

  /// The places of the answers that came in.
  auto collect(Results& results) -> std::vector<std::size_t> {
    std::vector<std::size_t> places;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const auto* const easy = message->easy_handle;
      const auto code = message->data.result;
      const auto found = std::find_if(flying_.begin(), flying_.end(),
                                      [&](const auto& transfer) { return transfer->easy.get() == easy; });
      if (found == flying_.end()) continue;
      auto transfer = std::move(*found);
      flying_.erase(found);
      curl_multi_remove_handle(multi_.get(), transfer->easy.get());
      const auto place = transfer->place;
      results[place] = result_of(*transfer, code);
      places.push_back(place);
      curl_easy_reset(transfer->easy.get());  // it points into the transfer
      idle_.push_back(std::move(transfer->easy));
    }
    return places;
  }

  auto abandon(Results results) -> Results {
    for (auto& transfer : flying_) {
      curl_multi_remove_handle(multi_.get(), transfer->easy.get());
      results[transfer->place] = base::Error{"libcurl failed", "", base::ErrorKind::Unclear};
    }
    flying_.clear();
    for (auto& one : results) {
      if (!one) one = base::Error{"libcurl failed", "", base::ErrorKind::Unreachable};
    }
    return results;
  }

  auto result_of(Transfer& transfer, CURLcode code) const -> base::Result<Response> {
    if (code != CURLE_OK) return error_of(transfer, code);
    curl_easy_getinfo(transfer.easy.get(), CURLINFO_RESPONSE_CODE, &transfer.response.status);
    return std::move(transfer.response);
  }

  auto error_of(const Transfer& transfer, CURLcode code) const -> base::Error {
    const auto host = one_line(host_of(transfer.request->url));
    if (transfer.too_long) {
      return {fmt::format("the answer of `{}` to `{} {}` is longer than {} bytes", host, transfer.request->method,
                          one_line(path_of(transfer.request->url)), options_.longest_answer),
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

  /// libcurl names whom it failed to connect to: "Failed to connect to proxy.contoso.com port 3128 …".
  static auto is_about_proxy(std::string_view detail, std::string_view host, CURLcode code) -> bool {
    if (code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_PROXY) return true;
    constexpr std::string_view kFront = "Failed to connect to ";
    if (code != CURLE_COULDNT_CONNECT || !detail.starts_with(kFront)) return false;
    const auto rest = detail.substr(kFront.size());
    const auto bare = host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
    return !base::equal_folded(rest.substr(0, rest.find(' ')), bare);
  }

  /// Whether the other side may have the whole request. libcurl's own count of the body begins anew with a connection
  /// that it opens in place of one that broke; ours does not. Doubt ends as "yes".
  static auto was_sent(const Transfer& transfer) -> bool {
    if (!transfer.request->body.empty()) return transfer.given == transfer.request->body.size();
    long head = 0;
    curl_easy_getinfo(transfer.easy.get(), CURLINFO_REQUEST_SIZE, &head);
    return head > 0;
  }

  CurlOptions options_;
  std::string system_certificates_ = system_certificates();
  base::StopToken stop_;
  Multi multi_;
  std::vector<Easy> idle_;
  std::vector<std::unique_ptr<Transfer>> flying_;
};

}  // namespace

auto make_curl_transport(CurlOptions options, base::StopToken stop) -> std::unique_ptr<Transport> {
  return std::make_unique<CurlTransport>(std::move(options), std::move(stop));
}

}  // namespace pinwright::graph
