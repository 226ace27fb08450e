#pragma once

#include <nlohmann/json.hpp>

/// The two kinds of JSON value, compiled once (json.cpp): a file that includes this, as the precompiled headers do,
/// does not compile them again. They make up half of the objects of a file that reads or writes JSON.
extern template class nlohmann::basic_json<>;
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
