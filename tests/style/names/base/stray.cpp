#include "base/named.hpp"
