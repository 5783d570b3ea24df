// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/lib/layout.hpp"

#include <span>

namespace mprd::lib {

/// MPR_SERVER_0 to 2, by level. No text is in them.
[[nodiscard]] std::span<const Layout> server_levels();

}  // namespace mprd::lib
