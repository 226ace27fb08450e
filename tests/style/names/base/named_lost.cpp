#include "base/late.hpp"
