// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// The functions of mprapi.h that mean the same whatever WCHAR is: no text in them, nor in their
// structures.
#include "client/lib/calls.hpp"
#include "client/lib/server_layouts.hpp"
#include "core/base/ip_address.hpp"

#include <array>
#include <cstring>

#include <mprapi.h>

using namespace mprd;       // NOLINT(google-build-using-namespace): the functions are global
using namespace mprd::lib;  // NOLINT(google-build-using-namespace)

namespace {

/// An accepted request whose end an event tells: only of the router of this host.
DWORD call_with_event(HANDLE server, HANDLE event, const char* method, json params) {
    const auto connection = server_of(server);
    if (!connection) {
        return to_code(Errc::InvalidBinding);
    }
    auto object = event_of(event);
    if (!object || connection->is_remote()) {
        return to_code(Errc::InvalidParameter);
    }
    params["event"] = true;
    return connection->call_with_event(method, params, std::move(object));
}

}  // namespace

extern "C" {

VOID WINAPI MprAdminServerDisconnect(MPR_SERVER_HANDLE hMprServer) {
    static_cast<void>(guarded([&]() -> DWORD {
        HandleTable::instance().close(HandleKind::Server, hMprServer);
        return 0U;
    }));
}

DWORD WINAPI
MprAdminServerGetInfo(MPR_SERVER_HANDLE hMprServer, DWORD dwLevel, LPBYTE* lplpbBuffer) {
    return guarded([&]() -> DWORD {
        const auto connection = server_of(hMprServer);
        if (!connection) {
            return to_code(Errc::InvalidBinding);
        }
        if (lplpbBuffer == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        *lplpbBuffer = nullptr;
        const Answer answer = connection->call("MprAdminServerGetInfo", {{"level", dwLevel}});
        if (answer.code == 0 && dwLevel < server_levels().size()) {
            *lplpbBuffer = static_cast<LPBYTE>(make_block(
                server_levels()[dwLevel], json::array({answer.body.at("buffer")}), Family::Admin
            ));
        }
        return answer.code;
    });
}

DWORD WINAPI MprAdminServerSetInfo(MPR_SERVER_HANDLE hMprServer, DWORD dwLevel, LPBYTE lpbBuffer) {
    return guarded([&]() -> DWORD {
        // The page has other codes for this one than for its sisters.
        if (hMprServer == nullptr || lpbBuffer == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        if (!server_of(hMprServer)) {
            return to_code(Errc::InvalidHandle);
        }
        json buffer = json::object();
        if (dwLevel == 1 || dwLevel == 2) {
            buffer = read_structure(server_levels()[dwLevel], lpbBuffer).value_or(json::object());
        }
        return simple_call(
            hMprServer, "MprAdminServerSetInfo", {{"level", dwLevel}, {"buffer", buffer}}
        );
    });
}

DWORD WINAPI MprAdminBufferFree(LPVOID pBuffer) {
    return guarded([&]() -> DWORD {
        return BufferPool::instance().release(pBuffer, Family::Admin)
                   ? 0U
                   : to_code(Errc::InvalidParameter);
    });
}

DWORD WINAPI MprAdminInterfaceDelete(MPR_SERVER_HANDLE hMprServer, HANDLE hInterface) {
    return guarded([&]() -> DWORD {
        return simple_call(hMprServer, "MprAdminInterfaceDelete", interface_params(hInterface));
    });
}

DWORD WINAPI MprAdminInterfaceConnect(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, HANDLE hEvent, BOOL fSynchronous
) {
    return guarded([&]() -> DWORD {
        json params = interface_params(hInterface);
        if (hEvent != nullptr) {
            return call_with_event(
                hMprServer, hEvent, "MprAdminInterfaceConnect", std::move(params)
            );
        }
        const auto connection = server_of(hMprServer);
        if (!connection) {
            return to_code(Errc::InvalidBinding);
        }
        params["synchronous"] = fSynchronous != FALSE;
        const auto patience = fSynchronous != FALSE ? Patience::Endless : Patience::Bounded;
        return connection->call("MprAdminInterfaceConnect", params, patience).code;
    });
}

DWORD WINAPI MprAdminInterfaceDisconnect(MPR_SERVER_HANDLE hMprServer, HANDLE hInterface) {
    return guarded([&]() -> DWORD {
        return simple_call(hMprServer, "MprAdminInterfaceDisconnect", interface_params(hInterface));
    });
}

DWORD WINAPI MprAdminInterfaceUpdateRoutes(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwProtocolId, HANDLE hEvent
) {
    return guarded([&]() -> DWORD {
        json params = interface_params(hInterface);
        params["transportId"] = dwProtocolId;
        if (hEvent != nullptr) {
            return call_with_event(
                hMprServer, hEvent, "MprAdminInterfaceUpdateRoutes", std::move(params)
            );
        }
        const auto connection = server_of(hMprServer);
        if (!connection) {
            return to_code(Errc::InvalidBinding);
        }
        return connection->call("MprAdminInterfaceUpdateRoutes", params, Patience::Endless).code;
    });
}

DWORD WINAPI MprAdminInterfaceQueryUpdateResult(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwProtocolId, LPDWORD lpdwUpdateResult
) {
    return guarded([&]() -> DWORD {
        if (lpdwUpdateResult == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        const auto connection = server_of(hMprServer);
        if (!connection) {
            return to_code(Errc::InvalidBinding);
        }
        json params = interface_params(hInterface);
        params["transportId"] = dwProtocolId;
        const Answer answer = connection->call("MprAdminInterfaceQueryUpdateResult", params);
        if (answer.code == 0) {
            *lpdwUpdateResult = answer.body.at("updateResult").get<DWORD>();
        }
        return answer.code;
    });
}

DWORD WINAPI MprAdminConnectionClearStats(RAS_SERVER_HANDLE hRasServer, HANDLE hConnection) {
    return guarded([&]() -> DWORD {
        return simple_call(
            hRasServer, "MprAdminConnectionClearStats", {{"connection", router_number(hConnection)}}
        );
    });
}

DWORD WINAPI
MprAdminConnectionRemoveQuarantine(HANDLE hRasServer, HANDLE hRasConnection, BOOL fIsIpAddress) {
    return guarded([&]() -> DWORD {
        const std::uint32_t number = router_number(hRasConnection);
        if (fIsIpAddress == FALSE) {
            return simple_call(
                hRasServer, "MprAdminConnectionRemoveQuarantine", {{"connection", number}}
            );
        }
        std::array<std::uint8_t, 4> bytes{};  // network order
        std::memcpy(bytes.data(), &number, bytes.size());
        const std::uint32_t value = (std::uint32_t{bytes[0]} << 24U) |
                                    (std::uint32_t{bytes[1]} << 16U) |
                                    (std::uint32_t{bytes[2]} << 8U) | bytes[3];
        return simple_call(
            hRasServer,
            "MprAdminConnectionRemoveQuarantine",
            {{"address", mprd::Ipv4Address{value}.to_string()}}
        );
    });
}

DWORD WINAPI MprAdminPortClearStats(RAS_SERVER_HANDLE hRasServer, HANDLE hPort) {
    return guarded([&]() -> DWORD {
        return simple_call(hRasServer, "MprAdminPortClearStats", {{"port", router_number(hPort)}});
    });
}

DWORD WINAPI MprAdminPortReset(RAS_SERVER_HANDLE hRasServer, HANDLE hPort) {
    return guarded([&]() -> DWORD {
        return simple_call(hRasServer, "MprAdminPortReset", {{"port", router_number(hPort)}});
    });
}

DWORD WINAPI MprAdminPortDisconnect(RAS_SERVER_HANDLE hRasServer, HANDLE hPort) {
    return guarded([&]() -> DWORD {
        return simple_call(hRasServer, "MprAdminPortDisconnect", {{"port", router_number(hPort)}});
    });
}

DWORD WINAPI
MprAdminRegisterConnectionNotification(MPR_SERVER_HANDLE hMprServer, HANDLE hEventNotification) {
    return guarded([&]() -> DWORD {
        const auto connection = server_of(hMprServer);
        if (!connection) {
            return to_code(Errc::InvalidBinding);
        }
        auto event = event_of(hEventNotification);
        return event && !connection->is_remote() ? connection->add_watcher(event)
                                                 : to_code(Errc::InvalidParameter);
    });
}

DWORD WINAPI
MprAdminDeregisterConnectionNotification(MPR_SERVER_HANDLE hMprServer, HANDLE hEventNotification) {
    return guarded([&]() -> DWORD {
        const auto connection = server_of(hMprServer);
        if (!connection) {
            return to_code(Errc::InvalidBinding);
        }
        const auto event = event_of(hEventNotification);
        return event ? connection->remove_watcher(event) : to_code(Errc::InvalidParameter);
    });
}

}  // extern "C"
