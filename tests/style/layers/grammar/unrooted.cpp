#include "oma_uri.hpp"
