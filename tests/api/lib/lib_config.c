/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * MprConfig functions of libmprapi, first with a router, then without one (the library's own
 * `mprd --config-session`). With both sizes of WCHAR. */
#include "check.h"

#include <mprapi.h>
#include <string.h>

#define NO_SUCH ((HANDLE)(size_t)0x0fffffff)

static HANDLE open_store(void) {
    HANDLE config = NULL;
    CHECK_CODE(MprConfigServerConnect(NULL, &config), 0);
    CHECK(config != NULL);
    return config;
}

static HANDLE stored(HANDLE config, const char* name) {
    WCHAR text[MAX_INTERFACE_NAME_LEN + 1];
    HANDLE found = NULL;
    copy_text(text, name);
    CHECK_CODE(MprConfigInterfaceGetHandle(config, text, &found), 0);
    return found;
}

/* Every function refuses what is no handle of a store. */
static void check_handles(HANDLE config) {
    LPBYTE buffer = NULL;
    DWORD size = 0, read = 0, total = 0;
    HANDLE out = NULL, server = NULL, foreign[5], one = stored(config, "branch1");
    WCHAR text[64];
    MPR_INTERFACE_0 head;
    MPR_SERVER_2 ports;
    MPR_FILTER_0 filter;
    HANDLE closed = open_store();
    int i;
    MprConfigServerDisconnect(closed);
    memset(&head, 0, sizeof head);
    memset(&ports, 0, sizeof ports);
    filter.fEnable = TRUE;
    copy_text(text, "branch1");
    server = MprdCreateEvent(TRUE, FALSE); /* a handle, but no store's */
    foreign[0] = NULL;
    foreign[1] = server;
    foreign[2] = closed;
    foreign[3] = INVALID_HANDLE_VALUE;
    foreign[4] = (HANDLE)&buffer;
    for (i = 0; i < 5; ++i) {
        const HANDLE bad = foreign[i];
        const DWORD wrong = ERROR_INVALID_PARAMETER;
        CHECK_CODE(MprConfigServerGetInfo(bad, 0, &buffer), wrong);
        CHECK_CODE(
            MprConfigServerSetInfo(bad, 2, (LPBYTE)&ports), i == 0 ? wrong : ERROR_INVALID_HANDLE
        );
        CHECK_CODE(MprConfigServerGetInfoEx(bad, NULL), wrong);
        CHECK_CODE(MprConfigServerSetInfoEx(bad, NULL), wrong);
        CHECK_CODE(MprConfigInterfaceGetCustomInfoEx(bad, one, NULL), wrong);
        CHECK_CODE(MprConfigInterfaceSetCustomInfoEx(bad, one, NULL), wrong);
        CHECK_CODE(MprConfigServerBackup(bad, TEXT("/nowhere/x")), wrong);
        CHECK_CODE(MprConfigServerRestore(bad, TEXT("/nowhere/x")), wrong);
        CHECK_CODE(MprConfigGetFriendlyName(bad, text, text, sizeof text), wrong);
        CHECK_CODE(MprConfigGetGuidName(bad, text, text, sizeof text), wrong);
        CHECK_CODE(MprConfigFilterGetInfo(bad, 0, PID_IP, (LPBYTE)&filter), wrong);
        CHECK_CODE(MprConfigFilterSetInfo(bad, 0, PID_IP, (LPBYTE)&filter), wrong);
        CHECK_CODE(
            MprConfigTransportCreate(bad, PID_IP, NULL, NULL, 0, NULL, 0, NULL, &out), wrong
        );
        CHECK_CODE(MprConfigTransportDelete(bad, one), wrong);
        CHECK_CODE(MprConfigTransportGetHandle(bad, PID_IP, &out), wrong);
        CHECK_CODE(MprConfigTransportSetInfo(bad, one, NULL, 0, NULL, 0, NULL), wrong);
        CHECK_CODE(MprConfigTransportGetInfo(bad, one, &buffer, &size, NULL, NULL, NULL), wrong);
        CHECK_CODE(MprConfigTransportEnum(bad, 0, &buffer, MAXDWORD, &read, &total, NULL), wrong);
        CHECK_CODE(MprConfigInterfaceCreate(bad, 0, (LPBYTE)&head, &out), wrong);
        CHECK_CODE(MprConfigInterfaceDelete(bad, one), wrong);
        CHECK_CODE(MprConfigInterfaceGetHandle(bad, text, &out), wrong);
        CHECK_CODE(MprConfigInterfaceGetInfo(bad, one, 0, &buffer, &size), wrong);
        CHECK_CODE(MprConfigInterfaceSetInfo(bad, one, 0, (LPBYTE)&head), wrong);
        CHECK_CODE(MprConfigInterfaceEnum(bad, 0, &buffer, MAXDWORD, &read, &total, NULL), wrong);
        CHECK_CODE(
            MprConfigInterfaceTransportAdd(bad, one, PID_IP, NULL, (LPBYTE)&head, 4, &out), wrong
        );
        CHECK_CODE(MprConfigInterfaceTransportRemove(bad, one, one), wrong);
        CHECK_CODE(MprConfigInterfaceTransportGetHandle(bad, one, PID_IP, &out), wrong);
        CHECK_CODE(MprConfigInterfaceTransportGetInfo(bad, one, one, &buffer, &size), wrong);
        CHECK_CODE(MprConfigInterfaceTransportSetInfo(bad, one, one, NULL, 0), wrong);
        CHECK_CODE(
            MprConfigInterfaceTransportEnum(bad, one, 0, &buffer, MAXDWORD, &read, &total, NULL),
            wrong
        );
        MprConfigServerDisconnect(bad);
    }
    CHECK(MprdCloseEvent(server));
    CHECK_CODE(MprConfigServerConnect(NULL, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigServerConnect(TEXT("no.such.host"), &out), RPC_S_SERVER_UNAVAILABLE);
    CHECK_CODE(MprConfigServerConnect(TEXT("unix:///nonexistent/s"), &out), RPC_S_UNKNOWN_IF);
    CHECK_CODE(MprConfigServerInstall(1, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigServerInstall(0, &out), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigBufferFree(NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigBufferFree(&out), ERROR_INVALID_PARAMETER);
}

static MPRAPI_OBJECT_HEADER header_of(unsigned revision, unsigned type, size_t size) {
    MPRAPI_OBJECT_HEADER header;
    header.revision = (UCHAR)revision;
    header.type = (UCHAR)type;
    header.size = (USHORT)size;
    return header;
}

static void check_server_ex(HANDLE config) {
    MPR_SERVER_EX is;
    MPR_SERVER_SET_CONFIG_EX wanted;
    SSTP_CONFIG_PARAMS* sstp = &wanted.ConfigParams.SstpConfigParams;
    BYTE hash[32];
    memset(&is, 0, sizeof is);
    memset(&wanted, 0, sizeof wanted);
    memset(hash, 0xcd, sizeof hash);
    CHECK_CODE(MprConfigServerGetInfoEx(config, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigServerGetInfoEx(config, &is), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigServerSetInfoEx(config, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigServerSetInfoEx(config, &wanted), ERROR_INVALID_PARAMETER);
    is.Header = header_of(1, MPRAPI_OBJECT_TYPE_MPR_SERVER_OBJECT, sizeof is);
    wanted.Header = header_of(1, MPRAPI_OBJECT_TYPE_MPR_SERVER_SET_CONFIG_OBJECT, sizeof wanted);
    CHECK_CODE(MprConfigServerSetInfoEx(config, &wanted), ERROR_INVALID_PARAMETER);
    wanted.setConfigForProtocols = MPRAPI_SET_CONFIG_PROTOCOL_FOR_SSTP;
    sstp->dwNumPorts = 9;
    sstp->isUseHttps = TRUE;
    sstp->certAlgorithm = 0x800c;
    sstp->sstpCertDetails.certBlob.cbData = sizeof hash;
    sstp->sstpCertDetails.certBlob.pbData = hash;
    CHECK_CODE(MprConfigServerSetInfoEx(config, &wanted), 0);
    CHECK_CODE(MprConfigServerGetInfoEx(config, &is), 0);
    sstp = &is.ConfigParams.SstpConfigParams;
    CHECK(is.dwUpTime == 0 && sstp->dwNumPorts == 9);
    CHECK(memcmp(sstp->sstpCertDetails.certBlob.pbData, hash, sizeof hash) == 0);
    CHECK_CODE(MprAdminBufferFree(sstp->sstpCertDetails.certBlob.pbData), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigBufferFree(sstp->sstpCertDetails.certBlob.pbData), 0);
}

static void check_custom(HANDLE config) {
    MPR_IF_CUSTOMINFOEX2 wanted, is;
    HANDLE target = stored(config, "branch1");
    memset(&wanted, 0, sizeof wanted);
    memset(&is, 0, sizeof is);
    CHECK_CODE(MprConfigInterfaceGetCustomInfoEx(config, target, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigInterfaceSetCustomInfoEx(config, target, NULL), ERROR_INVALID_PARAMETER);
    is.Header = header_of(3, MPRAPI_OBJECT_TYPE_IF_CUSTOM_CONFIG_OBJECT, sizeof is);
    wanted.Header = is.Header;
    wanted.dwFlags = MPRAPI_IF_CUSTOM_CONFIG_FOR_IKEV2;
    wanted.customIkev2Config.dwSaLifeTime = 299;
    wanted.customIkev2Config.dwSaDataSize = 2048;
    wanted.customIkev2Config.dwMmSaLifeTime = 7200;
    CHECK_CODE(MprConfigInterfaceGetCustomInfoEx(config, NULL, &is), ERROR_INVALID_PARAMETER);
    CHECK_CODE(
        MprConfigInterfaceGetCustomInfoEx(config, (HANDLE)(size_t)0x0fffffff, &is),
        ERROR_NO_SUCH_INTERFACE
    );
    CHECK_CODE(MprConfigInterfaceSetCustomInfoEx(config, target, &wanted), ERROR_INVALID_PARAMETER);
    wanted.customIkev2Config.dwSaLifeTime = 3600;
    CHECK_CODE(MprConfigInterfaceSetCustomInfoEx(config, target, &wanted), 0);
    CHECK_CODE(MprConfigInterfaceGetCustomInfoEx(config, target, &is), 0);
    CHECK(is.dwFlags == 1 && is.customIkev2Config.dwSaLifeTime == 3600);
    wanted.dwFlags = 0;
    CHECK_CODE(MprConfigInterfaceSetCustomInfoEx(config, target, &wanted), 0);
    CHECK_CODE(MprConfigInterfaceGetCustomInfoEx(config, target, &is), 0);
    CHECK(is.dwFlags == 0);
}

static void check_server(HANDLE config) {
    MPR_SERVER_0* info = NULL;
    MPR_SERVER_2* tunnels = NULL;
    MPR_SERVER_2 ports;
    MPR_FILTER_0 filter;
    LPBYTE buffer = NULL;
    CHECK_CODE(MprConfigServerGetInfo(config, 0, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigServerGetInfo(config, 3, &buffer), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigServerGetInfo(config, 0, (LPBYTE*)&info), 0);
    CHECK(info->dwUpTime == 0 && info->dwPortsInUse == 0);
    CHECK_CODE(MprAdminBufferFree(info), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigBufferFree(info), 0);
    CHECK_CODE(MprConfigBufferFree(info), ERROR_INVALID_PARAMETER);
    memset(&ports, 0, sizeof ports);
    CHECK_CODE(MprConfigServerSetInfo(config, 2, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigServerSetInfo(config, 0, (LPBYTE)&ports), ERROR_NOT_SUPPORTED);
    CHECK_CODE(MprConfigServerSetInfo(config, 2, (LPBYTE)&ports), ERROR_INVALID_PARAMETER);
    ports.dwNumPptpPorts = 5;
    ports.dwPptpPortFlags = MPR_ENABLE_ROUTING_ON_DEVICE;
    ports.dwNumSstpPorts = 7;
    CHECK_CODE(MprConfigServerSetInfo(config, 2, (LPBYTE)&ports), 0);
    CHECK_CODE(MprConfigServerGetInfo(config, 2, (LPBYTE*)&tunnels), 0);
    CHECK(tunnels->dwNumPptpPorts == 5 && tunnels->dwNumSstpPorts == 7);
    CHECK(tunnels->dwPptpPortFlags == MPR_ENABLE_ROUTING_ON_DEVICE);
    CHECK_CODE(MprConfigBufferFree(tunnels), 0);

    filter.fEnable = FALSE;
    CHECK_CODE(MprConfigFilterSetInfo(config, 0, PID_IP, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigFilterSetInfo(config, 1, PID_IP, (LPBYTE)&filter), ERROR_INVALID_PARAMETER);
    CHECK_CODE(
        MprConfigFilterSetInfo(config, 0, PID_IPX, (LPBYTE)&filter), ERROR_UNKNOWN_PROTOCOL_ID
    );
    CHECK_CODE(MprConfigFilterSetInfo(config, 0, PID_IP, (LPBYTE)&filter), 0);
    filter.fEnable = TRUE;
    CHECK_CODE(MprConfigFilterGetInfo(config, 0, PID_IP, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigFilterGetInfo(config, 1, PID_IP, (LPBYTE)&filter), ERROR_INVALID_PARAMETER);
    CHECK(filter.fEnable == TRUE);
    CHECK_CODE(MprConfigFilterGetInfo(config, 0, PID_IP, (LPBYTE)&filter), 0);
    CHECK(filter.fEnable == FALSE);
    filter.fEnable = TRUE;
    CHECK_CODE(MprConfigFilterSetInfo(config, 0, PID_IP, (LPBYTE)&filter), 0);
}

static void check_names(HANDLE config) {
    WCHAR guid[64], name[64], half[2];
    HANDLE found = NULL;
    DWORD size;
    memset(guid, 0, sizeof guid);
    CHECK_CODE(MprConfigGetGuidName(config, NULL, guid, sizeof guid), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigGetGuidName(config, TEXT("branch1"), NULL, 8), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigGetGuidName(config, TEXT("nobody"), guid, sizeof guid), ERROR_NOT_FOUND);
    CHECK_CODE(MprConfigGetGuidName(config, TEXT("branch1"), guid, sizeof guid), 0);
    CHECK(guid[0] == '{' && guid[37] == '}' && guid[38] == 0);
    /* The size is in bytes, the zero counts. */
    size = (DWORD)(8 * sizeof(WCHAR));
    name[0] = 'x';
    CHECK_CODE(MprConfigGetFriendlyName(config, guid, name, size - 1), ERROR_BUFFER_OVERFLOW);
    CHECK(name[0] == 'x');
    CHECK_CODE(MprConfigGetFriendlyName(config, guid, name, size), 0);
    CHECK(is_text(name, "branch1"));
    CHECK_CODE(MprConfigGetFriendlyName(config, name, name, size), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigGetFriendlyName(config, NULL, name, size), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigInterfaceGetHandle(config, guid, &found), 0);
    CHECK(found == stored(config, "branch1"));
    half[0] = (WCHAR)0xd800;
    half[1] = 0;
    CHECK_CODE(MprConfigInterfaceGetHandle(config, half, &found), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigInterfaceGetHandle(config, NULL, &found), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigInterfaceGetHandle(config, guid, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(
        MprConfigInterfaceGetHandle(config, TEXT("nobody"), &found), ERROR_NO_SUCH_INTERFACE
    );
}

static void check_interfaces(HANDLE config) {
    MPR_INTERFACE_3 wanted;
    MPR_INTERFACE_3* is = NULL;
    MPR_INTERFACE_1 hours;
    MPR_INTERFACE_1* has = NULL;
    HANDLE made = NULL, other = NULL, again = NULL;
    LPBYTE buffer = NULL;
    WCHAR list[32];
    DWORD size = 0;
    memset(&wanted, 0, sizeof wanted);
    copy_text(wanted.wszInterfaceName, "stored-from-c");
    wanted.fEnabled = TRUE;
    wanted.dwIfType = ROUTER_IF_TYPE_FULL_ROUTER;
    copy_text(wanted.szLocalPhoneNumber, "5551234");
    wanted.dwfNetProtocols = MPRNP_Ip;
    copy_text(wanted.szDeviceType, "modem");
    copy_text(wanted.szDeviceName, "line1");
    wanted.dwIdleDisconnectSeconds = 33;
    wanted.dwType = MPRET_Phone;
    CHECK_CODE(MprConfigInterfaceCreate(config, 3, NULL, &made), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigInterfaceCreate(config, 3, (LPBYTE)&wanted, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(
        MprConfigInterfaceCreate(config, 4, (LPBYTE)&wanted, &made), ERROR_INVALID_PARAMETER
    );
    CHECK(made == NULL);
    CHECK_CODE(MprConfigInterfaceCreate(config, 3, (LPBYTE)&wanted, &made), 0);
    CHECK(made == stored(config, "stored-from-c"));
    CHECK_CODE(
        MprConfigInterfaceCreate(config, 3, (LPBYTE)&wanted, &other), ERROR_INTERFACE_ALREADY_EXISTS
    );
    CHECK(other == NULL);

    CHECK_CODE(MprConfigInterfaceGetInfo(config, made, 3, NULL, &size), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigInterfaceGetInfo(config, made, 3, &buffer, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigInterfaceGetInfo(config, made, 4, &buffer, &size), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigInterfaceGetInfo(config, NULL, 0, &buffer, &size), ERROR_INVALID_PARAMETER);
    CHECK_CODE(
        MprConfigInterfaceGetInfo(config, NO_SUCH, 0, &buffer, &size), ERROR_NO_SUCH_INTERFACE
    );
    CHECK(buffer == NULL && size == 0);
    CHECK_CODE(MprConfigInterfaceGetInfo(config, made, 3, (LPBYTE*)&is, &size), 0);
    CHECK(size >= sizeof *is && is->hInterface == made);
    CHECK(is_text(is->szLocalPhoneNumber, "5551234") && is->dwIdleDisconnectSeconds == 33);
    CHECK(is->dwConnectionState == ROUTER_IF_STATE_DISCONNECTED && is->dwLastError == 0);
    is->dwIdleDisconnectSeconds = 44;
    CHECK_CODE(MprConfigInterfaceSetInfo(config, made, 3, (LPBYTE)is), 0);
    CHECK_CODE(MprConfigInterfaceSetInfo(config, made, 4, (LPBYTE)is), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigInterfaceSetInfo(config, made, 3, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigInterfaceSetInfo(config, NULL, 3, (LPBYTE)is), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigInterfaceSetInfo(config, NO_SUCH, 3, (LPBYTE)is), ERROR_NO_SUCH_INTERFACE);
    CHECK_CODE(MprConfigBufferFree(is), 0);

    memset(&hours, 0, sizeof hours);
    copy_text(hours.wszInterfaceName, "stored-from-c");
    hours.fEnabled = FALSE;
    hours.dwIfType = ROUTER_IF_TYPE_FULL_ROUTER;
    memset(list, 0, sizeof list);
    copy_text(list, "2 09:00-12:00");
    hours.lpwsDialoutHoursRestriction = list;
    CHECK_CODE(MprConfigInterfaceSetInfo(config, made, 1, (LPBYTE)&hours), 0);
    CHECK_CODE(MprConfigInterfaceGetInfo(config, made, 1, (LPBYTE*)&has, &size), 0);
    CHECK(has->fEnabled == FALSE && size > sizeof *has);
    CHECK(is_text(has->lpwsDialoutHoursRestriction, "2 09:00-12:00"));
    CHECK_CODE(MprConfigBufferFree(has->lpwsDialoutHoursRestriction), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigBufferFree(has), 0);
    CHECK_CODE(MprConfigInterfaceGetInfo(config, made, 3, (LPBYTE*)&is, &size), 0);
    CHECK(is->dwIdleDisconnectSeconds == 44); /* level 1 left it */
    CHECK_CODE(MprConfigBufferFree(is), 0);

    CHECK_CODE(MprConfigInterfaceDelete(config, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigInterfaceDelete(config, made), 0);
    CHECK_CODE(MprConfigInterfaceDelete(config, made), ERROR_NO_SUCH_INTERFACE);
    /* One of the same name is another one. */
    CHECK_CODE(MprConfigInterfaceCreate(config, 3, (LPBYTE)&wanted, &again), 0);
    CHECK(again != made);
    CHECK_CODE(MprConfigInterfaceGetInfo(config, made, 0, &buffer, &size), ERROR_NO_SUCH_INTERFACE);
    CHECK_CODE(MprConfigInterfaceDelete(config, again), 0);
}

/* More than the router gives in one answer. */
static void check_enumeration(HANDLE config) {
    enum {
        EXTRA = 260
    };
    MPR_INTERFACE_0 head;
    MPR_INTERFACE_0* list = NULL;
    HANDLE made[EXTRA];
    DWORD read = 7, total = 7, resume = 0, seen = 0, room = 3 * sizeof(MPR_INTERFACE_0);
    LPBYTE buffer = NULL;
    int i;
    CHECK_CODE(
        MprConfigInterfaceEnum(config, 0, NULL, MAXDWORD, &read, &total, &resume),
        ERROR_INVALID_PARAMETER
    );
    CHECK_CODE(
        MprConfigInterfaceEnum(config, 0, &buffer, MAXDWORD, NULL, &total, &resume),
        ERROR_INVALID_PARAMETER
    );
    CHECK_CODE(
        MprConfigInterfaceEnum(config, 0, &buffer, MAXDWORD, &read, NULL, &resume),
        ERROR_INVALID_PARAMETER
    );
    CHECK_CODE(
        MprConfigInterfaceEnum(config, 1, &buffer, MAXDWORD, &read, &total, &resume),
        ERROR_INVALID_PARAMETER
    );
    CHECK_CODE(
        MprConfigInterfaceEnum(
            config, 0, &buffer, sizeof(MPR_INTERFACE_0) - 1, &read, &total, &resume
        ),
        ERROR_INVALID_PARAMETER
    );
    CHECK(buffer == NULL && read == 0 && total == 0);
    memset(&head, 0, sizeof head);
    head.dwIfType = ROUTER_IF_TYPE_FULL_ROUTER;
    for (i = 0; i < EXTRA; ++i) {
        char name[16];
        snprintf(name, sizeof name, "many%03d", i);
        copy_text(head.wszInterfaceName, name);
        CHECK_CODE(MprConfigInterfaceCreate(config, 0, (LPBYTE)&head, &made[i]), 0);
    }
    CHECK_CODE(MprConfigInterfaceEnum(config, 0, (LPBYTE*)&list, MAXDWORD, &read, &total, NULL), 0);
    CHECK(read == EXTRA + 2 && total == read);
    for (seen = 0; seen < read && list[seen].hInterface != made[EXTRA - 1]; ++seen) {
    }
    CHECK(seen < read && is_text(list[seen].wszInterfaceName, "many259"));
    seen = 0;
    CHECK_CODE(MprConfigBufferFree(list), 0);
    do {
        CHECK_CODE(
            MprConfigInterfaceEnum(config, 0, (LPBYTE*)&list, room, &read, &total, &resume), 0
        );
        CHECK(read >= 1 && read * sizeof(MPR_INTERFACE_0) <= room);
        CHECK(total == EXTRA + 2 - seen);
        seen += read;
        CHECK_CODE(MprConfigBufferFree(list), 0);
        room = 280 * sizeof(MPR_INTERFACE_0);
    } while (resume != 0);
    CHECK(seen == EXTRA + 2);
    resume = 1000;
    CHECK_CODE(
        MprConfigInterfaceEnum(config, 0, (LPBYTE*)&list, MAXDWORD, &read, &total, &resume),
        ERROR_NO_MORE_ITEMS
    );
    CHECK(list == NULL && read == 0);
    for (i = 0; i < EXTRA; ++i) {
        CHECK_CODE(MprConfigInterfaceDelete(config, made[i]), 0);
    }
}

static void check_transports(HANDLE config) {
    MPR_TRANSPORT_0* list = NULL;
    HANDLE ip = NULL, ip6 = NULL;
    LPBYTE global = NULL, client = NULL;
    LPWSTR path = NULL;
    DWORD read = 0, total = 0, resume = 0, global_size = 0, client_size = 0;
    const DWORD wrong = ERROR_INVALID_PARAMETER;
    CHECK_CODE(MprConfigTransportEnum(config, 0, NULL, 1, &read, &total, &resume), wrong);
    CHECK_CODE(
        MprConfigTransportEnum(config, 1, (LPBYTE*)&list, MAXDWORD, &read, &total, &resume), wrong
    );
    CHECK_CODE(
        MprConfigTransportEnum(config, 0, (LPBYTE*)&list, sizeof *list - 1, &read, &total, &resume),
        wrong
    );
    CHECK_CODE(
        MprConfigTransportEnum(config, 0, (LPBYTE*)&list, MAXDWORD, &read, &total, &resume), 0
    );
    CHECK(read == 2 && total == 2 && resume == 0);
    CHECK(list[0].dwTransportId == PID_IP && list[1].dwTransportId == PID_IPV6);
    CHECK(list[0].wszTransportName[0] != 0);
    ip = list[0].hTransport;
    CHECK_CODE(MprConfigBufferFree(list), 0);
    CHECK_CODE(MprConfigTransportGetHandle(config, PID_IP, NULL), wrong);
    CHECK_CODE(MprConfigTransportGetHandle(config, PID_IPX, &ip6), ERROR_UNKNOWN_PROTOCOL_ID);
    CHECK_CODE(MprConfigTransportGetHandle(config, PID_IPV6, &ip6), 0);
    CHECK(ip6 != ip && ip6 != NULL);

    CHECK_CODE(MprConfigTransportGetInfo(config, NULL, NULL, NULL, NULL, NULL, NULL), wrong);
    CHECK_CODE(MprConfigTransportGetInfo(config, ip, &global, NULL, NULL, NULL, NULL), wrong);
    CHECK_CODE(MprConfigTransportGetInfo(config, ip, NULL, NULL, &client, NULL, NULL), wrong);
    CHECK_CODE(MprConfigTransportGetInfo(config, ip, NULL, NULL, NULL, NULL, NULL), 0);
    CHECK_CODE(
        MprConfigTransportGetInfo(config, NO_SUCH, &global, &global_size, NULL, NULL, NULL),
        ERROR_UNKNOWN_PROTOCOL_ID
    );
    CHECK_CODE(
        MprConfigTransportGetInfo(config, ip, &global, &global_size, &client, &client_size, &path),
        0
    );
    CHECK(global != NULL && global_size == MprInfoBlockQuerySize(global));
    CHECK(is_text(path, ""));
    CHECK_CODE(MprConfigTransportSetInfo(config, ip, global, global_size, NULL, 0, NULL), 0);
    CHECK_CODE(MprConfigTransportSetInfo(config, ip, NULL, 0, NULL, 0, NULL), 0);
    CHECK_CODE(MprConfigTransportSetInfo(config, ip, global, 3, NULL, 0, NULL), wrong);
    CHECK_CODE(MprConfigTransportSetInfo(config, NULL, global, global_size, NULL, 0, NULL), wrong);
    CHECK_CODE(
        MprConfigTransportSetInfo(config, NO_SUCH, global, global_size, NULL, 0, NULL),
        ERROR_UNKNOWN_PROTOCOL_ID
    );
    CHECK_CODE(MprInfoDelete(global), wrong);
    CHECK_CODE(MprConfigBufferFree(global), 0);
    CHECK(client == NULL || MprConfigBufferFree(client) == 0);
    CHECK_CODE(MprConfigBufferFree(path), 0);

    CHECK_CODE(MprConfigTransportDelete(config, NULL), wrong);
    CHECK_CODE(MprConfigTransportDelete(config, ip6), 0);
    CHECK_CODE(MprConfigTransportDelete(config, ip6), ERROR_UNKNOWN_PROTOCOL_ID);
    CHECK_CODE(
        MprConfigTransportCreate(config, PID_IPV6, NULL, NULL, 0, NULL, 0, NULL, NULL), wrong
    );
    CHECK_CODE(
        MprConfigTransportCreate(config, PID_IPX, NULL, NULL, 0, NULL, 0, NULL, &ip6),
        ERROR_UNKNOWN_PROTOCOL_ID
    );
    CHECK_CODE(MprConfigTransportCreate(config, PID_IPV6, NULL, NULL, 0, NULL, 0, NULL, &ip6), 0);
    CHECK(ip6 != NULL);
}

static void check_interface_transports(HANDLE config) {
    HANDLE target = stored(config, "branch2"), on = NULL, found = NULL;
    MPR_IFTRANSPORT_0* list = NULL;
    INTERFACE_STATUS_INFO status;
    LPVOID empty = NULL, header = NULL;
    LPBYTE got = NULL;
    DWORD size = 0, read = 0, total = 0, resume = 0, length;
    const DWORD wrong = ERROR_INVALID_PARAMETER;
    status.dwAdminStatus = 1;
    CHECK_CODE(MprInfoCreate(RTR_INFO_BLOCK_VERSION, &empty), 0);
    CHECK_CODE(
        MprInfoBlockAdd(
            empty, IP_INTERFACE_STATUS_INFO, sizeof status, 1, (LPBYTE)&status, &header
        ),
        0
    );
    length = MprInfoBlockQuerySize(header);
    CHECK_CODE(
        MprConfigInterfaceTransportGetHandle(config, target, PID_IP, &on), ERROR_NO_SUCH_INTERFACE
    );
    CHECK_CODE(MprConfigInterfaceTransportAdd(config, target, PID_IP, NULL, NULL, 0, &on), wrong);
    CHECK_CODE(
        MprConfigInterfaceTransportAdd(config, target, PID_IP, NULL, (LPBYTE)header, length, NULL),
        wrong
    );
    CHECK_CODE(
        MprConfigInterfaceTransportAdd(config, target, PID_IP, NULL, (LPBYTE)header, 3, &on), wrong
    );
    CHECK_CODE(
        MprConfigInterfaceTransportAdd(
            config, target, PID_IP, TEXT("IP"), (LPBYTE)header, length, &on
        ),
        0
    );
    CHECK_CODE(MprConfigInterfaceTransportGetHandle(config, target, PID_IP, NULL), wrong);
    CHECK_CODE(MprConfigInterfaceTransportGetHandle(config, target, PID_IP, &found), 0);
    CHECK(found == on && on != NULL);
    CHECK_CODE(
        MprConfigInterfaceTransportEnum(
            config, target, 0, (LPBYTE*)&list, MAXDWORD, &read, &total, &resume
        ),
        0
    );
    CHECK(read == 1 && total == 1 && resume == 0 && list[0].hIfTransport == on);
    CHECK(list[0].dwTransportId == PID_IP && is_text(list[0].wszIfTransportName, "IP"));
    CHECK_CODE(MprConfigBufferFree(list), 0);
    CHECK_CODE(
        MprConfigInterfaceTransportEnum(
            config, target, 1, (LPBYTE*)&list, MAXDWORD, &read, &total, &resume
        ),
        wrong
    );
    CHECK_CODE(MprConfigInterfaceTransportGetInfo(config, target, on, &got, NULL), wrong);
    CHECK_CODE(MprConfigInterfaceTransportGetInfo(config, NULL, on, NULL, NULL), wrong);
    CHECK_CODE(MprConfigInterfaceTransportGetInfo(config, target, NULL, &got, &size), wrong);
    CHECK_CODE(MprConfigInterfaceTransportGetInfo(config, target, on, NULL, NULL), 0);
    CHECK_CODE(
        MprConfigInterfaceTransportGetInfo(config, target, NO_SUCH, &got, &size),
        ERROR_NO_SUCH_INTERFACE
    );
    CHECK_CODE(MprConfigInterfaceTransportGetInfo(config, target, on, &got, &size), 0);
    CHECK(size == MprInfoBlockQuerySize(got));
    CHECK(MprInfoBlockExists(got, IP_INTERFACE_STATUS_INFO));
    CHECK_CODE(MprConfigInterfaceTransportSetInfo(config, target, on, got, size), 0);
    CHECK_CODE(MprConfigInterfaceTransportSetInfo(config, target, on, NULL, 0), 0);
    CHECK_CODE(MprConfigInterfaceTransportSetInfo(config, target, on, got, 0), wrong);
    CHECK_CODE(MprConfigInterfaceTransportSetInfo(config, target, NULL, got, size), wrong);
    CHECK_CODE(MprConfigBufferFree(got), 0);
    CHECK_CODE(MprConfigInterfaceTransportRemove(config, target, NULL), wrong);
    CHECK_CODE(MprConfigInterfaceTransportRemove(config, target, on), 0);
    CHECK_CODE(MprConfigInterfaceTransportRemove(config, target, on), ERROR_NO_SUCH_INTERFACE);
    CHECK_CODE(
        MprConfigInterfaceTransportEnum(
            config, target, 0, (LPBYTE*)&list, MAXDWORD, &read, &total, &resume
        ),
        ERROR_NO_MORE_ITEMS
    );
    CHECK_CODE(MprInfoDelete(header), 0);
    CHECK_CODE(MprInfoDelete(empty), 0);
}

/* Last: everything away, and back. `name` must be new. */
static void check_whole(HANDLE config, const char* name, DWORD foreign_code) {
    HANDLE fresh;
    WCHAR path[512];
    char file[512];
    DWORD read = 0, total = 0;
    LPBYTE buffer = NULL;
    snprintf(file, sizeof file, "%s.%s", getenv("MPRD_CONFIG"), name);
    copy_text(path, file);
    CHECK_CODE(MprConfigServerBackup(config, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigServerBackup(config, TEXT("relative")), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprConfigServerBackup(config, path), 0);
    CHECK_CODE(MprConfigServerBackup(config, path), ERROR_INVALID_PARAMETER); /* never replaced */
    CHECK_CODE(MprConfigServerInstall(0, NULL), 0);
    CHECK_CODE(
        MprConfigInterfaceEnum(config, 0, &buffer, MAXDWORD, &read, &total, NULL),
        ERROR_NO_MORE_ITEMS
    );
    CHECK_CODE(MprConfigServerRestore(config, NULL), ERROR_INVALID_PARAMETER);
    /* Without a router Install was another session: nobody's change is lost silently. */
    CHECK_CODE(MprConfigServerRestore(config, path), foreign_code);
    fresh = open_store();
    CHECK_CODE(MprConfigServerRestore(fresh, path), 0);
    MprConfigServerDisconnect(fresh);
    CHECK(stored(config, "branch1") != NULL);
}

static void check_all(HANDLE config, const char* backup, DWORD foreign_code) {
    check_handles(config);
    check_server(config);
    check_server_ex(config);
    check_custom(config);
    check_names(config);
    check_interfaces(config);
    check_transports(config);
    check_interface_transports(config);
    check_whole(config, backup, foreign_code);
}

int main(void) {
    LPBYTE buffer = NULL;
    HANDLE config = open_store(), session, other;
    check_enumeration(config);
    check_all(config, "with", 0);
    ask_driver("kill");
    CHECK_CODE(MprConfigServerGetInfo(config, 0, &buffer), RPC_S_SERVER_UNAVAILABLE);
    MprConfigServerDisconnect(config);

    session = open_store();
    CHECK_CODE(MprAdminServerConnect(NULL, &other), RPC_S_UNKNOWN_IF);
    check_all(session, "without", ERROR_CANNOT_WRITE_PHONEBOOK);
    other = open_store(); /* a session of its own: the same store, handles of its own */
    CHECK_CODE(MprConfigInterfaceDelete(other, stored(other, "branch2")), 0);
    CHECK_CODE(
        MprConfigInterfaceGetHandle(session, TEXT("branch2"), &config), ERROR_NO_SUCH_INTERFACE
    );
    ask_driver("kill-children");
    CHECK_CODE(MprConfigServerGetInfo(session, 0, &buffer), RPC_S_SERVER_UNAVAILABLE);
    MprConfigServerDisconnect(session);
    MprConfigServerDisconnect(other);

    session = open_store();
    ask_driver("freeze-children"); /* one that hangs stops nobody */
    CHECK(setenv("MPRD_TIMEOUT_MS", "300", 1) == 0);
    CHECK_CODE(MprConfigServerConnect(NULL, &other), 0);
    MprConfigServerDisconnect(session);
    CHECK_CODE(MprConfigServerGetInfo(other, 0, &buffer), 0);
    CHECK_CODE(MprConfigBufferFree(buffer), 0);
    ask_driver("freeze-children");
    CHECK_CODE(MprConfigServerGetInfo(other, 0, &buffer), RPC_S_SERVER_UNAVAILABLE);
    MprConfigServerDisconnect(other);
    ask_driver("kill-children");
    CHECK(setenv("MPRD_PROGRAM", "/nonexistent/mprd", 1) == 0);
    CHECK_CODE(MprConfigServerConnect(NULL, &other), RPC_S_UNKNOWN_IF);
    CHECK(setenv("MPRD_PROGRAM", "/bin/false", 1) == 0);
    CHECK_CODE(MprConfigServerConnect(NULL, &other), RPC_S_SERVER_UNAVAILABLE);
    return 0;
}
