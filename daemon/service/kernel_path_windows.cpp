// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/system_kernel_path.hpp"

namespace mprd::daemon {

std::unique_ptr<KernelPath> make_kernel_path(
    boost::asio::io_context& /*io*/, ListDevices /*devices*/, KernelPathLog /*log*/
) {
    return nullptr;
}

}  // namespace mprd::daemon
