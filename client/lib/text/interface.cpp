// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminInterface*: create, find, read, change, list; devices of an interface.
#include "client/lib/text/text.hpp"

using namespace mprd;       // NOLINT(google-build-using-namespace): the functions are global
using namespace mprd::lib;  // NOLINT(google-build-using-namespace)
using namespace MPRD_TEXT_NAMESPACE;  // NOLINT(google-build-using-namespace)

extern "C" {

DWORD WINAPI MprAdminInterfaceCreate(
    MPR_SERVER_HANDLE hMprServer, DWORD dwLevel, LPBYTE lpbBuffer, HANDLE* phInterface
) {
    return guarded([&]() -> DWORD {
        if (phInterface == nullptr) {
            return server_of(hMprServer) ? to_code(Errc::InvalidParameter)
                                         : to_code(Errc::InvalidBinding);
        }
        *phInterface = nullptr;
        Answer answer;
        const DWORD code = call_with_structure(
            server_of(hMprServer),
            "MprAdminInterfaceCreate",
            json::object(),
            interface_levels(),
            dwLevel,
            lpbBuffer,
            answer
        );
        if (code == 0) {
            *phInterface = to_handle(answer.body.at("interface").get<std::uint32_t>());
        }
        return code;
    });
}

DWORD WINAPI MprAdminInterfaceGetInfo(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwLevel, LPBYTE* lplpbBuffer
) {
    return guarded([&]() -> DWORD {
        return get_info(
            hMprServer,
            "MprAdminInterfaceGetInfo",
            {{"interface", router_number(hInterface)}},
            interface_levels(),
            dwLevel,
            lplpbBuffer
        );
    });
}

DWORD WINAPI MprAdminInterfaceSetInfo(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwLevel, LPBYTE lpbBuffer
) {
    return guarded([&]() -> DWORD {
        Answer answer;
        return call_with_structure(
            server_of(hMprServer),
            "MprAdminInterfaceSetInfo",
            {{"interface", router_number(hInterface)}},
            interface_levels(),
            dwLevel,
            lpbBuffer,
            answer
        );
    });
}

DWORD WINAPI MprAdminInterfaceEnum(
    MPR_SERVER_HANDLE hMprServer,
    DWORD dwLevel,
    LPBYTE* lplpbBuffer,
    DWORD dwPrefMaxLen,
    LPDWORD lpdwEntriesRead,
    LPDWORD lpdwTotalEntries,
    LPDWORD lpdwResumeHandle
) {
    return guarded([&]() -> DWORD {
        return enumerate(
            hMprServer,
            "MprAdminInterfaceEnum",
            json::object(),
            interface_levels(),
            dwLevel,
            {lplpbBuffer, dwPrefMaxLen, lpdwEntriesRead, lpdwTotalEntries, lpdwResumeHandle}
        );
    });
}

DWORD WINAPI MprAdminInterfaceGetHandle(
    MPR_SERVER_HANDLE hMprServer,
    LPWSTR lpwsInterfaceName,
    HANDLE* phInterface,
    BOOL fIncludeClientInterfaces
) {
    return guarded([&]() -> DWORD {
        const auto connection = server_of(hMprServer);
        if (!connection) {
            return to_code(Errc::InvalidBinding);
        }
        if (lpwsInterfaceName == nullptr) {
            return to_code(Errc::NullReference);
        }
        const auto name = text_of(lpwsInterfaceName);
        if (phInterface == nullptr || !name) {
            return to_code(Errc::InvalidParameter);
        }
        *phInterface = nullptr;
        const Answer answer = connection->call(
            "MprAdminInterfaceGetHandle",
            {{"interfaceName", *name},
             {"includeClientInterfaces", fIncludeClientInterfaces != FALSE}}
        );
        if (answer.code == 0) {
            *phInterface = to_handle(answer.body.at("interface").get<std::uint32_t>());
        }
        return answer.code;
    });
}

DWORD WINAPI MprAdminInterfaceDeviceGetInfo(
    MPR_SERVER_HANDLE hMprServer,
    HANDLE hInterface,
    DWORD dwIndex,
    DWORD dwLevel,
    LPBYTE* lplpBuffer
) {
    return guarded([&]() -> DWORD {
        return get_info(
            hMprServer,
            "MprAdminInterfaceDeviceGetInfo",
            {{"interface", router_number(hInterface)}, {"index", dwIndex}},
            device_levels(),
            dwLevel,
            lplpBuffer
        );
    });
}

DWORD WINAPI MprAdminInterfaceDeviceSetInfo(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwIndex, DWORD dwLevel, LPBYTE lplpBuffer
) {
    return guarded([&]() -> DWORD {
        Answer answer;
        return call_with_structure(
            server_of(hMprServer),
            "MprAdminInterfaceDeviceSetInfo",
            {{"interface", router_number(hInterface)}, {"index", dwIndex}},
            device_levels(),
            dwLevel,
            lplpBuffer,
            answer
        );
    });
}

}  // extern "C"
