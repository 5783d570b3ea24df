// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/channel/channel.hpp"

#include <memory>
#include <string>

namespace mprd::client {

/// A connected socket of this path, to be closed by the caller. Errors as of open_channel().
[[nodiscard]] Result<int> connect_socket(const std::string& path);

/// A channel over a connected socket of this process, which is closed at the end. `child` (0: none)
/// is the process behind it: ended and waited for then; `why_ended` tells how it ended.
[[nodiscard]] std::unique_ptr<Channel> make_descriptor_channel(
    int descriptor, int child = 0, ProgramEndText why_ended = text_of_end
);

}  // namespace mprd::client
