// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Users and domains, whether the service is ready, creating a transport.
#include "client/lib/octets.hpp"
#include "client/lib/text/text.hpp"

#include <cstring>

using namespace mprd;       // NOLINT(google-build-using-namespace): the functions are global
using namespace mprd::lib;  // NOLINT(google-build-using-namespace)
using namespace MPRD_TEXT_NAMESPACE;  // NOLINT(google-build-using-namespace)

namespace {

constexpr std::size_t kPdcRoom = UNCLEN + 1;

/// A call by server name; its answer.
std::uint32_t call_by_name(
    const WCHAR* server, const char* method, const json& params, Answer& answer
) {
    std::shared_ptr<Connection> connection;
    if (const auto code = connect_to(server, connection); code != 0) {
        return code;
    }
    answer = connection->call(method, params);
    return answer.code;
}

}  // namespace

extern "C" {

DWORD WINAPI MprAdminUserGetInfo(
    const WCHAR* lpszServer, const WCHAR* lpszUser, DWORD dwLevel, LPBYTE lpbBuffer
) {
    return guarded([&]() -> DWORD {
        json params = {{"level", dwLevel}};
        if (lpbBuffer == nullptr || lpszUser == nullptr ||
            !add_text(params, "userName", lpszUser)) {
            return to_code(Errc::InvalidParameter);
        }
        Answer answer;
        const auto code = call_by_name(lpszServer, "MprAdminUserGetInfo", params, answer);
        if (code == 0) {
            const json& user = answer.body.at("buffer");
            auto& out = *static_cast<RAS_USER_1*>(static_cast<void*>(lpbBuffer));
            out.bfPrivilege = user.at("privilege").get<BYTE>();
            copy_out(user, "phoneNumber", MAX_PHONE_NUMBER_LEN + 1, out.wszPhoneNumber);
            if (dwLevel == 1) {
                out.bfPrivilege2 = user.at("privilege2").get<BYTE>();
            }
        }
        return code;
    });
}

DWORD WINAPI MprAdminUserSetInfo(
    const WCHAR* lpszServer, const WCHAR* lpszUser, DWORD dwLevel, const LPBYTE lpbBuffer
) {
    return guarded([&]() -> DWORD {
        json params = {{"level", dwLevel}, {"buffer", json::object()}};
        if (lpbBuffer == nullptr || lpszUser == nullptr ||
            !add_text(params, "userName", lpszUser)) {
            return to_code(Errc::InvalidParameter);
        }
        const auto& in = *static_cast<const RAS_USER_1*>(static_cast<const void*>(lpbBuffer));
        json& buffer = params["buffer"];
        buffer["privilege"] = in.bfPrivilege;
        if (dwLevel <= 1) {
            auto number = to_utf8(&in.wszPhoneNumber, MAX_PHONE_NUMBER_LEN + 1, kUnit);
            if (!number) {
                return to_code(Errc::InvalidParameter);
            }
            buffer["phoneNumber"] = std::move(*number);
        }
        if (dwLevel == 1) {
            buffer["privilege2"] = in.bfPrivilege2;
        }
        Answer answer;
        return call_by_name(lpszServer, "MprAdminUserSetInfo", params, answer);
    });
}

DWORD WINAPI MprAdminIsServiceInitialized(LPWSTR lpwsServerName, BOOL* fIsServiceInitialized) {
    return guarded([&]() -> DWORD {
        if (fIsServiceInitialized == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        *fIsServiceInitialized = FALSE;
        Answer answer;
        auto code =
            call_by_name(lpwsServerName, "MprAdminIsServiceInitialized", json::object(), answer);
        if (code == 0) {
            *fIsServiceInitialized = answer.body.value("initialized", false) ? TRUE : FALSE;
        } else if (code == to_code(Errc::UnknownInterface)) {
            code = to_code(Errc::ServiceNotActive);
        }
        return code;
    });
}

DWORD WINAPI
MprAdminSendUserMessage(MPR_SERVER_HANDLE hMprServer, HANDLE hConnection, LPWSTR lpwszMessage) {
    return guarded([&]() -> DWORD {
        json params = {{"connection", router_number(hConnection)}};
        if (!server_of(hMprServer)) {
            return to_code(Errc::InvalidBinding);
        }
        if (lpwszMessage == nullptr || !add_text(params, "message", lpwszMessage)) {
            return to_code(Errc::InvalidParameter);
        }
        return simple_call(hMprServer, "MprAdminSendUserMessage", params);
    });
}

DWORD WINAPI
MprAdminGetPDCServer(const WCHAR* lpszDomain, const WCHAR* lpszServer, LPWSTR lpszPDCServer) {
    return guarded([&]() -> DWORD {
        json params = json::object();
        if (lpszPDCServer == nullptr || !add_text(params, "domain", lpszDomain) ||
            !add_text(params, "server", lpszServer)) {
            return to_code(Errc::InvalidParameter);
        }
        Answer answer;
        const auto code = call_by_name(nullptr, "MprAdminGetPDCServer", params, answer);
        if (code == 0) {
            copy_out(answer.body, "pdcServer", kPdcRoom, lpszPDCServer);
        }
        return code;
    });
}

DWORD WINAPI MprAdminEstablishDomainRasServer(PWCHAR pszDomain, PWCHAR pszMachine, BOOL bEnable) {
    return guarded([&]() -> DWORD {
        json params = {{"enable", bEnable != FALSE}, {"domain", ""}, {"machine", ""}};
        if (!add_text(params, "domain", pszDomain) || !add_text(params, "machine", pszMachine)) {
            return to_code(Errc::InvalidParameter);
        }
        Answer answer;
        return call_by_name(nullptr, "MprAdminEstablishDomainRasServer", params, answer);
    });
}

DWORD WINAPI MprAdminIsDomainRasServer(PWCHAR pszDomain, PWCHAR pszMachine, PBOOL pbIsRasServer) {
    return guarded([&]() -> DWORD {
        json params = {{"domain", ""}, {"machine", ""}};
        if (pbIsRasServer == nullptr || !add_text(params, "domain", pszDomain) ||
            !add_text(params, "machine", pszMachine)) {
            return to_code(Errc::InvalidParameter);
        }
        *pbIsRasServer = FALSE;
        Answer answer;
        const auto code = call_by_name(nullptr, "MprAdminIsDomainRasServer", params, answer);
        if (code == 0) {
            *pbIsRasServer = answer.body.value("isRasServer", false) ? TRUE : FALSE;
        }
        return code;
    });
}

DWORD WINAPI MprAdminTransportCreate(
    MPR_SERVER_HANDLE hMprServer,
    DWORD dwTransportId,
    LPWSTR lpwsTransportName,
    LPBYTE pGlobalInfo,
    DWORD dwGlobalInfoSize,
    LPBYTE pClientInterfaceInfo,
    DWORD dwClientInterfaceInfoSize,
    LPWSTR lpwsDLLPath
) {
    return guarded([&]() -> DWORD {
        json params = {{"transportId", dwTransportId}};
        if (!server_of(hMprServer)) {
            return to_code(Errc::InvalidBinding);
        }
        if (!add_text(params, "transportName", lpwsTransportName) ||
            !add_text(params, "dllPath", lpwsDLLPath)) {
            return to_code(Errc::InvalidParameter);
        }
        add_bytes(params, "globalInfo", pGlobalInfo, dwGlobalInfoSize);
        add_bytes(params, "clientInterfaceInfo", pClientInterfaceInfo, dwClientInterfaceInfoSize);
        return simple_call(hMprServer, "MprAdminTransportCreate", params);
    });
}

}  // extern "C"
