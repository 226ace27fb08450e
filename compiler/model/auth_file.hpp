#pragma once

#include <optional>
#include <span>
#include <vector>

#include "diag/sink.hpp"
#include "model/workspace.hpp"
#include "source/source_map.hpp"
#include "syntax/node.hpp"

/// The file of `--auth-file`: what decides about signing in where the files of the workspace are not to be trusted with
/// it. Its JSON Schema is schemas/auth-file.schema.json.
namespace pinwright::model {

struct AllowedTenant {
  std::optional<Located<Cloud>> cloud;
  Rare<Auth> auth;
  Span span;
};

struct AuthFile {
  Map<AllowedTenant> tenants;              ///< by tenant ID
  std::optional<std::vector<Text>> env;    ///< variables that values may be taken from
  std::optional<std::vector<Text>> adopt;  ///< IDs of objects that `adopt` may take over
  std::optional<Text> graph_url;           ///< instead of the cloud's Microsoft Graph
  std::optional<Located<bool>> show_live;  ///< draw what tenants hold
};

/// The one document of the file; nullopt when it is none or a part of it cannot be read: why is in `sink`.
[[nodiscard]] auto decode_auth_file(const source::SourceMap& sources, std::span<const syntax::Node> documents,
                                    diag::Sink& sink) -> std::optional<AuthFile>;

}  // namespace pinwright::model
