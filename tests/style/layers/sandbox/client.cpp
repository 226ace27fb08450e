#include "grammar/oma_uri.hpp"
