#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "diag/codes.hpp"
#include "source/span.hpp"

namespace pinwright::lower {

/// A file that `valueFrom.file` names, as it was read before lowering.
struct ValueFile {
  source::FileId id;  ///< in the SourceMap: the text, BOM dropped, CRLF as LF; unknown when it could not be read
  std::string bytes;  ///< as on disk
  std::string text;   ///< what the SourceMap holds too; empty when the bytes are no text
  bool is_text = false;
  std::string problem;                             ///< why it could not be read or may not be; empty: it was
  diag::Code code = diag::Code::UnknownReference;  ///< of the finding about `problem`
};

/// By resolved path: see resolve_path. Read-only while tenants are lowered.
using ValueFiles = std::unordered_map<std::string, ValueFile>;

/// `path` as named in the file `naming_path`, relative to the workspace root; empty when it is absolute, leaves the
/// workspace, or holds a backslash. "policies/hello.yaml" and "../wifi/office.xml" give "wifi/office.xml".
[[nodiscard]] auto resolve_path(std::string_view naming_path, std::string_view path) -> std::string;

}  // namespace pinwright::lower
