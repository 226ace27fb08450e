#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "sandbox/collection.hpp"
#include "sandbox/validate.hpp"

/// What the operations of every kind of policy have in common. A policy is stored as `stored_form` makes it, with `id`,
/// dates and `assignments`.
namespace pinwright::sandbox {

/// A body on its way into the store.
struct Writing {
  std::string_view tenant;
  const Definitions& definitions;
  const Service& service;
  Store::Transaction& transaction;
};

/// A write was made: a new date, the next version, texts as the service keeps them.
auto touch_common(nlohmann::json& stored, const Service& service) -> void;

struct PolicyKind {
  const Collection& collection;
  std::string_view assignment;                 ///< type of one of its assignments
  std::string_view parameter = "assignments";  ///< of `assign`
  bool assign_answers = true;                  ///< with the assignments; else 204
  /// Puts a body, whose shape is right, into what is stored; `stored` of a new policy has its id and nothing of the
  /// body yet. A Flaw: what the tables of types cannot say.
  std::optional<Flaw> (*merge)(const nlohmann::json& body, nlohmann::json& stored, const Writing& writing);
  /// A write was made.
  void (*touch)(nlohmann::json& stored, const Service& service) = touch_common;
  /// Of a new policy.
  std::string (*id)(const nlohmann::json& body, std::string_view tenant) = nullptr;
};

/// 400 in the words of Intune.
[[nodiscard]] auto refuse(const Flaw& flaw) -> Reply;
[[nodiscard]] auto not_json() -> Reply;
[[nodiscard]] auto unknown(std::string_view what, std::string_view id) -> Flaw;

/// A description that is too long, unknown scope tags.
[[nodiscard]] auto common_flaw(const nlohmann::json& body, std::string_view tenant, Store::Transaction& transaction)
    -> std::optional<Flaw>;
/// `common_flaw`, another type than before; else the written properties go into `stored`. All that most kinds need of
/// `merge`; `base` is the type of their collection.
[[nodiscard]] auto merge_common(const nlohmann::json& body, nlohmann::json& stored, std::string_view base,
                                const Writing& writing) -> std::optional<Flaw>;
/// What a new policy of any kind has before its body is merged.
[[nodiscard]] auto blank_policy(std::string_view id) -> nlohmann::json;

/// By the tables, with a description that varies as the service's does, `isAssigned` and expanded assignments.
[[nodiscard]] auto show_common(const nlohmann::json& stored, const PolicyKind& kind, const Request& request,
                               Services& services, const Expanded& expanded, Dice& dice) -> nlohmann::json;
/// A missing description comes back as null or as an empty text.
[[nodiscard]] auto shown_description(const nlohmann::json& stored, Dice& dice) -> nlohmann::json;
/// A text with line breaks as the service gives them back.
[[nodiscard]] auto with_line_ends(nlohmann::json value, const Service& service) -> nlohmann::json;

[[nodiscard]] auto create(const Request& request, Services& services, const PolicyKind& kind) -> Reply;
[[nodiscard]] auto update(const Request& request, Services& services, const PolicyKind& kind) -> Reply;
[[nodiscard]] auto erase(const Request& request, Services& services, const PolicyKind& kind) -> Reply;
[[nodiscard]] auto assign(const Request& request, Services& services, const PolicyKind& kind) -> Reply;
[[nodiscard]] auto list_assignments(const Request& request, Services& services, const PolicyKind& kind) -> Reply;

/// Changes the policy of the first key in one transaction: `stored` is it, and is kept when `change` finds nothing
/// wrong. The answer that refuses, or nullopt.
[[nodiscard]] auto change_policy(const Request& request, Services& services, const PolicyKind& kind,
                                 nlohmann::json& stored,
                                 const std::function<std::optional<Flaw>(const Writing&)>& change)
    -> std::optional<Reply>;

}  // namespace pinwright::sandbox
