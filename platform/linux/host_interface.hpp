// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/linux/packet_filter.hpp"
#include "platform/linux/rtnl.hpp"

#include <string>

namespace mprd::platform {

/// What a network interface of ours has from us, whatever carries its packets: filters, MTU,
/// addresses and routes. Brings it from one wanted state to the next.
class HostInterface {
public:
    /// Both must outlive it.
    HostInterface(Rtnl& rtnl, PacketFilterTable& filters) : rtnl_(rtnl), filters_(filters) {}
    HostInterface(const HostInterface&) = delete;
    HostInterface& operator=(const HostInterface&) = delete;
    ~HostInterface() { end(); }

    /// The interface of this name has just been made, and has nothing yet. `index`: the kernel's
    /// number of it.
    void begin(const std::string& name, int index);
    /// It is gone, or about to go with all that hangs on it.
    void end();
    [[nodiscard]] bool is_there() const { return index_ != 0; }
    [[nodiscard]] int index() const { return index_; }
    [[nodiscard]] const std::string& name() const { return applied_.name; }

    /// Filters first, then up with its MTU, addresses and routes. After an error it is in no
    /// certain state.
    [[nodiscard]] Result<void> apply(const NetConfig& config);

private:
    [[nodiscard]] Result<void> apply_addresses(const NetConfig& config);
    void forget_ipv4_routes();
    [[nodiscard]] Result<void> apply_routes(const NetConfig& config);

    Rtnl& rtnl_;
    PacketFilterTable& filters_;
    int index_ = 0;      ///< zero: there is none
    NetConfig applied_;  ///< what the kernel has from us
};

/// A point-to-point link has no use for addresses that the kernel makes up, and the router
/// solicitations and multicast reports that come with them would dial. To be called before the
/// interface is up.
void refuse_automatic_ipv6(const std::string& name);

}  // namespace mprd::platform
