#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "csp/catalog.hpp"
#include "emit/format.hpp"
#include "emit/import/left_out.hpp"
#include "object/live.hpp"

/// From live policies to the YAML that describes them: the way back of everything else in this folder.
namespace pinwright::emit {

/// What the tenant calls the things that policies refer to, by id.
struct LiveNames {
  std::map<std::string, std::string> groups, filters, scope_tags;  ///< id in lower case -> display name
  std::set<std::string> ambiguous_groups;                          ///< display names that several groups share
};

/// What the workspace has already.
struct ImportTarget {
  std::string workspace;                                       ///< owner name in markers
  std::string tenant;                                          ///< name of the tenant
  std::string tenant_id;                                       ///< as the files spell it
  std::set<std::string> policies, groups, filters;             ///< names that are taken
  std::map<std::string, std::string> group_keys, filter_keys;  ///< display name in this tenant -> its name
  std::map<std::string, std::string> adopted;  ///< id in lower case that a policy has under `adopt` -> its name
};

/// A value that the files must not hold, and where it has to come from.
struct NeededSecret {
  std::string variable;
  std::string policy;  ///< its name
  std::string oma_uri;
  bool is_unread = false;  ///< the tenant did not show the value
};

/// What the file of a policy tells of itself, where it is not Graph's whole answer.
struct ExportNotes {
  bool tells_assignments = true;  ///< false: the file does not have them, which is not the same as none
  std::vector<std::string> lost;  ///< what these files cannot say, a clause each: "its applicability rule … "
};

struct ImportedPolicy {
  std::size_t source = 0;  ///< its place among the policies that were given
  std::string key;         ///< its name in the files
  std::string path;        ///< of its file
};

/// What `validate` finds in the files and the tenant has.
struct ImportWaiver {
  std::string policy;  ///< its name: the file of which the waiver stands in
  std::string slug;
  std::string path;
  std::string message;  ///< of the finding
};

struct Imported {
  std::vector<File> files;
  std::vector<ImportedPolicy> policies;
  std::vector<NeededSecret> secrets;
  std::vector<ImportWaiver> waivers;
  std::vector<LeftOut> left_out;
  /// What the files cannot say, a sentence each, naming the policy. The files carry the same as comments.
  std::vector<std::string> remarks;
};

/// Policies that are to be left out, by their place among those that are given, and why.
using Unfit = std::map<std::size_t, std::string>;

/// One file a policy with `adopt:`, so that the next plan takes each over and changes nothing; the groups and filters
/// that they name; XML, long text and base64 below `files/`. Settings that are PIN recovery become `pinRecovery`.
/// Secret nodes, key material and values that could not be read come from the environment. Deterministic bytes, in
/// whatever order the tenant answered. `notes` are of the policies at the same places; empty: Graph answered itself.
[[nodiscard]] auto import_policies(const std::vector<object::Live>& policies, const ImportTarget& target,
                                   const LiveNames& names, const csp::Catalog& catalog,
                                   const std::vector<ExportNotes>& notes = {}, const Unfit& unfit = {}) -> Imported;

}  // namespace pinwright::emit
