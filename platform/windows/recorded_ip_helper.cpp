// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/ip_helper.hpp"

#include <filesystem>

namespace mprd::platform {

RecordedIpHelper::RecordedIpHelper(const std::wstring& path)
    : file_(std::filesystem::path(path), std::ios::app) {}

Result<void> RecordedIpHelper::record(std::uint64_t luid, const std::string& what) {
    file_ << luid << ' ' << what << '\n' << std::flush;
    return file_ ? Result<void>()
                 : Result<void>(make_error(Errc::CanNotComplete, "the record cannot be written"));
}

Result<void> RecordedIpHelper::set_up(std::uint64_t luid, std::uint16_t mtu) {
    return record(luid, "set_up mtu " + std::to_string(mtu));
}

Result<void> RecordedIpHelper::add_address(
    std::uint64_t luid, const IpAddress& address, std::uint8_t prefix_length
) {
    return record(luid, "add_address " + address.to_string() + '/' + std::to_string(prefix_length));
}

Result<void> RecordedIpHelper::remove_address(std::uint64_t luid, const IpAddress& address) {
    return record(luid, "remove_address " + address.to_string());
}

Result<void> RecordedIpHelper::add_route(std::uint64_t luid, const Route& route) {
    return record(
        luid,
        "add_route " + route.destination.to_string() + " metric " + std::to_string(route.metric)
    );
}

Result<void> RecordedIpHelper::remove_route(std::uint64_t luid, const Route& route) {
    return record(luid, "remove_route " + route.destination.to_string());
}

Result<void> RecordedIpHelper::set_dns(
    std::uint64_t luid, const std::vector<Ipv4Address>& servers
) {
    std::string text = "set_dns";
    for (const Ipv4Address server : servers) {
        text += ' ' + server.to_string();
    }
    return record(luid, text);
}

}  // namespace mprd::platform
