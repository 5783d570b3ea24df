// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/console.hpp"

namespace mprd::cli {

// Terminals take UTF-8, and nobody changes octets on their way.
Console::Console() = default;

Console::~Console() = default;

}  // namespace mprd::cli
