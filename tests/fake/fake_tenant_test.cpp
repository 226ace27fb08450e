#include "fake/fake_tenant.hpp"

#include <catch2/catch.hpp>

TEST_CASE("a tenant is empty") { CHECK(true); }
