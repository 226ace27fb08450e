#include <yaml-cpp/parser.h>

#include <nlohmann/json.hpp>
#include <string_view>

#include "base/text.hpp"
#include "syntax/node.hpp"
