// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/user_api.hpp"

#include "core/admin/checks.hpp"

#include <algorithm>
#include <utility>

namespace mprd::admin {
namespace {

constexpr std::uint32_t kCallbackMask =
    kPrivilegeNoCallback | kPrivilegeAdminSetCallback | kPrivilegeCallerSetCallback;

[[nodiscard]] Error no_such_user(std::string_view name) {
    return fail(Errc::NoSuchUser, "no caller is named \"" + std::string(name) + '"');
}

[[nodiscard]] auto find(auto& users, std::string_view name) {
    return std::find_if(users.begin(), users.end(), [&](const UserConfig& user) {
        return user.name == name;
    });
}

[[nodiscard]] std::uint32_t bit_of(CallBack call_back) {
    switch (call_back) {
        case CallBack::None:
            return kPrivilegeNoCallback;
        case CallBack::Router:
            return kPrivilegeAdminSetCallback;
        case CallBack::Caller:
            return kPrivilegeCallerSetCallback;
    }
    return kPrivilegeNoCallback;
}

/// nullopt unless exactly one of the bits is set.
[[nodiscard]] std::optional<CallBack> call_back_of(std::uint32_t privilege) {
    for (const CallBack each : {CallBack::None, CallBack::Router, CallBack::Caller}) {
        if ((privilege & kCallbackMask) == bit_of(each)) {
            return each;
        }
    }
    return std::nullopt;
}

[[nodiscard]] Result<void> check(const UserInfo& info, std::uint32_t level) {
    if ((info.privilege & ~(kCallbackMask | kPrivilegeDialin)) != 0 ||
        !call_back_of(info.privilege)) {
        return fail(
            Errc::InvalidParameter,
            "privilege: expected one of 1 (no call-back), 2 (by the router), 4 (by the caller), "
            "and 8 if he may dial in"
        );
    }
    if (info.phone_number.size() > kMaxPhoneNumber) {
        return fail(Errc::InvalidParameter, "phoneNumber: expected at most 128 bytes");
    }
    if ((info.privilege & kPrivilegeAdminSetCallback) != 0 && info.phone_number.empty()) {
        return fail(Errc::InvalidParameter, "phoneNumber: expected the number to call back");
    }
    if (level == 1 && (info.privilege2 & ~kPrivilege2DialinPolicy) != 0) {
        return fail(Errc::InvalidParameter, "privilege2: expected 0 or 1");
    }
    return {};
}

}  // namespace

Result<UserInfo> UserApi::get_info(const Caller& caller, std::string_view name, std::uint32_t level)
    const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 1, Errc::InvalidLevel); !checked) {
        return checked.error();
    }
    const auto& users = router_->settings().users;
    const auto user = find(users, name);
    if (user == users.end()) {
        return no_such_user(name);
    }
    UserInfo info;
    info.privilege = bit_of(user->call_back) | (user->may_dial_in ? kPrivilegeDialin : 0);
    info.phone_number = user->call_back_number;
    info.privilege2 = user->policy_decides ? kPrivilege2DialinPolicy : 0;
    return info;
}

Result<void> UserApi::set_info(
    const Caller& caller,
    TimePoint now,
    std::string_view name,
    std::uint32_t level,
    const UserInfo& info
) {
    if (auto allowed = may_administer(caller); !allowed) {
        return allowed;
    }
    if (auto checked = check_level(level, 1, Errc::InvalidLevel); !checked) {
        return checked;
    }
    RouterConfig settings = router_->settings();
    const auto user = find(settings.users, name);
    if (user == settings.users.end()) {
        return no_such_user(name);
    }
    if (auto checked = check(info, level); !checked) {
        return checked;
    }
    user->may_dial_in = (info.privilege & kPrivilegeDialin) != 0;
    user->call_back = call_back_of(info.privilege).value_or(CallBack::None);
    user->call_back_number = info.phone_number;
    if (level == 1) {
        user->policy_decides = info.privilege2 != 0;
    }
    return router_->change_settings(now, std::move(settings));
}

Result<std::vector<UserConfig>> UserApi::list(const Caller& caller) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    return router_->settings().users;
}

Result<void> UserApi::add(const Caller& caller, TimePoint now, UserConfig user) {
    if (auto allowed = may_administer(caller); !allowed) {
        return allowed;
    }
    RouterConfig settings = router_->settings();
    settings.users.push_back(std::move(user));
    return router_->change_settings(now, std::move(settings));
}

Result<void> UserApi::replace(
    const Caller& caller, TimePoint now, std::string_view name, UserConfig user
) {
    if (auto allowed = may_administer(caller); !allowed) {
        return allowed;
    }
    RouterConfig settings = router_->settings();
    const auto old = find(settings.users, name);
    if (old == settings.users.end()) {
        return no_such_user(name);
    }
    if (user.name != name) {
        return fail(Errc::InvalidParameter, "name: a caller cannot be renamed; add another one");
    }
    *old = std::move(user);
    return router_->change_settings(now, std::move(settings));
}

Result<void> UserApi::remove(const Caller& caller, TimePoint now, std::string_view name) {
    if (auto allowed = may_administer(caller); !allowed) {
        return allowed;
    }
    RouterConfig settings = router_->settings();
    const auto user = find(settings.users, name);
    if (user == settings.users.end()) {
        return no_such_user(name);
    }
    settings.users.erase(user);
    return router_->change_settings(now, std::move(settings));
}

}  // namespace mprd::admin
