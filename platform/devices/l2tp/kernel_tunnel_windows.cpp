// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/kernel_tunnel.hpp"

namespace mprd::platform::l2tp {

bool KernelTunnel::is_possible() {
    return false;
}

Result<std::unique_ptr<KernelTunnel>> KernelTunnel::open(
    TunnelSocket& /*device*/, const mprd::l2tp::DataRoute& /*route*/, DatagramSink& /*sink*/
) {
    return make_error(
        Errc::NotSupported, "Windows has no kernel data path; leave out \"dataPath\": \"kernel\""
    );
}

}  // namespace mprd::platform::l2tp
