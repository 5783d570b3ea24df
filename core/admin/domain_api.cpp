// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/domain_api.hpp"

#include "core/admin/checks.hpp"

#include <algorithm>

namespace mprd::admin {
namespace {

constexpr std::string_view kLead = "\\\\";

[[nodiscard]] Error no_domain() {
    return fail(Errc::NoSuchDomain, "this router is joined to no domain");
}

}  // namespace

DomainApi::DomainApi(std::string_view host_name)
    : own_name_(host_name.substr(0, std::min(host_name.find('.'), kMaxComputerName))) {}

bool DomainApi::is_own(std::string_view name) const {
    if (name.starts_with(kLead)) {
        name.remove_prefix(kLead.size());
    }
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(
        name.begin(),
        name.end(),
        own_name_.begin(),
        own_name_.end(),
        [&](char a, char b) { return lower(a) == lower(b); }
    );
}

Result<std::string> DomainApi::get_pdc_server(
    const Caller& caller, std::string_view domain, std::string_view server
) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (domain.empty() && server.empty()) {
        return fail(Errc::InvalidParameter, "domain, server: expected at least one of them");
    }
    if (!server.empty() && !is_own(server)) {
        return fail(
            Errc::InvalidComputer, "server: expected the name of this router, " + own_name_
        );
    }
    if (!domain.empty() && !is_own(domain)) {
        return no_domain();
    }
    return std::string(kLead) + own_name_;
}

Result<void> DomainApi::establish_domain_ras_server(const Caller& caller) {
    const auto allowed = may_administer(caller);
    return allowed ? no_domain() : allowed;
}

Result<bool> DomainApi::is_domain_ras_server(const Caller& caller) {
    const auto allowed = may_read(caller);
    return allowed ? no_domain() : allowed.error();
}

}  // namespace mprd::admin
