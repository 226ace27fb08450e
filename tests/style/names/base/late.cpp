#include "base/named.hpp"

#include "base/late.hpp"
