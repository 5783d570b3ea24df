// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mprd {

inline constexpr const char* kVersion = "0.1.0";

}  // namespace mprd
