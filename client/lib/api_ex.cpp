// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Tunnel settings of the router and IKEv2 policy of an interface, running and stored.
#include "client/lib/calls.hpp"
#include "client/lib/ex_objects.hpp"

using namespace mprd;       // NOLINT(google-build-using-namespace): the functions are global
using namespace mprd::lib;  // NOLINT(google-build-using-namespace)

namespace {

using Link = std::shared_ptr<Connection>;

DWORD get_server(const Link& link, const char* method, MPR_SERVER_EX* object, Family family) {
    if (!is_server_ex(object)) {
        return to_code(Errc::InvalidParameter);
    }
    const Answer answer = link->call(method, json::object());
    if (answer.code == 0) {
        show_server_ex(answer.body.at("serverInfo"), *object, family);
    }
    return answer.code;
}

DWORD set_server(const Link& link, const char* method, const MPR_SERVER_SET_CONFIG_EX* object) {
    const auto params = read_server_config(object);
    return params ? link->call(method, *params).code : to_code(Errc::InvalidParameter);
}

DWORD get_custom(
    const Link& link,
    const char* method,
    HANDLE interface,
    MPR_IF_CUSTOMINFOEX* object,
    Family family
) {
    if (!is_custom_info(object)) {
        return to_code(Errc::InvalidParameter);
    }
    const Answer answer = link->call(method, {{"interface", router_number(interface)}});
    if (answer.code == 0) {
        show_custom_info(answer.body, object, family);
    }
    return answer.code;
}

DWORD set_custom(
    const Link& link, const char* method, HANDLE interface, const MPR_IF_CUSTOMINFOEX* object
) {
    auto params = read_custom_info(object);
    if (!params) {
        return to_code(Errc::InvalidParameter);
    }
    (*params)["interface"] = router_number(interface);
    return link->call(method, *params).code;
}

}  // namespace

extern "C" {

DWORD WINAPI MprAdminServerGetInfoEx(MPR_SERVER_HANDLE hMprServer, MPR_SERVER_EX* pServerInfo) {
    return guarded([&]() -> DWORD {
        const auto link = server_of(hMprServer);
        return link ? get_server(link, "MprAdminServerGetInfoEx", pServerInfo, Family::Admin)
                    : to_code(Errc::InvalidBinding);
    });
}

DWORD WINAPI
MprAdminServerSetInfoEx(MPR_SERVER_HANDLE hMprServer, MPR_SERVER_SET_CONFIG_EX* pServerInfo) {
    return guarded([&]() -> DWORD {
        const auto link = server_of(hMprServer);
        return link ? set_server(link, "MprAdminServerSetInfoEx", pServerInfo)
                    : to_code(Errc::InvalidBinding);
    });
}

DWORD WINAPI MprAdminInterfaceGetCustomInfoEx(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, PMPR_IF_CUSTOMINFOEX pCustomInfo
) {
    return guarded([&]() -> DWORD {
        const auto link = server_of(hMprServer);
        return link ? get_custom(
                          link,
                          "MprAdminInterfaceGetCustomInfoEx",
                          hInterface,
                          pCustomInfo,
                          Family::Admin
                      )
                    : to_code(Errc::InvalidBinding);
    });
}

DWORD WINAPI MprAdminInterfaceSetCustomInfoEx(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, PMPR_IF_CUSTOMINFOEX pCustomInfo
) {
    return guarded([&]() -> DWORD {
        const auto link = server_of(hMprServer);
        return link ? set_custom(link, "MprAdminInterfaceSetCustomInfoEx", hInterface, pCustomInfo)
                    : to_code(Errc::InvalidBinding);
    });
}

DWORD WINAPI MprConfigServerGetInfoEx(HANDLE hMprConfig, MPR_SERVER_EX* pServerInfo) {
    return guarded([&]() -> DWORD {
        const auto link = store_of(hMprConfig);
        return link ? get_server(link, "MprConfigServerGetInfoEx", pServerInfo, Family::Config)
                    : to_code(Errc::InvalidParameter);
    });
}

DWORD WINAPI
MprConfigServerSetInfoEx(HANDLE hMprConfig, MPR_SERVER_SET_CONFIG_EX* pSetServerConfig) {
    return guarded([&]() -> DWORD {
        const auto link = store_of(hMprConfig);
        return link ? set_server(link, "MprConfigServerSetInfoEx", pSetServerConfig)
                    : to_code(Errc::InvalidParameter);
    });
}

DWORD WINAPI MprConfigInterfaceGetCustomInfoEx(
    HANDLE hMprConfig, HANDLE hRouterInterface, PMPR_IF_CUSTOMINFOEX pCustomInfo
) {
    return guarded([&]() -> DWORD {
        const auto link = store_of(hMprConfig);
        return link ? get_custom(
                          link,
                          "MprConfigInterfaceGetCustomInfoEx",
                          hRouterInterface,
                          pCustomInfo,
                          Family::Config
                      )
                    : to_code(Errc::InvalidParameter);
    });
}

DWORD WINAPI MprConfigInterfaceSetCustomInfoEx(
    HANDLE hMprConfig, HANDLE hRouterInterface, PMPR_IF_CUSTOMINFOEX pCustomInfo
) {
    return guarded([&]() -> DWORD {
        const auto link = store_of(hMprConfig);
        return link ? set_custom(
                          link, "MprConfigInterfaceSetCustomInfoEx", hRouterInterface, pCustomInfo
                      )
                    : to_code(Errc::InvalidParameter);
    });
}

}  // extern "C"
