// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace mprd::platform {

/// Who carries the packets of a device's calls, as its options say.
enum class DataPath {
    User,    ///< this process
    Kernel,  ///< the kernel; it is an error if it cannot
    Auto,    ///< the kernel if it can
};

/// "user", "kernel", "auto"; nullopt for another word.
[[nodiscard]] inline std::optional<DataPath> data_path_of(std::string_view word) {
    if (word == "user") {
        return DataPath::User;
    }
    if (word == "kernel") {
        return DataPath::Kernel;
    }
    return word == "auto" ? std::optional(DataPath::Auto) : std::nullopt;
}

/// The same for a kind that needs more of the kernel than /dev/ppp: without it Auto is User.
/// `kernel_can` is asked only if that matters.
[[nodiscard]] inline DataPath possible_path(DataPath wanted, bool (*kernel_can)()) {
    return wanted == DataPath::Auto && !kernel_can() ? DataPath::User : wanted;
}

}  // namespace mprd::platform
