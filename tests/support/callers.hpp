// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/caller.hpp"

namespace mprd::test {

inline constexpr admin::Caller kAdministrator{admin::Access::Administrator, admin::Origin::Local};
inline constexpr admin::Caller kReader{admin::Access::Reader, admin::Origin::Local};
inline constexpr admin::Caller kNobody{};

}  // namespace mprd::test
