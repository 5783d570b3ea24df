// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminConnectionEnumEx and GetInfoEx.
#include "client/lib/text/text.hpp"

#include <cstring>

using namespace mprd;       // NOLINT(google-build-using-namespace): the functions are global
using namespace mprd::lib;  // NOLINT(google-build-using-namespace)
using namespace MPRD_TEXT_NAMESPACE;  // NOLINT(google-build-using-namespace)

namespace {

std::uint32_t header_number(const MPRAPI_OBJECT_HEADER& header) {
    std::uint32_t number = 0;
    static_assert(sizeof number == sizeof header);
    std::memcpy(&number, &header, sizeof number);
    return number;
}

bool is_wanted(const MPRAPI_OBJECT_HEADER* header) {
    return header != nullptr && header_number(*header) == connection_ex_header();
}

}  // namespace

extern "C" {

DWORD WINAPI MprAdminConnectionEnumEx(
    RAS_SERVER_HANDLE hRasServer,
    PMPRAPI_OBJECT_HEADER pObjectHeader,
    DWORD dwPreferedMaxLen,
    LPDWORD lpdwEntriesRead,
    LPDWORD lpdwTotalEntries,
    PRAS_CONNECTION_EX* ppRasConn,
    LPDWORD lpdwResumeHandle
) {
    return guarded([&]() -> DWORD {
        if (server_of(hRasServer) && (!is_wanted(pObjectHeader) || ppRasConn == nullptr)) {
            return to_code(Errc::InvalidParameter);
        }
        LPBYTE block = nullptr;
        const auto code = enumerate(
            hRasServer,
            "MprAdminConnectionEnumEx",
            json::object(),
            {&connection_ex_layout(), 1},
            kNoLevel,
            {&block, dwPreferedMaxLen, lpdwEntriesRead, lpdwTotalEntries, lpdwResumeHandle}
        );
        if (ppRasConn != nullptr) {
            *ppRasConn = static_cast<PRAS_CONNECTION_EX>(static_cast<void*>(block));
        }
        return code;
    });
}

DWORD WINAPI MprAdminConnectionGetInfoEx(
    RAS_SERVER_HANDLE hRasServer, HANDLE hConnection, PRAS_CONNECTION_EX pRasConnection
) {
    return guarded([&]() -> DWORD {
        const auto connection = server_of(hRasServer);
        if (!connection) {
            return to_code(Errc::InvalidBinding);
        }
        if (pRasConnection == nullptr || !is_wanted(&pRasConnection->Header)) {
            return to_code(Errc::InvalidParameter);
        }
        const Answer answer = connection->call(
            "MprAdminConnectionGetInfoEx", {{"connection", router_number(hConnection)}}
        );
        if (answer.code == 0) {
            void* block = make_block(
                connection_ex_layout(), json::array({answer.body.at("buffer")}), Family::Admin
            );
            std::memcpy(pRasConnection, block, sizeof *pRasConnection);
            static_cast<void>(BufferPool::instance().release(block, Family::Admin));
        }
        return answer.code;
    });
}

}  // extern "C"
