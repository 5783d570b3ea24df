// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Transports of the router and of an interface, and what else is octets: keys and EAP data.
#include "client/lib/calls.hpp"
#include "client/lib/octets.hpp"

#include <cstring>

#include <mprapi.h>

using namespace mprd;       // NOLINT(google-build-using-namespace): the functions are global
using namespace mprd::lib;  // NOLINT(google-build-using-namespace)

namespace {

json transport_params(HANDLE interface, DWORD transport) {
    return {{"interface", router_number(interface)}, {"transportId", transport}};
}

/// Both structures of credentials are a size and a pointer.
static_assert(sizeof(MPR_CREDENTIALSEX_0) == sizeof(MPR_CREDENTIALSEX_1));

DWORD set_credentials(HANDLE server, const char* method, json params, const BYTE* buffer) {
    if (!server_of(server)) {
        return to_code(Errc::InvalidBinding);
    }
    if (buffer == nullptr) {
        return to_code(Errc::InvalidParameter);
    }
    MPR_CREDENTIALSEX_1 given;
    std::memcpy(&given, buffer, sizeof given);
    if (given.dwSize != 0 && given.lpbCredentialsInfo == nullptr) {
        return to_code(Errc::InvalidParameter);
    }
    add_bytes(
        params,
        "credentialsInfo",
        given.dwSize == 0 ? "" : static_cast<void*>(given.lpbCredentialsInfo),
        given.dwSize
    );
    return simple_call(server, method, params);
}

/// The size, and the octets where the router tells them.
DWORD get_credentials(HANDLE server, const char* method, const json& params, LPBYTE* buffer) {
    const auto connection = server_of(server);
    if (!connection) {
        return to_code(Errc::InvalidBinding);
    }
    if (buffer == nullptr) {
        return to_code(Errc::InvalidParameter);
    }
    *buffer = nullptr;
    const Answer answer = connection->call(method, params);
    if (answer.code != 0) {
        return answer.code;
    }
    const Bytes octets = octets_of(answer.body, "credentialsInfo");
    auto* block = static_cast<LPBYTE>(
        BufferPool::instance().allocate(sizeof(MPR_CREDENTIALSEX_1) + octets.size(), Family::Admin)
    );
    MPR_CREDENTIALSEX_1 shown{answer.body.at("size").get<DWORD>(), nullptr};
    if (!octets.empty()) {
        shown.lpbCredentialsInfo = block + sizeof shown;
        std::memcpy(shown.lpbCredentialsInfo, octets.data(), octets.size());
    }
    std::memcpy(block, &shown, sizeof shown);
    *buffer = block;
    return 0;
}

}  // namespace

extern "C" {

DWORD WINAPI MprAdminTransportGetInfo(
    MPR_SERVER_HANDLE hMprServer,
    DWORD dwTransportId,
    LPBYTE* ppGlobalInfo,
    LPDWORD lpdwGlobalInfoSize,
    LPBYTE* ppClientInterfaceInfo,
    LPDWORD lpdwClientInterfaceInfoSize
) {
    return guarded([&]() -> DWORD {
        const auto connection = server_of(hMprServer);
        if (!connection) {
            return to_code(Errc::InvalidBinding);
        }
        if (ppGlobalInfo == nullptr && ppClientInterfaceInfo == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        const Answer answer =
            connection->call("MprAdminTransportGetInfo", {{"transportId", dwTransportId}});
        if (answer.code == 0) {
            const json& body = answer.body;
            give_bytes(body, "globalInfo", ppGlobalInfo, lpdwGlobalInfoSize, Family::Admin);
            give_bytes(
                body,
                "clientInterfaceInfo",
                ppClientInterfaceInfo,
                lpdwClientInterfaceInfoSize,
                Family::Admin
            );
        }
        return answer.code;
    });
}

DWORD WINAPI MprAdminTransportSetInfo(
    MPR_SERVER_HANDLE hMprServer,
    DWORD dwTransportId,
    LPBYTE pGlobalInfo,
    DWORD dwGlobalInfoSize,
    LPBYTE pClientInterfaceInfo,
    DWORD dwClientInterfaceInfoSize
) {
    return guarded([&]() -> DWORD {
        json params = {{"transportId", dwTransportId}};
        add_bytes(params, "globalInfo", pGlobalInfo, dwGlobalInfoSize);
        add_bytes(params, "clientInterfaceInfo", pClientInterfaceInfo, dwClientInterfaceInfoSize);
        return simple_call(hMprServer, "MprAdminTransportSetInfo", params);
    });
}

DWORD WINAPI MprAdminInterfaceTransportAdd(
    MPR_SERVER_HANDLE hMprServer,
    HANDLE hInterface,
    DWORD dwTransportId,
    LPBYTE pInterfaceInfo,
    DWORD dwInterfaceInfoSize
) {
    return guarded([&]() -> DWORD {
        json params = transport_params(hInterface, dwTransportId);
        add_bytes(params, "interfaceInfo", pInterfaceInfo, dwInterfaceInfoSize);
        return simple_call(hMprServer, "MprAdminInterfaceTransportAdd", params);
    });
}

DWORD WINAPI MprAdminInterfaceTransportRemove(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwTransportId
) {
    return guarded([&]() -> DWORD {
        return simple_call(
            hMprServer,
            "MprAdminInterfaceTransportRemove",
            transport_params(hInterface, dwTransportId)
        );
    });
}

DWORD WINAPI MprAdminInterfaceTransportGetInfo(
    MPR_SERVER_HANDLE hMprServer,
    HANDLE hInterface,
    DWORD dwTransportId,
    LPBYTE* ppInterfaceInfo,
    LPDWORD lpdwpInterfaceInfoSize
) {
    return guarded([&]() -> DWORD {
        const auto connection = server_of(hMprServer);
        if (!connection) {
            return to_code(Errc::InvalidBinding);
        }
        if (ppInterfaceInfo == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        *ppInterfaceInfo = nullptr;
        const Answer answer = connection->call(
            "MprAdminInterfaceTransportGetInfo", transport_params(hInterface, dwTransportId)
        );
        if (answer.code == 0) {
            give_bytes(
                answer.body, "interfaceInfo", ppInterfaceInfo, lpdwpInterfaceInfoSize, Family::Admin
            );
        }
        return answer.code;
    });
}

DWORD WINAPI MprAdminInterfaceTransportSetInfo(
    MPR_SERVER_HANDLE hMprServer,
    HANDLE hInterface,
    DWORD dwTransportId,
    LPBYTE pInterfaceInfo,
    DWORD dwInterfaceInfoSize
) {
    return guarded([&]() -> DWORD {
        json params = transport_params(hInterface, dwTransportId);
        add_bytes(params, "interfaceInfo", pInterfaceInfo, dwInterfaceInfoSize);
        return simple_call(hMprServer, "MprAdminInterfaceTransportSetInfo", params);
    });
}

DWORD WINAPI MprAdminInterfaceUpdatePhonebookInfo(MPR_SERVER_HANDLE hMprServer, HANDLE hInterface) {
    return guarded([&]() -> DWORD {
        return simple_call(
            hMprServer,
            "MprAdminInterfaceUpdatePhonebookInfo",
            {{"interface", router_number(hInterface)}}
        );
    });
}

DWORD WINAPI MprAdminInterfaceSetCredentialsEx(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwLevel, LPBYTE lpbBuffer
) {
    return guarded([&]() -> DWORD {
        return set_credentials(
            hMprServer,
            "MprAdminInterfaceSetCredentialsEx",
            {{"interface", router_number(hInterface)}, {"level", dwLevel}},
            lpbBuffer
        );
    });
}

DWORD WINAPI MprAdminInterfaceGetCredentialsEx(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwLevel, LPBYTE* lplpbBuffer
) {
    return guarded([&]() -> DWORD {
        return get_credentials(
            hMprServer,
            "MprAdminInterfaceGetCredentialsEx",
            {{"interface", router_number(hInterface)}, {"level", dwLevel}},
            lplpbBuffer
        );
    });
}

DWORD WINAPI
MprAdminServerSetCredentials(MPR_SERVER_HANDLE hMprServer, DWORD dwLevel, LPBYTE lpbBuffer) {
    return guarded([&]() -> DWORD {
        return set_credentials(
            hMprServer, "MprAdminServerSetCredentials", {{"level", dwLevel}}, lpbBuffer
        );
    });
}

DWORD WINAPI
MprAdminServerGetCredentials(MPR_SERVER_HANDLE hMprServer, DWORD dwLevel, LPBYTE* lplpbBuffer) {
    return guarded([&]() -> DWORD {
        return get_credentials(
            hMprServer, "MprAdminServerGetCredentials", {{"level", dwLevel}}, lplpbBuffer
        );
    });
}

}  // extern "C"
