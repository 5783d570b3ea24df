// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/caller.hpp"
#include "core/admin/router_control.hpp"
#include "core/base/error.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::admin {

/// Bits of bfPrivilege and bfPrivilege2 (RASPRIV_*, RASPRIV2_*).
inline constexpr std::uint32_t kPrivilegeNoCallback = 1;
inline constexpr std::uint32_t kPrivilegeAdminSetCallback = 2;
inline constexpr std::uint32_t kPrivilegeCallerSetCallback = 4;
inline constexpr std::uint32_t kPrivilegeDialin = 8;
inline constexpr std::uint32_t kPrivilege2DialinPolicy = 1;

/// RAS_USER_1; RAS_USER_0 is without the last member.
struct UserInfo {
    std::uint32_t privilege = kPrivilegeNoCallback;
    std::string phone_number;
    std::uint32_t privilege2 = 0;
};

/// The callers that the answering side knows (RouterConfig::users): the API's calls, which read and
/// change their dial-in settings, and our own, which keep the list. See Api for what holds for all.
class UserApi {
public:
    /// The router must outlive the object.
    explicit UserApi(RouterControl& router) : router_(&router) {}

    /// MprAdminUserGetInfo. 124 above level 1, 1317 no such user.
    [[nodiscard]] Result<UserInfo> get_info(
        const Caller& caller, std::string_view name, std::uint32_t level
    ) const;
    /// MprAdminUserSetInfo. 124 above level 1, 1317 no such user, 87 not exactly one call-back bit,
    /// a bit that is none, or a number that is too long or missing.
    [[nodiscard]] Result<void> set_info(
        const Caller& caller,
        TimePoint now,
        std::string_view name,
        std::uint32_t level,
        const UserInfo& info
    );

    // ---- beyond the API
    /// In the order of the configuration, with passwords: the caller shows whether they are set.
    [[nodiscard]] Result<std::vector<UserConfig>> list(const Caller& caller) const;
    /// 87 when the name is taken or something of it is wrong.
    [[nodiscard]] Result<void> add(const Caller& caller, TimePoint now, UserConfig user);
    /// Replaces everything but the name. 1317 no such user, 87 another name or something wrong.
    [[nodiscard]] Result<void> replace(
        const Caller& caller, TimePoint now, std::string_view name, UserConfig user
    );
    /// A call of his that is up stays. 1317 no such user.
    [[nodiscard]] Result<void> remove(const Caller& caller, TimePoint now, std::string_view name);

private:
    RouterControl* router_;
};

}  // namespace mprd::admin
