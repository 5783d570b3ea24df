// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprConfig functions that mean the same whatever WCHAR is.
#include "client/lib/calls.hpp"
#include "client/lib/octets.hpp"
#include "client/lib/server_layouts.hpp"

#include <cstring>

#include <mprapi.h>

using namespace mprd;       // NOLINT(google-build-using-namespace): the functions are global
using namespace mprd::lib;  // NOLINT(google-build-using-namespace)

namespace {

json transport_params(HANDLE interface, HANDLE transport) {
    return {
        {"interface", router_number(interface)}, {"interfaceTransport", router_number(transport)}};
}

}  // namespace

extern "C" {

DWORD WINAPI MprConfigServerInstall(DWORD dwLevel, PVOID pBuffer) {
    return guarded([&]() -> DWORD {
        if (dwLevel != 0 || pBuffer != nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        std::shared_ptr<Connection> connection;
        const auto code = connect_to_store("", connection);
        return code != 0 ? code : connection->call("MprConfigServerInstall", {{"level", 0}}).code;
    });
}

VOID WINAPI MprConfigServerDisconnect(HANDLE hMprConfig) {
    static_cast<void>(guarded([&]() -> DWORD {
        HandleTable::instance().close(HandleKind::Config, hMprConfig);
        return 0U;
    }));
}

DWORD WINAPI MprConfigBufferFree(LPVOID pBuffer) {
    return guarded([&]() -> DWORD {
        return BufferPool::instance().release(pBuffer, Family::Config)
                   ? 0U
                   : to_code(Errc::InvalidParameter);
    });
}

DWORD WINAPI MprConfigServerGetInfo(HANDLE hMprConfig, DWORD dwLevel, LPBYTE* lplpbBuffer) {
    return guarded([&]() -> DWORD {
        const auto connection = store_of(hMprConfig);
        if (!connection || lplpbBuffer == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        *lplpbBuffer = nullptr;
        const Answer answer = connection->call("MprConfigServerGetInfo", {{"level", dwLevel}});
        if (answer.code == 0 && dwLevel < server_levels().size()) {
            *lplpbBuffer = static_cast<LPBYTE>(make_block(
                server_levels()[dwLevel], json::array({answer.body.at("buffer")}), Family::Config
            ));
        }
        return answer.code;
    });
}

DWORD WINAPI MprConfigServerSetInfo(MPR_SERVER_HANDLE hMprServer, DWORD dwLevel, LPBYTE lpbBuffer) {
    return guarded([&]() -> DWORD {
        if (hMprServer == nullptr || lpbBuffer == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        // The one function of the family that tells a wrong handle from none.
        if (!store_of(hMprServer)) {
            return to_code(Errc::InvalidHandle);
        }
        json buffer = json::object();
        if (dwLevel == 1 || dwLevel == 2) {
            buffer = read_structure(server_levels()[dwLevel], lpbBuffer).value_or(json::object());
        }
        return simple_store_call(
            hMprServer, "MprConfigServerSetInfo", {{"level", dwLevel}, {"buffer", buffer}}
        );
    });
}

DWORD WINAPI
MprConfigFilterGetInfo(HANDLE hMprConfig, DWORD dwLevel, DWORD dwTransportId, LPBYTE lpBuffer) {
    return guarded([&]() -> DWORD {
        const auto connection = store_of(hMprConfig);
        if (!connection || lpBuffer == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        const Answer answer = connection->call(
            "MprConfigFilterGetInfo", {{"level", dwLevel}, {"transportId", dwTransportId}}
        );
        if (answer.code == 0) {
            const MPR_FILTER_0 shown{
                answer.body.at("buffer").at("enable").get<bool>() ? TRUE : FALSE};
            std::memcpy(lpBuffer, &shown, sizeof shown);
        }
        return answer.code;
    });
}

DWORD WINAPI
MprConfigFilterSetInfo(HANDLE hMprConfig, DWORD dwLevel, DWORD dwTransportId, LPBYTE lpBuffer) {
    return guarded([&]() -> DWORD {
        if (lpBuffer == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        // The name of the only member differs from header to header.
        BOOL enable = FALSE;
        static_assert(sizeof(MPR_FILTER_0) == sizeof enable);
        if (dwLevel == 0) {
            std::memcpy(&enable, lpBuffer, sizeof enable);
        }
        return simple_store_call(
            hMprConfig,
            "MprConfigFilterSetInfo",
            {{"level", dwLevel},
             {"transportId", dwTransportId},
             {"buffer", {{"enable", enable != FALSE}}}}
        );
    });
}

DWORD WINAPI MprConfigTransportDelete(HANDLE hMprConfig, HANDLE hRouterTransport) {
    return guarded([&]() -> DWORD {
        return simple_store_call(
            hMprConfig, "MprConfigTransportDelete", {{"transport", router_number(hRouterTransport)}}
        );
    });
}

DWORD WINAPI
MprConfigTransportGetHandle(HANDLE hMprConfig, DWORD dwTransportId, HANDLE* phRouterTransport) {
    return guarded([&]() -> DWORD {
        const auto connection = store_of(hMprConfig);
        if (!connection || phRouterTransport == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        *phRouterTransport = nullptr;
        const Answer answer =
            connection->call("MprConfigTransportGetHandle", {{"transportId", dwTransportId}});
        give_handle(answer, "transport", phRouterTransport);
        return answer.code;
    });
}

DWORD WINAPI MprConfigInterfaceDelete(HANDLE hMprConfig, HANDLE hRouterInterface) {
    return guarded([&]() -> DWORD {
        return simple_store_call(
            hMprConfig, "MprConfigInterfaceDelete", interface_params(hRouterInterface)
        );
    });
}

DWORD WINAPI MprConfigInterfaceTransportRemove(
    HANDLE hMprConfig, HANDLE hRouterInterface, HANDLE hRouterIfTransport
) {
    return guarded([&]() -> DWORD {
        return simple_store_call(
            hMprConfig,
            "MprConfigInterfaceTransportRemove",
            transport_params(hRouterInterface, hRouterIfTransport)
        );
    });
}

DWORD WINAPI MprConfigInterfaceTransportGetHandle(
    HANDLE hMprConfig, HANDLE hRouterInterface, DWORD dwTransportId, HANDLE* phRouterIfTransport
) {
    return guarded([&]() -> DWORD {
        const auto connection = store_of(hMprConfig);
        if (!connection || phRouterIfTransport == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        *phRouterIfTransport = nullptr;
        json params = interface_params(hRouterInterface);
        params["transportId"] = dwTransportId;
        const Answer answer = connection->call("MprConfigInterfaceTransportGetHandle", params);
        give_handle(answer, "interfaceTransport", phRouterIfTransport);
        return answer.code;
    });
}

DWORD WINAPI MprConfigInterfaceTransportGetInfo(
    HANDLE hMprConfig,
    HANDLE hRouterInterface,
    HANDLE hRouterIfTransport,
    LPBYTE* ppInterfaceInfo,
    LPDWORD lpdwInterfaceInfoSize
) {
    return guarded([&]() -> DWORD {
        const auto connection = store_of(hMprConfig);
        if (!connection || hRouterInterface == nullptr || hRouterIfTransport == nullptr ||
            (ppInterfaceInfo != nullptr && lpdwInterfaceInfoSize == nullptr)) {
            return to_code(Errc::InvalidParameter);
        }
        if (ppInterfaceInfo == nullptr) {
            return 0U;  // as documented: nothing is asked for
        }
        *ppInterfaceInfo = nullptr;
        const Answer answer = connection->call(
            "MprConfigInterfaceTransportGetInfo",
            transport_params(hRouterInterface, hRouterIfTransport)
        );
        if (answer.code == 0) {
            give_bytes(
                answer.body, "interfaceInfo", ppInterfaceInfo, lpdwInterfaceInfoSize, Family::Config
            );
        }
        return answer.code;
    });
}

DWORD WINAPI MprConfigInterfaceTransportSetInfo(
    HANDLE hMprConfig,
    HANDLE hRouterInterface,
    HANDLE hRouterIfTransport,
    LPBYTE pInterfaceInfo,
    DWORD dwInterfaceInfoSize
) {
    return guarded([&]() -> DWORD {
        json params = transport_params(hRouterInterface, hRouterIfTransport);
        add_bytes(params, "interfaceInfo", pInterfaceInfo, dwInterfaceInfoSize);
        return simple_store_call(hMprConfig, "MprConfigInterfaceTransportSetInfo", params);
    });
}

}  // extern "C"
