#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "sandbox/context.hpp"
#include "sandbox/tokens.hpp"

namespace pinwright::sandbox {

/// A device code that waits for its person.
struct PendingSignIn {
  std::string tenant;
  std::string client;
  std::string scope;
  std::int64_t expires = 0;
  int pending_polls = 0;
};

/// The part of the Microsoft identity platform that a client of Graph meets: discovery, tokens, device codes.
class SignIn {
 public:
  SignIn(Services& services, const Tokens& tokens) : services_(services), tokens_(tokens) {}

  /// nullopt: the path is none of sign-in.
  [[nodiscard]] auto answer(const Call& call, const Url& url) -> std::optional<Reply>;

 private:
  [[nodiscard]] auto open_id_configuration(std::string_view tenant) -> Reply;
  [[nodiscard]] auto instance_discovery(const Url& url) -> Reply;
  [[nodiscard]] auto token(const Call& call, std::string_view tenant) -> Reply;
  [[nodiscard]] auto client_credentials(const Pairs& form, std::string_view tenant_name, const std::string& tenant)
      -> Reply;
  [[nodiscard]] auto begin_device_code(const Call& call, std::string_view tenant) -> Reply;
  [[nodiscard]] auto poll_device_code(const Pairs& form, const std::string& tenant) -> Reply;
  [[nodiscard]] auto granted(const Identity& identity, std::string_view scope) -> Reply;
  [[nodiscard]] auto tenant_id(std::string_view name) -> std::string;

  Services& services_;
  const Tokens& tokens_;
  std::mutex mutex_;
  std::map<std::string, PendingSignIn, std::less<>> device_codes_;
};

/// A client of the seed. Without clients in the seed every client id is one, with every secret and permission.
struct Client {
  std::string id;
  std::string secret;
  std::string thumbprint;   ///< SHA-256, lower-case hexadecimal
  std::string certificate;  ///< PEM
  std::vector<std::string> roles;
  struct Federated {
    std::string issuer, subject, audience;
  };
  std::vector<Federated> federated;
  int pending_polls = 1;
  std::string outcome = "approved";  ///< of a device code: approved, declined, expired
  bool accepts_all = false;
};
/// nullopt: there is no such client.
[[nodiscard]] auto find_client(Store& store, std::string_view id) -> std::optional<Client>;

/// The form's credential against the client's: nullopt when it is good. `endpoints` are the audiences that an assertion
/// of the client's own may name.
[[nodiscard]] auto credential_error(const Client& client, const Pairs& form, const std::vector<std::string>& endpoints,
                                    std::int64_t now) -> std::optional<Reply>;

}  // namespace pinwright::sandbox
