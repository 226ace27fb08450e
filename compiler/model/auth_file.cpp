#include "model/auth_file.hpp"

#include "model/codecs.hpp"

namespace pinwright::model {

auto decode_auth_file(const source::SourceMap& sources, std::span<const syntax::Node> documents, diag::Sink& sink)
    -> std::optional<AuthFile> {
  Decoder decoder{sources, sink, nullptr};
  AuthFile file;
  if (documents.size() != 1 || !Codec<AuthFile>::decode(documents.front(), file, decoder) || sink.has_errors())
    return std::nullopt;
  return file;
}

}  // namespace pinwright::model
