#include "grammar/tenant_id.hpp"

#include <catch2/catch.hpp>
#include <tao/pegtl/contrib/analyze.hpp>

#include "grammar/tenant_id_grammar.hpp"

namespace pinwright::grammar {

TEST_CASE("the grammars of tenant IDs have no rule that loops without progress") {
  CHECK(tao::pegtl::analyze<tenant_id::Whole<tenant_id::Guid>>() == 0);
  CHECK(tao::pegtl::analyze<tenant_id::Whole<tenant_id::Braced>>() == 0);
  CHECK(tao::pegtl::analyze<tenant_id::HostName>() == 0);
}

TEST_CASE("a tenant ID is classified by its form") {
  const auto [text, form] = GENERATE(table<std::string, TenantIdForm>({
      {"3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63", TenantIdForm::Guid},
      {"3F2B9A54-6C1D-4E8A-9B7E-2D5C8F1A0E63", TenantIdForm::Guid},
      {"{3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}", TenantIdForm::Braced},
      {"(3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63)", TenantIdForm::Braced},
      {"%7B3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63%7d", TenantIdForm::Braced},
      {"{00000000-0000-0000-0000-000000000000}", TenantIdForm::Braced},
      {"00000000-0000-0000-0000-000000000000", TenantIdForm::Nil},
      {"common", TenantIdForm::Reserved},
      {"Organizations", TenantIdForm::Reserved},
      {"consumers", TenantIdForm::Reserved},
      {"9188040D-6c67-4c5b-b112-36a304b66dad", TenantIdForm::Reserved},
      {"contoso.com", TenantIdForm::Domain},
      {"contoso.onmicrosoft.com", TenantIdForm::Domain},
      {"my-firm.co.uk", TenantIdForm::Domain},
      {"xn--bcher-kva.xn--p1ai", TenantIdForm::Domain},
      {"contoso", TenantIdForm::NotGuid},
      {"contoso.", TenantIdForm::NotGuid},
      {".com", TenantIdForm::NotGuid},
      {"a..com", TenantIdForm::NotGuid},
      {"-a.com", TenantIdForm::NotGuid},
      {"a-.com", TenantIdForm::NotGuid},
      {"10.0.0.1", TenantIdForm::NotGuid},
      {"https://contoso.com", TenantIdForm::NotGuid},
      {"", TenantIdForm::NotGuid},
      {"3f2b9a546c1d4e8a9b7e2d5c8f1a0e63", TenantIdForm::NotGuid},
      {"3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e6", TenantIdForm::NotGuid},
      {"3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e631", TenantIdForm::NotGuid},
      {"5NEMDU42-45CC-8CBL-8BPF-D7092646325F", TenantIdForm::NotGuid},
      {" 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63", TenantIdForm::NotGuid},
      {"{3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63", TenantIdForm::NotGuid},
  }));
  CAPTURE(text);
  CHECK(static_cast<int>(classify_tenant_id(text)) == static_cast<int>(form));
  CHECK(is_braced_guid(text) == (form == TenantIdForm::Braced));
}

TEST_CASE("the GUID comes out of braces, parentheses and their escapes") {
  const std::string guid = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";
  CHECK(without_braces("{" + guid + "}") == guid);
  CHECK(without_braces("(" + guid + ")") == guid);
  CHECK(without_braces("%7b" + guid + "%7D") == guid);
  CHECK(without_braces("%28" + guid + "%29") == guid);
  CHECK(without_braces(guid) == guid);
  CHECK(without_braces("{x}") == "{x}");
  CHECK(is_guid(guid));
  CHECK_FALSE(is_guid("{" + guid + "}"));
}

}  // namespace pinwright::grammar
