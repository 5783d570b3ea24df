// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/channel/channel.hpp"

#include <memory>

namespace mprd::lib {

/// Starts `mprd --config-session` as a child of this process (environment MPRD_PROGRAM: another
/// file, MPRD_CONFIG: another mprd.json). Errors: NotEnoughMemory (8) no descriptors,
/// UnknownInterface (1717) there is no such program.
[[nodiscard]] Result<std::unique_ptr<client::Channel>> open_config_session();

}  // namespace mprd::lib
