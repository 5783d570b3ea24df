// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mprd::platform {

/// What it means that WinVerifyTrust() gave this result, which is not 0, for a file: "it bears no
/// signature".
[[nodiscard]] std::string signature_fault(long result);

/// Why a library whose file begins with `head` (a kilobyte is enough) is none for this process: "it
/// is for another processor (x86)". Empty: it may be one.
[[nodiscard]] std::string image_fault(std::string_view head);

}  // namespace mprd::platform
