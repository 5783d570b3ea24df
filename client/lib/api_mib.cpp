// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminMIB*: entries are octets to this library, whatever WCHAR is.
#include "client/lib/calls.hpp"
#include "client/lib/octets.hpp"

#include <mprapi.h>

using namespace mprd;       // NOLINT(google-build-using-namespace): the functions are global
using namespace mprd::lib;  // NOLINT(google-build-using-namespace)

namespace {

json ids(DWORD protocol, DWORD routing, const char* member, LPVOID data, DWORD size) {
    json params = {{"protocolId", protocol}, {"routingPid", routing}};
    add_bytes(params, member, data, size);
    return params;
}

std::shared_ptr<Connection> mib_of(HANDLE handle) {
    return HandleTable::instance().connection(HandleKind::Mib, handle);
}

DWORD change(HANDLE handle, const char* method, const json& params) {
    const auto connection = mib_of(handle);
    return connection ? connection->call(method, params).code : to_code(Errc::InvalidBinding);
}

DWORD query(HANDLE handle, const char* method, const json& params, LPVOID* out, LPDWORD size) {
    const auto connection = mib_of(handle);
    if (!connection) {
        return to_code(Errc::InvalidBinding);
    }
    if (out == nullptr || size == nullptr) {
        return to_code(Errc::InvalidParameter);
    }
    *out = nullptr;
    *size = 0;
    const Answer answer = connection->call(method, params);
    if (answer.code == 0) {
        LPBYTE entry = nullptr;
        give_bytes(answer.body, "outEntry", &entry, size, Family::Mib);
        *out = entry;
    }
    return answer.code;
}

}  // namespace

extern "C" {

VOID WINAPI MprAdminMIBServerDisconnect(MIB_SERVER_HANDLE hMibServer) {
    static_cast<void>(guarded([&]() -> DWORD {
        HandleTable::instance().close(HandleKind::Mib, hMibServer);
        return 0U;
    }));
}

DWORD WINAPI MprAdminMIBBufferFree(LPVOID pBuffer) {
    return guarded([&]() -> DWORD {
        return BufferPool::instance().release(pBuffer, Family::Mib)
                   ? 0U
                   : to_code(Errc::InvalidParameter);
    });
}

DWORD WINAPI MprAdminMIBEntryCreate(
    MIB_SERVER_HANDLE hMibServer,
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    LPVOID lpEntry,
    DWORD dwEntrySize
) {
    return guarded([&]() -> DWORD {
        return change(
            hMibServer,
            "MprAdminMIBEntryCreate",
            ids(dwProtocolId, dwRoutingPid, "entry", lpEntry, dwEntrySize)
        );
    });
}

DWORD WINAPI MprAdminMIBEntryDelete(
    MIB_SERVER_HANDLE hMibServer,
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    LPVOID lpEntry,
    DWORD dwEntrySize
) {
    return guarded([&]() -> DWORD {
        return change(
            hMibServer,
            "MprAdminMIBEntryDelete",
            ids(dwProtocolId, dwRoutingPid, "entry", lpEntry, dwEntrySize)
        );
    });
}

DWORD WINAPI MprAdminMIBEntrySet(
    MIB_SERVER_HANDLE hMibServer,
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    LPVOID lpEntry,
    DWORD dwEntrySize
) {
    return guarded([&]() -> DWORD {
        return change(
            hMibServer,
            "MprAdminMIBEntrySet",
            ids(dwProtocolId, dwRoutingPid, "entry", lpEntry, dwEntrySize)
        );
    });
}

DWORD WINAPI MprAdminMIBEntryGet(
    MIB_SERVER_HANDLE hMibServer,
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    LPVOID lpInEntry,
    DWORD dwInEntrySize,
    LPVOID* lplpOutEntry,
    LPDWORD lpOutEntrySize
) {
    return guarded([&]() -> DWORD {
        return query(
            hMibServer,
            "MprAdminMIBEntryGet",
            ids(dwProtocolId, dwRoutingPid, "inEntry", lpInEntry, dwInEntrySize),
            lplpOutEntry,
            lpOutEntrySize
        );
    });
}

DWORD WINAPI MprAdminMIBEntryGetFirst(
    MIB_SERVER_HANDLE hMibServer,
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    LPVOID lpInEntry,
    DWORD dwInEntrySize,
    LPVOID* lplpOutEntry,
    LPDWORD lpOutEntrySize
) {
    return guarded([&]() -> DWORD {
        return query(
            hMibServer,
            "MprAdminMIBEntryGetFirst",
            ids(dwProtocolId, dwRoutingPid, "inEntry", lpInEntry, dwInEntrySize),
            lplpOutEntry,
            lpOutEntrySize
        );
    });
}

DWORD WINAPI MprAdminMIBEntryGetNext(
    MIB_SERVER_HANDLE hMibServer,
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    LPVOID lpInEntry,
    DWORD dwInEntrySize,
    LPVOID* lplpOutEntry,
    LPDWORD lpOutEntrySize
) {
    return guarded([&]() -> DWORD {
        return query(
            hMibServer,
            "MprAdminMIBEntryGetNext",
            ids(dwProtocolId, dwRoutingPid, "inEntry", lpInEntry, dwInEntrySize),
            lplpOutEntry,
            lpOutEntrySize
        );
    });
}

DWORD WINAPI MprAdminMIBGetTrapInfo(
    MIB_SERVER_HANDLE hMibServer,
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    LPVOID lpInData,
    DWORD dwInDataSize,
    LPVOID* lplpOutData,
    LPDWORD lpOutDataSize
) {
    return guarded([&]() -> DWORD {
        return query(
            hMibServer,
            "MprAdminMIBGetTrapInfo",
            ids(dwProtocolId, dwRoutingPid, "inData", lpInData, dwInDataSize),
            lplpOutData,
            lpOutDataSize
        );
    });
}

DWORD WINAPI MprAdminMIBSetTrapInfo(
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    HANDLE hEvent,
    LPVOID lpInData,
    DWORD dwInDataSize,
    LPVOID* lplpOutData,
    LPDWORD lpOutDataSize
) {
    // The event would be told of traps; the router has none, and says so.
    static_cast<void>(hEvent);
    static_cast<void>(lplpOutData);
    static_cast<void>(lpOutDataSize);
    return guarded([&]() -> DWORD {
        std::shared_ptr<Connection> connection;
        if (const auto code = connect_by_name("", connection); code != 0) {
            return code;
        }
        return connection
            ->call(
                "MprAdminMIBSetTrapInfo",
                ids(dwProtocolId, dwRoutingPid, "inData", lpInData, dwInDataSize)
            )
            .code;
    });
}

}  // extern "C"
