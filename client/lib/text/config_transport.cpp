// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprConfigTransport* and MprConfigInterfaceTransport*: stored transports.
#include "client/lib/octets.hpp"
#include "client/lib/text/text.hpp"

#include <array>
#include <cstring>

using namespace mprd;       // NOLINT(google-build-using-namespace): the functions are global
using namespace mprd::lib;  // NOLINT(google-build-using-namespace)
using namespace MPRD_TEXT_NAMESPACE;  // NOLINT(google-build-using-namespace)

namespace {

#define MPRD_AT(structure, member) static_cast<std::uint32_t>(offsetof(structure, member))

constexpr std::uint32_t kNameUnits = MAX_TRANSPORT_NAME_LEN + 1;
constexpr std::array kTransportFields{
    Field{Kind::Number, MPRD_AT(MPR_TRANSPORT_0, dwTransportId), "transportId"},
    Field{Kind::Handle, MPRD_AT(MPR_TRANSPORT_0, hTransport), "handle"},
    Field{Kind::Text, MPRD_AT(MPR_TRANSPORT_0, wszTransportName), "transportName", kNameUnits},
};
/// The structure of an interface's transports has the same members under other names.
static_assert(
    sizeof(MPR_IFTRANSPORT_0) == sizeof(MPR_TRANSPORT_0) &&
    offsetof(MPR_IFTRANSPORT_0, hIfTransport) == offsetof(MPR_TRANSPORT_0, hTransport) &&
    offsetof(MPR_IFTRANSPORT_0, wszIfTransportName) == offsetof(MPR_TRANSPORT_0, wszTransportName)
);
const Layout kTransport{sizeof(MPR_TRANSPORT_0), 104, kUnit, kTransportFields};

/// A text as a block of its own.
LPWSTR text_block(const json& body, const char* member) {
    const std::string units =
        to_units(body.at(member).get_ref<const std::string&>(), kLongestText, kUnit);
    void* block = BufferPool::instance().allocate(units.size(), Family::Config);
    std::memcpy(block, units.data(), units.size());
    return static_cast<LPWSTR>(block);
}

}  // namespace

extern "C" {

DWORD WINAPI MprConfigTransportCreate(
    HANDLE hMprConfig,
    DWORD dwTransportId,
    LPWSTR lpwsTransportName,
    LPBYTE pGlobalInfo,
    DWORD dwGlobalInfoSize,
    LPBYTE pClientInterfaceInfo,
    DWORD dwClientInterfaceInfoSize,
    LPWSTR lpwsDLLPath,
    HANDLE* phRouterTransport
) {
    return guarded([&]() -> DWORD {
        const auto connection = store_of(hMprConfig);
        json params = {{"transportId", dwTransportId}};
        if (!connection || phRouterTransport == nullptr ||
            !add_text(params, "transportName", lpwsTransportName) ||
            !add_text(params, "dllPath", lpwsDLLPath)) {
            return to_code(Errc::InvalidParameter);
        }
        *phRouterTransport = nullptr;
        add_bytes(params, "globalInfo", pGlobalInfo, dwGlobalInfoSize);
        add_bytes(params, "clientInterfaceInfo", pClientInterfaceInfo, dwClientInterfaceInfoSize);
        const Answer answer = connection->call("MprConfigTransportCreate", params);
        give_handle(answer, "transport", phRouterTransport);
        return answer.code;
    });
}

DWORD WINAPI MprConfigTransportSetInfo(
    HANDLE hMprConfig,
    HANDLE hRouterTransport,
    LPBYTE pGlobalInfo,
    DWORD dwGlobalInfoSize,
    LPBYTE pClientInterfaceInfo,
    DWORD dwClientInterfaceInfoSize,
    LPWSTR lpwsDLLPath
) {
    return guarded([&]() -> DWORD {
        json params = {{"transport", router_number(hRouterTransport)}};
        if (!add_text(params, "dllPath", lpwsDLLPath)) {
            return to_code(Errc::InvalidParameter);
        }
        add_bytes(params, "globalInfo", pGlobalInfo, dwGlobalInfoSize);
        add_bytes(params, "clientInterfaceInfo", pClientInterfaceInfo, dwClientInterfaceInfoSize);
        return simple_store_call(hMprConfig, "MprConfigTransportSetInfo", params);
    });
}

DWORD WINAPI MprConfigTransportGetInfo(
    HANDLE hMprConfig,
    HANDLE hRouterTransport,
    LPBYTE* ppGlobalInfo,
    LPDWORD lpdwGlobalInfoSize,
    LPBYTE* ppClientInterfaceInfo,
    LPDWORD lpdwClientInterfaceInfoSize,
    LPWSTR* lplpwsDLLPath
) {
    return guarded([&]() -> DWORD {
        const auto connection = store_of(hMprConfig);
        if (!connection || hRouterTransport == nullptr ||
            (ppGlobalInfo != nullptr && lpdwGlobalInfoSize == nullptr) ||
            (ppClientInterfaceInfo != nullptr && lpdwClientInterfaceInfoSize == nullptr)) {
            return to_code(Errc::InvalidParameter);
        }
        if (ppGlobalInfo == nullptr && ppClientInterfaceInfo == nullptr &&
            lplpwsDLLPath == nullptr) {
            return 0U;  // as documented: nothing is asked for
        }
        const Answer answer = connection->call(
            "MprConfigTransportGetInfo", {{"transport", router_number(hRouterTransport)}}
        );
        if (answer.code == 0) {
            const json& body = answer.body;
            give_bytes(body, "globalInfo", ppGlobalInfo, lpdwGlobalInfoSize, Family::Config);
            give_bytes(
                body,
                "clientInterfaceInfo",
                ppClientInterfaceInfo,
                lpdwClientInterfaceInfoSize,
                Family::Config
            );
            if (lplpwsDLLPath != nullptr) {
                *lplpwsDLLPath = text_block(body, "dllPath");
            }
        }
        return answer.code;
    });
}

DWORD WINAPI MprConfigTransportEnum(
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
            "MprConfigTransportEnum",
            json::object(),
            kTransport,
            dwLevel,
            {lplpBuffer, dwPrefMaxLen, lpdwEntriesRead, lpdwTotalEntries, lpdwResumeHandle}
        );
    });
}

DWORD WINAPI MprConfigInterfaceTransportAdd(
    HANDLE hMprConfig,
    HANDLE hRouterInterface,
    DWORD dwTransportId,
    LPWSTR lpwsTransportName,
    LPBYTE pInterfaceInfo,
    DWORD dwInterfaceInfoSize,
    HANDLE* phRouterIfTransport
) {
    return guarded([&]() -> DWORD {
        const auto connection = store_of(hMprConfig);
        // The name has no effect, but must be one.
        if (!connection || phRouterIfTransport == nullptr || pInterfaceInfo == nullptr ||
            !text_of(lpwsTransportName)) {
            return to_code(Errc::InvalidParameter);
        }
        *phRouterIfTransport = nullptr;
        json params = {
            {"interface", router_number(hRouterInterface)}, {"transportId", dwTransportId}};
        add_bytes(params, "interfaceInfo", pInterfaceInfo, dwInterfaceInfoSize);
        const Answer answer = connection->call("MprConfigInterfaceTransportAdd", params);
        give_handle(answer, "interfaceTransport", phRouterIfTransport);
        return answer.code;
    });
}

DWORD WINAPI MprConfigInterfaceTransportEnum(
    HANDLE hMprConfig,
    HANDLE hRouterInterface,
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
            "MprConfigInterfaceTransportEnum",
            {{"interface", router_number(hRouterInterface)}},
            kTransport,
            dwLevel,
            {lplpBuffer, dwPrefMaxLen, lpdwEntriesRead, lpdwTotalEntries, lpdwResumeHandle}
        );
    });
}

}  // extern "C"
