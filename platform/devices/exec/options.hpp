// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/tables/device_config.hpp"
#include "core/tables/link_info.hpp"
#include "platform/process/process_command.hpp"

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::platform::exec {

/// Stands for the dialled number in an argument.
inline constexpr std::string_view kNumber = "{number}";

/// How PPP looks on the program's standard input and output.
enum class Framing {
    Async,      ///< the byte stream of RFC 1662, as on a modem
    PppFrames,  ///< one frame each read and write, on a socket that keeps them apart
};

/// The `options` of a device of kind "exec".
struct Options {
    /// Most words and variables, and octets of each.
    static constexpr std::size_t kMaxWords = 256;
    static constexpr std::size_t kMaxWord = 4096;

    /// The program and its arguments; kNumber is replaced within each.
    std::vector<std::string> command;
    std::map<std::string, std::string> environment;
    std::string working_directory;  ///< empty: the root
    ProcessLimits limits;
    Framing framing = Framing::Async;
    bool has_terminal = false;  ///< a pseudo terminal in place of a socket
    std::chrono::seconds stop_patience{2};

    /// From JSON text. The error's detail starts with the JSON pointer of the wrong member.
    [[nodiscard]] static Result<Options> parse(std::string_view json_text);
    /// What to start for a call to `number`. Error 87 when there is none and the command needs it,
    /// or when it would be taken for an option of the program.
    [[nodiscard]] Result<ProcessCommand> command_for(
        const std::string& number, const DeviceSecrets& secrets
    ) const;
};

/// "SSHPASS": letters, digits and '_', no digit first.
[[nodiscard]] bool is_variable_name(std::string_view text);

}  // namespace mprd::platform::exec
