// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprConfigInterface*: stored interfaces.
#include "client/lib/text/text.hpp"

using namespace mprd;       // NOLINT(google-build-using-namespace): the functions are global
using namespace mprd::lib;  // NOLINT(google-build-using-namespace)
using namespace MPRD_TEXT_NAMESPACE;  // NOLINT(google-build-using-namespace)

extern "C" {

DWORD WINAPI MprConfigInterfaceCreate(
    HANDLE hMprConfig, DWORD dwLevel, LPBYTE lpbBuffer, HANDLE* phRouterInterface
) {
    return guarded([&]() -> DWORD {
        const auto connection = store_of(hMprConfig);
        if (!connection || phRouterInterface == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        *phRouterInterface = nullptr;
        Answer answer;
        const auto code = call_with_structure(
            connection,
            "MprConfigInterfaceCreate",
            json::object(),
            interface_levels(),
            dwLevel,
            lpbBuffer,
            answer
        );
        if (code == 0) {
            give_handle(answer, "interface", phRouterInterface);
        }
        return code;
    });
}

DWORD WINAPI MprConfigInterfaceGetHandle(
    HANDLE hMprConfig, LPWSTR lpwsInterfaceName, HANDLE* phRouterInterface
) {
    return guarded([&]() -> DWORD {
        const auto connection = store_of(hMprConfig);
        json params = json::object();
        if (!connection || phRouterInterface == nullptr || lpwsInterfaceName == nullptr ||
            !add_text(params, "interfaceName", lpwsInterfaceName)) {
            return to_code(Errc::InvalidParameter);
        }
        *phRouterInterface = nullptr;
        const Answer answer = connection->call("MprConfigInterfaceGetHandle", params);
        give_handle(answer, "interface", phRouterInterface);
        return answer.code;
    });
}

DWORD WINAPI MprConfigInterfaceGetInfo(
    HANDLE hMprConfig,
    HANDLE hRouterInterface,
    DWORD dwLevel,
    LPBYTE* lplpBuffer,
    LPDWORD lpdwBufferSize
) {
    return guarded([&]() -> DWORD {
        const auto connection = store_of(hMprConfig);
        if (!connection || lplpBuffer == nullptr || lpdwBufferSize == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        *lplpBuffer = nullptr;
        *lpdwBufferSize = 0;
        const Answer answer = connection->call(
            "MprConfigInterfaceGetInfo",
            {{"interface", router_number(hRouterInterface)}, {"level", dwLevel}}
        );
        if (answer.code == 0 && dwLevel < interface_levels().size()) {
            *lplpBuffer = static_cast<LPBYTE>(make_block(
                interface_levels()[dwLevel],
                json::array({answer.body.at("buffer")}),
                Family::Config,
                lpdwBufferSize
            ));
        }
        return answer.code;
    });
}

DWORD WINAPI MprConfigInterfaceSetInfo(
    HANDLE hMprConfig, HANDLE hRouterInterface, DWORD dwLevel, LPBYTE lpbBuffer
) {
    return guarded([&]() -> DWORD {
        const auto connection = store_of(hMprConfig);
        Answer answer;
        return !connection ? to_code(Errc::InvalidParameter)
                           : call_with_structure(
                                 connection,
                                 "MprConfigInterfaceSetInfo",
                                 {{"interface", router_number(hRouterInterface)}},
                                 interface_levels(),
                                 dwLevel,
                                 lpbBuffer,
                                 answer
                             );
    });
}

DWORD WINAPI MprConfigInterfaceEnum(
    HANDLE hMprConfig,
    DWORD dwLevel,
    LPBYTE* lplpBuffer,
    DWORD dwPrefMaxLen,
    LPDWORD lpdwEntriesRead,
    LPDWORD lpdwTotalEntries,
    LPDWORD lpdwResumeHandle
) {
    return guarded([&]() -> DWORD {
        return enumerate_stored(
            hMprConfig,
            "MprConfigInterfaceEnum",
            json::object(),
            interface_levels()[0],
            dwLevel,
            {lplpBuffer, dwPrefMaxLen, lpdwEntriesRead, lpdwTotalEntries, lpdwResumeHandle}
        );
    });
}

}  // extern "C"
