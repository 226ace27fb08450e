#pragma once

#include <memory>
#include <optional>

#include "fake/store.hpp"

/// Multi Admin Approval in the fake tenant (Knobs::protects). Internal to tests/fake.
namespace pinwright::fake {

/// Why a write is not carried out, in which Store::gate says more; nullopt: it may be.
[[nodiscard]] auto pass_gate(Store& store, const Write& write) -> std::optional<base::Error>;
/// The write was carried out, and a code leads to one write.
auto use_up(Store& store, const std::string& code) -> void;

[[nodiscard]] auto make_approvals(std::shared_ptr<Store> store) -> std::unique_ptr<plan::Approvals>;

}  // namespace pinwright::fake
