#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "driver/analyse.hpp"
#include "emit/format.hpp"

namespace pinwright::driver {

struct CompileResult {
  std::size_t tenants = 0;
  std::size_t policies = 0;
  std::size_t files = 0;  ///< index.json not counted
  std::size_t unresolved = 0;
};

/// Writes the output of every tenant into a fresh folder beside its place, streaming tenant by tenant, and puts it in
/// place in one step at the end, so that `folder` is the old or the new output, never a mixture.
class OutputFolder {
 public:
  /// `folder`: absolute. Nothing is written before the first `write`.
  OutputFolder(Env& env, std::string folder, const model::Workspace& workspace);
  ~OutputFolder();  ///< removes what was written unless it was put in place
  OutputFolder(const OutputFolder&) = delete;
  auto operator=(const OutputFolder&) -> OutputFolder& = delete;

  /// Writes a tenant's files. From any thread; the index entry waits in slot `index` until `flush`.
  auto write(std::size_t index, emit::Output output) -> void;
  /// Appends the index entries of [first, last), in order.
  auto flush(std::size_t first, std::size_t last) -> void;
  /// Ends the index and puts the folder in place. An Error is the first failure of any call: then nothing has changed.
  [[nodiscard]] auto commit() -> base::Result<CompileResult>;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pinwright::driver
