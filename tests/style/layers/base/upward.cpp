#include <string>

#include "syntax/node.hpp"
