#pragma once

#include <cstddef>

/// What may come in at most. A limit that two places have to agree on stands here and nowhere else: what is written has
/// to be readable again.
namespace pinwright::base {

inline constexpr std::size_t kMiB = std::size_t{1} << 20U;
inline constexpr std::size_t kGiB = std::size_t{1} << 30U;

/// Levels of arrays and objects in any JSON. Graph, the catalogue, plans and journals nest less than 20 deep.
inline constexpr std::size_t kJsonDepth = 100;

inline constexpr std::size_t kCatalogueFileBytes = 64 * kMiB;  ///< a file of the CSP catalogue, and the overlay
inline constexpr std::size_t kExportBytes = 256 * kMiB;        ///< a file that `import` reads

inline constexpr std::size_t kPlanFileBytes = 256 * kMiB;  ///< 400,000 objects that are written
inline constexpr std::size_t kJournalBytes = kGiB;         ///< what a run has written stays readable for rollback
inline constexpr std::size_t kJournalLineBytes =
    512 * kMiB;  ///< a policy of 1,000 settings of 350,000 bytes, and its JSON

inline constexpr std::size_t kSignInAnswerBytes = kMiB;      ///< of a sign-in service or the Azure CLI
inline constexpr std::size_t kHttpAnswerBytes = 128 * kMiB;  ///< one answer of Graph, unpacked
inline constexpr std::size_t kGraphReadBytes = kGiB;  ///< all answers that are in memory at one time: one read_all
inline constexpr std::size_t kGraphPages = 1000;      ///< of one list

}  // namespace pinwright::base
