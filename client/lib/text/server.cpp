// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Connecting, and what is asked by server name.
#include "client/lib/local_memory.hpp"
#include "client/lib/text/text.hpp"

#include <cstring>

using namespace mprd;       // NOLINT(google-build-using-namespace): the functions are global
using namespace mprd::lib;  // NOLINT(google-build-using-namespace)
using namespace MPRD_TEXT_NAMESPACE;  // NOLINT(google-build-using-namespace)

extern "C" {

DWORD WINAPI MprAdminServerConnect(LPWSTR lpwsServerName, MPR_SERVER_HANDLE* phMprServer) {
    return guarded([&]() -> DWORD {
        if (phMprServer == nullptr) {
            return to_code(Errc::InvalidBinding);
        }
        *phMprServer = nullptr;
        std::shared_ptr<Connection> connection;
        const DWORD code = connect_to(lpwsServerName, connection);
        if (code == 0) {
            *phMprServer = HandleTable::instance().add(HandleKind::Server, std::move(connection));
        }
        return code;
    });
}

DWORD WINAPI MprAdminMIBServerConnect(LPWSTR lpwsServerName, MIB_SERVER_HANDLE* phMibServer) {
    return guarded([&]() -> DWORD {
        if (phMibServer == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        *phMibServer = nullptr;
        std::shared_ptr<Connection> connection;
        const DWORD code = connect_to(lpwsServerName, connection);
        if (code == 0) {
            *phMibServer = HandleTable::instance().add(HandleKind::Mib, std::move(connection));
        }
        return code;
    });
}

BOOL WINAPI MprAdminIsServiceRunning(LPWSTR lpwsServerName) {
    BOOL running = FALSE;
    static_cast<void>(guarded([&]() -> DWORD {
        std::shared_ptr<Connection> connection;
        const DWORD code = connect_to(lpwsServerName, connection);
        if (code == 0) {
            const Answer answer = connection->call("MprAdminIsServiceRunning", json::object());
            running = answer.code == 0 && answer.body.value("running", false) ? TRUE : FALSE;
        }
        return code;
    }));
    return running;
}

DWORD WINAPI MprAdminGetErrorString(DWORD dwError, LPWSTR* lpwsErrorString) {
    return guarded([&]() -> DWORD {
        if (lpwsErrorString == nullptr) {
            return to_code(Errc::InvalidParameter);
        }
        *lpwsErrorString = nullptr;
        const ErrcText* text = find_errc_text(dwError);
        if (text == nullptr) {
            return to_code(Errc::MessageNotFound);
        }
        const std::string units = to_units(text->text, kLongestText, kUnit);
        void* block = allocate_local(units.size());
        std::memcpy(block, units.data(), units.size());
        *lpwsErrorString = static_cast<LPWSTR>(block);
        return 0U;
    });
}

DWORD WINAPI MprAdminInterfaceSetCredentials(
    LPWSTR lpwsServer,
    LPWSTR lpwsInterfaceName,
    LPWSTR lpwsUserName,
    LPWSTR lpwsDomainName,
    LPWSTR lpwsPassword
) {
    return guarded([&]() -> DWORD {
        const auto name = text_of(lpwsInterfaceName);
        if (lpwsInterfaceName == nullptr || !name) {
            return to_code(Errc::InvalidParameter);
        }
        json params = {{"interfaceName", *name}};
        const auto add = [&](const char* member, LPWSTR text) {
            const auto value = text_of(text);
            if (text != nullptr && value) {
                params[member] = *value;
            }
            return value.has_value();
        };
        if (!add("userName", lpwsUserName) || !add("domainName", lpwsDomainName) ||
            !add("password", lpwsPassword)) {
            return to_code(Errc::InvalidParameter);
        }
        std::shared_ptr<Connection> connection;
        const DWORD code = connect_to(lpwsServer, connection);
        return code != 0 ? code : connection->call("MprAdminInterfaceSetCredentials", params).code;
    });
}

DWORD WINAPI MprAdminInterfaceGetCredentials(
    LPWSTR lpwsServer,
    LPWSTR lpwsInterfaceName,
    LPWSTR lpwsUserName,
    LPWSTR lpwsPassword,
    LPWSTR lpwsDomainName
) {
    return guarded([&]() -> DWORD {
        const auto name = text_of(lpwsInterfaceName);
        if (lpwsInterfaceName == nullptr || !name) {
            return to_code(Errc::InvalidParameter);
        }
        if (lpwsUserName == nullptr && lpwsPassword == nullptr && lpwsDomainName == nullptr) {
            return 0U;
        }
        std::shared_ptr<Connection> connection;
        if (const DWORD code = connect_to(lpwsServer, connection); code != 0) {
            return code;
        }
        const Answer answer =
            connection->call("MprAdminInterfaceGetCredentials", {{"interfaceName", *name}});
        if (answer.code == 0) {
            copy_out(answer.body, "userName", UNLEN + 1, lpwsUserName);
            copy_out(answer.body, "password", PWLEN + 1, lpwsPassword);
            copy_out(answer.body, "domainName", DNLEN + 1, lpwsDomainName);
        }
        return answer.code;
    });
}

}  // extern "C"
