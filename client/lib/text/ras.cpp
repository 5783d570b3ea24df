// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Connections, ports and devices.
#include "client/lib/text/text.hpp"

using namespace mprd;       // NOLINT(google-build-using-namespace): the functions are global
using namespace mprd::lib;  // NOLINT(google-build-using-namespace)
using namespace MPRD_TEXT_NAMESPACE;  // NOLINT(google-build-using-namespace)

extern "C" {

DWORD WINAPI MprAdminConnectionEnum(
    RAS_SERVER_HANDLE hRasServer,
    DWORD dwLevel,
    LPBYTE* lplpbBuffer,
    DWORD dwPrefMaxLen,
    LPDWORD lpdwEntriesRead,
    LPDWORD lpdwTotalEntries,
    LPDWORD lpdwResumeHandle
) {
    return guarded([&]() -> DWORD {
        return enumerate(
            hRasServer,
            "MprAdminConnectionEnum",
            json::object(),
            connection_levels(),
            dwLevel,
            {lplpbBuffer, dwPrefMaxLen, lpdwEntriesRead, lpdwTotalEntries, lpdwResumeHandle}
        );
    });
}

DWORD WINAPI MprAdminConnectionGetInfo(
    RAS_SERVER_HANDLE hRasServer, DWORD dwLevel, HANDLE hConnection, LPBYTE* lplpbBuffer
) {
    return guarded([&]() -> DWORD {
        return get_info(
            hRasServer,
            "MprAdminConnectionGetInfo",
            {{"connection", router_number(hConnection)}},
            connection_levels(),
            dwLevel,
            lplpbBuffer
        );
    });
}

DWORD WINAPI MprAdminPortEnum(
    RAS_SERVER_HANDLE hRasServer,
    DWORD dwLevel,
    HANDLE hConnection,
    LPBYTE* lplpbBuffer,
    DWORD dwPrefMaxLen,
    LPDWORD lpdwEntriesRead,
    LPDWORD lpdwTotalEntries,
    LPDWORD lpdwResumeHandle
) {
    return guarded([&]() -> DWORD {
        json params = json::object();
        if (hConnection != INVALID_HANDLE_VALUE) {
            params["connection"] = router_number(hConnection);
        }
        return enumerate(
            hRasServer,
            "MprAdminPortEnum",
            std::move(params),
            port_levels(),
            dwLevel,
            {lplpbBuffer, dwPrefMaxLen, lpdwEntriesRead, lpdwTotalEntries, lpdwResumeHandle}
        );
    });
}

DWORD WINAPI MprAdminPortGetInfo(
    RAS_SERVER_HANDLE hRasServer, DWORD dwLevel, HANDLE hPort, LPBYTE* lplpbBuffer
) {
    return guarded([&]() -> DWORD {
        return get_info(
            hRasServer,
            "MprAdminPortGetInfo",
            {{"port", router_number(hPort)}},
            port_levels(),
            dwLevel,
            lplpbBuffer
        );
    });
}

DWORD WINAPI MprAdminDeviceEnum(
    MPR_SERVER_HANDLE hMprServer, DWORD dwLevel, LPBYTE* lplpbBuffer, LPDWORD lpdwTotalEntries
) {
    return guarded([&]() -> DWORD {
        const auto connection = server_of(hMprServer);
        if (!connection) {
            return to_code(Errc::InvalidBinding);
        }
        if (lplpbBuffer == nullptr || lpdwTotalEntries == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        *lplpbBuffer = nullptr;
        *lpdwTotalEntries = 0;
        const Answer answer = connection->call("MprAdminDeviceEnum", {{"level", dwLevel}});
        if (answer.code == 0) {
            const json& devices = answer.body.at("buffer");
            json entries = json::array();
            for (const json& device : devices) {
                entries.push_back(
                    {{"type", device.at("deviceType")}, {"name", device.at("deviceName")}}
                );
            }
            *lplpbBuffer =
                static_cast<LPBYTE>(make_block(device_levels()[0], entries, Family::Admin));
            *lpdwTotalEntries = static_cast<DWORD>(entries.size());
        }
        return answer.code;
    });
}

}  // extern "C"
