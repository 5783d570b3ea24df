// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/caller.hpp"
#include "core/admin/router_control.hpp"
#include "core/base/error.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace mprd::admin {

/// What MprAdminInterfaceGetCredentialsEx tells.
struct ExtendedCredentialsView {
    /// dwSize: bytes that are set; 0 for a reader.
    std::size_t size = 0;
    /// Level 0 for an administrator; a pre-shared key is never shown.
    Secret eap_data;
};

/// Levels of MprAdminInterfaceSetCredentialsEx and GetCredentialsEx.
inline constexpr std::uint32_t kLevelEap = 0;
inline constexpr std::uint32_t kLevelPreSharedKey = 1;
/// dwFlags of MPR_IF_CUSTOMINFOEX: MPRAPI_IF_CUSTOM_CONFIG_FOR_IKEV2.
inline constexpr std::uint32_t kCustomForIkev2 = 1;
/// Largest EAP data, in bytes. Not documented: bounded because a client makes us keep it.
inline constexpr std::size_t kMaxEapData = 16384;

/// The MprAdminInterface calls about secrets, policies and the stored entry; see Api for what holds
/// for all.
class InterfaceExApi {
public:
    /// The stored form of the interface of this name: 621 when there is none, 622 when it is wrong.
    using ReadStored = std::function<Result<InterfaceConfig>(std::string_view name)>;

    /// The router must outlive the object.
    explicit InterfaceExApi(RouterControl& router) : router_(&router) {}

    /// MprAdminInterfaceSetCredentialsEx. 50 above level 1, 6 unknown handle, 87 too long. Empty
    /// deletes.
    [[nodiscard]] Result<void> set_credentials_ex(
        const Caller& caller,
        TimePoint now,
        InterfaceId id,
        std::uint32_t level,
        const Secret& credentials
    );
    /// MprAdminInterfaceGetCredentialsEx. 50 above level 1, 6 unknown handle; level 0: 87 unless a
    /// full router; level 1: 1168 when there is no key.
    [[nodiscard]] Result<ExtendedCredentialsView> get_credentials_ex(
        const Caller& caller, InterfaceId id, std::uint32_t level
    ) const;
    /// Beyond the API (mprd.RipKeySet): the key of auto-static updates. 6 unknown handle, 87 longer
    /// than kMaxRipKey. Empty deletes.
    [[nodiscard]] Result<void> set_rip_key(
        const Caller& caller, TimePoint now, InterfaceId id, const Secret& key
    );
    /// MprAdminInterfaceGetCustomInfoEx: nullopt for none (dwFlags 0). 6 unknown handle, 87 no full
    /// router.
    [[nodiscard]] Result<std::optional<Ikev2Custom>> get_custom_info(
        const Caller& caller, InterfaceId id
    ) const;
    /// MprAdminInterfaceSetCustomInfoEx: `flags` 0 deletes. 6 unknown handle, 87 no full router,
    /// other flags or a member out of range.
    [[nodiscard]] Result<void> set_custom_info(
        const Caller& caller,
        TimePoint now,
        InterfaceId id,
        std::uint32_t flags,
        const Ikev2Custom& custom
    );
    /// MprAdminInterfaceUpdatePhonebookInfo: what `read` gives becomes the running configuration.
    /// 903 LAN-only, 6 unknown handle, 87 no demand-dial interface, the codes of `read`, 622 for
    /// another name or type, 925 when none of its devices exists.
    [[nodiscard]] Result<void> update_phonebook_info(
        const Caller& caller, TimePoint now, InterfaceId id, const ReadStored& read
    );

private:
    RouterControl* router_;
};

}  // namespace mprd::admin
