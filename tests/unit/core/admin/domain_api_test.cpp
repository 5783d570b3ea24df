// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/domain_api.hpp"

#include "tests/unit/core/admin/admin_fixture.hpp"

using namespace mprd;
using namespace mprd::admin;
using namespace mprd::test;

TEST_CASE("domain: a stand-alone server yields its own name", "[admin][domain]") {
    const DomainApi api("Router1.example.net");
    for (const char* server : {"router1", "ROUTER1", "\\\\Router1"}) {
        INFO(server);
        const auto name = api.get_pdc_server(kReader, "", server);
        REQUIRE(name);
        CHECK(*name == "\\\\Router1");
    }
    CHECK(*api.get_pdc_server(kReader, "router1", "") == "\\\\Router1");
    // Room for UNCLEN characters: two for the lead and CNLEN.
    CHECK(
        *DomainApi("a-very-long-host-name").get_pdc_server(kReader, "", "a-very-long-hos") ==
        "\\\\a-very-long-hos"
    );
}

TEST_CASE("domain: each refusal has its documented code", "[admin][domain]") {
    const DomainApi api("router1");
    CHECK(code_of(api.get_pdc_server(kNobody, "", "")) == Errc::AccessDenied);
    CHECK(code_of(api.get_pdc_server(kReader, "", "")) == Errc::InvalidParameter);
    CHECK(code_of(api.get_pdc_server(kReader, "", "other")) == Errc::InvalidComputer);
    CHECK(code_of(api.get_pdc_server(kReader, "EXAMPLE", "other")) == Errc::InvalidComputer);
    CHECK(code_of(api.get_pdc_server(kReader, "EXAMPLE", "router1")) == Errc::NoSuchDomain);
    CHECK(code_of(DomainApi::establish_domain_ras_server(kReader)) == Errc::AccessDenied);
    CHECK(code_of(DomainApi::establish_domain_ras_server(kAdministrator)) == Errc::NoSuchDomain);
    CHECK(code_of(DomainApi::is_domain_ras_server(kNobody)) == Errc::AccessDenied);
    CHECK(code_of(DomainApi::is_domain_ras_server(kReader)) == Errc::NoSuchDomain);
}
