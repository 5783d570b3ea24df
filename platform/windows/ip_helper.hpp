// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/tables/net_config.hpp"

#include <cstdint>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace mprd::platform {

/// Everything that we change in the host's network, one call each, for network interfaces of our
/// own. The one place for it: a test looks at what would be done (RecordedIpHelper).
class IpHelper {
public:
    virtual ~IpHelper() = default;
    /// `luid`: NET_LUID of the network interface, in each call. For both families: the MTU in
    /// octets, no addresses and no neighbours that the system makes up.
    [[nodiscard]] virtual Result<void> set_up(std::uint64_t luid, std::uint16_t mtu) = 0;
    [[nodiscard]] virtual Result<void> add_address(
        std::uint64_t luid, const IpAddress& address, std::uint8_t prefix_length
    ) = 0;
    /// Removing what is not there is no error; so with routes.
    [[nodiscard]] virtual Result<void> remove_address(
        std::uint64_t luid, const IpAddress& address
    ) = 0;
    /// Without gateway.
    [[nodiscard]] virtual Result<void> add_route(std::uint64_t luid, const Route& route) = 0;
    [[nodiscard]] virtual Result<void> remove_route(std::uint64_t luid, const Route& route) = 0;
    /// Name servers of the network interface; none: as if it had none.
    [[nodiscard]] virtual Result<void> set_dns(
        std::uint64_t luid, const std::vector<Ipv4Address>& servers
    ) = 0;
};

/// The real one (CreateUnicastIpAddressEntry and its kin).
[[nodiscard]] std::unique_ptr<IpHelper> make_ip_helper();

/// Writes a line for each call and does nothing else. For systems whose IP Helper cannot write
/// (Wine).
class RecordedIpHelper final : public IpHelper {
public:
    /// Appends to this file.
    explicit RecordedIpHelper(const std::wstring& path);
    [[nodiscard]] Result<void> set_up(std::uint64_t luid, std::uint16_t mtu) override;
    [[nodiscard]] Result<void> add_address(
        std::uint64_t luid, const IpAddress& address, std::uint8_t prefix_length
    ) override;
    [[nodiscard]] Result<void> remove_address(std::uint64_t luid, const IpAddress& address)
        override;
    [[nodiscard]] Result<void> add_route(std::uint64_t luid, const Route& route) override;
    [[nodiscard]] Result<void> remove_route(std::uint64_t luid, const Route& route) override;
    [[nodiscard]] Result<void> set_dns(std::uint64_t luid, const std::vector<Ipv4Address>& servers)
        override;

private:
    Result<void> record(std::uint64_t luid, const std::string& what);

    std::ofstream file_;
};

}  // namespace mprd::platform
