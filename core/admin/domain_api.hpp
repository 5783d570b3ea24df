// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/caller.hpp"
#include "core/base/error.hpp"

#include <string>
#include <string_view>

namespace mprd::admin {

/// CNLEN: a computer name has at most so many bytes.
inline constexpr std::size_t kMaxComputerName = 15;

/// The calls about a Windows domain, for a router that is in none: it is its own account server.
class DomainApi {
public:
    /// `host_name` of this machine; what is behind the first dot does not count.
    explicit DomainApi(std::string_view host_name);

    /// MprAdminGetPDCServer: this router's name with leading "\\". Empty texts are NULL. 87 both
    /// are empty, 2351 another server's name, 1355 a domain that is not this machine.
    [[nodiscard]] Result<std::string> get_pdc_server(
        const Caller& caller, std::string_view domain, std::string_view server
    ) const;
    /// MprAdminEstablishDomainRasServer: 1355, this machine is joined to no domain.
    [[nodiscard]] static Result<void> establish_domain_ras_server(const Caller& caller);
    /// MprAdminIsDomainRasServer: 1355 likewise.
    [[nodiscard]] static Result<bool> is_domain_ras_server(const Caller& caller);

private:
    /// Whether `name`, with or without "\\", is this machine; without case.
    [[nodiscard]] bool is_own(std::string_view name) const;

    std::string own_name_;
};

}  // namespace mprd::admin
