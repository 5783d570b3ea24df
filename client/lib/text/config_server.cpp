// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprConfig: connecting to the stored configuration, backup, names.
#include "client/lib/text/text.hpp"

#include <cstring>

using namespace mprd;       // NOLINT(google-build-using-namespace): the functions are global
using namespace mprd::lib;  // NOLINT(google-build-using-namespace)
using namespace MPRD_TEXT_NAMESPACE;  // NOLINT(google-build-using-namespace)

namespace {

DWORD call_with_path(HANDLE config, const char* method, const WCHAR* path) {
    json params = json::object();
    if (!store_of(config) || path == nullptr || !add_text(params, "path", path)) {
        return to_code(Errc::InvalidParameter);
    }
    return simple_store_call(config, method, params);
}

/// One name for another. `size` is in bytes, as documented.
DWORD translate(
    HANDLE config,
    const char* method,
    const char* given_member,
    const WCHAR* given,
    const char* wanted_member,
    WCHAR* out,
    DWORD size
) {
    const auto connection = store_of(config);
    json params = json::object();
    if (!connection || given == nullptr || out == nullptr ||
        !add_text(params, given_member, given)) {
        return to_code(Errc::InvalidParameter);
    }
    const Answer answer = connection->call(method, params);
    if (answer.code == 0) {
        const std::string units =
            to_units(answer.body.at(wanted_member).get<std::string>(), kLongestText, kUnit);
        if (units.size() > size) {
            return ERROR_BUFFER_OVERFLOW;
        }
        std::memcpy(out, units.data(), units.size());
    }
    return answer.code;
}

}  // namespace

extern "C" {

DWORD WINAPI MprConfigServerConnect(LPWSTR lpwsServerName, HANDLE* phMprConfig) {
    return guarded([&]() -> DWORD {
        const auto name = text_of(lpwsServerName);
        if (phMprConfig == nullptr || !name) {
            return to_code(Errc::InvalidParameter);
        }
        *phMprConfig = nullptr;
        std::shared_ptr<Connection> connection;
        const auto code = connect_to_store(*name, connection);
        if (code == 0) {
            *phMprConfig = HandleTable::instance().add(HandleKind::Config, std::move(connection));
        }
        return code;
    });
}

DWORD WINAPI MprConfigServerBackup(HANDLE hMprConfig, LPWSTR lpwsPath) {
    return guarded([&]() -> DWORD {
        return call_with_path(hMprConfig, "MprConfigServerBackup", lpwsPath);
    });
}

DWORD WINAPI MprConfigServerRestore(HANDLE hMprConfig, LPWSTR lpwsPath) {
    return guarded([&]() -> DWORD {
        return call_with_path(hMprConfig, "MprConfigServerRestore", lpwsPath);
    });
}

DWORD WINAPI MprConfigGetFriendlyName(
    HANDLE hMprConfig, PWCHAR pszGuidName, PWCHAR pszBuffer, DWORD dwBufferSize
) {
    return guarded([&]() -> DWORD {
        return translate(
            hMprConfig,
            "MprConfigGetFriendlyName",
            "guidName",
            pszGuidName,
            "friendlyName",
            pszBuffer,
            dwBufferSize
        );
    });
}

DWORD WINAPI MprConfigGetGuidName(
    HANDLE hMprConfig, PWCHAR pszFriendlyName, PWCHAR pszBuffer, DWORD dwBufferSize
) {
    return guarded([&]() -> DWORD {
        return translate(
            hMprConfig,
            "MprConfigGetGuidName",
            "friendlyName",
            pszFriendlyName,
            "guidName",
            pszBuffer,
            dwBufferSize
        );
    });
}

}  // extern "C"
