/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * libmprapi against a real router (the near one of tests/api/harness.py). Compiled as C and as C++,
 * with both sizes of WCHAR. */
#include "check.h"

#include <mprapi.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#define LONG_WAIT 20000u

static HANDLE handle_of(HANDLE server, const char* name) {
    WCHAR text[MAX_INTERFACE_NAME_LEN + 1];
    HANDLE found = NULL;
    copy_text(text, name);
    CHECK_CODE(MprAdminInterfaceGetHandle(server, text, &found, FALSE), 0);
    return found;
}

static DWORD state_of(HANDLE server, HANDLE target) {
    MPR_INTERFACE_0* info = NULL;
    DWORD state;
    CHECK_CODE(MprAdminInterfaceGetInfo(server, target, 0, (LPBYTE*)&info), 0);
    state = (DWORD)info->dwConnectionState;
    CHECK_CODE(MprAdminBufferFree(info), 0);
    return state;
}

static void check_wrong_arguments(HANDLE server) {
    LPBYTE buffer = NULL;
    DWORD read = 0, total = 0, resume = 0;
    HANDLE handle = NULL;
    HANDLE event = MprdCreateEvent(TRUE, FALSE);
    HANDLE target = handle_of(server, "branch2");
    HANDLE foreign[4];
    int i;
    foreign[0] = NULL;
    foreign[1] = (HANDLE)&buffer;
    foreign[2] = event;
    foreign[3] = INVALID_HANDLE_VALUE;
    for (i = 0; i < 4; ++i) {
        CHECK_CODE(MprAdminServerGetInfo(foreign[i], 0, &buffer), RPC_S_INVALID_BINDING);
        CHECK_CODE(MprAdminInterfaceGetInfo(foreign[i], target, 0, &buffer), RPC_S_INVALID_BINDING);
        CHECK_CODE(
            MprAdminInterfaceEnum(foreign[i], 0, &buffer, MAXDWORD, &read, &total, &resume),
            RPC_S_INVALID_BINDING
        );
        CHECK_CODE(
            MprAdminInterfaceConnect(foreign[i], target, NULL, FALSE), RPC_S_INVALID_BINDING
        );
        CHECK_CODE(MprAdminInterfaceDelete(foreign[i], target), RPC_S_INVALID_BINDING);
        MprAdminServerDisconnect(foreign[i]);
    }
    CHECK_CODE(MprAdminServerConnect(NULL, NULL), RPC_S_INVALID_BINDING);
    CHECK_CODE(MprAdminServerGetInfo(server, 0, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminInterfaceGetInfo(server, target, 0, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminInterfaceGetInfo(server, target, 4, &buffer), ERROR_NOT_SUPPORTED);
    CHECK_CODE(MprAdminInterfaceGetInfo(server, server, 0, &buffer), ERROR_INVALID_HANDLE);
    CHECK_CODE(MprAdminInterfaceDelete(server, INVALID_HANDLE_VALUE), ERROR_INVALID_HANDLE);
    CHECK_CODE(MprAdminInterfaceCreate(server, 0, NULL, &handle), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminInterfaceGetHandle(server, NULL, &handle, FALSE), RPC_X_NULL_REF_POINTER);
    CHECK_CODE(
        MprAdminInterfaceGetHandle(server, TEXT("nobody"), &handle, FALSE), ERROR_NO_SUCH_INTERFACE
    );
    CHECK_CODE(
        MprAdminInterfaceEnum(server, 1, &buffer, MAXDWORD, &read, &total, &resume),
        ERROR_NOT_SUPPORTED
    );
    CHECK_CODE(
        MprAdminConnectionEnum(server, 4, &buffer, MAXDWORD, &read, &total, &resume),
        ERROR_INVALID_LEVEL
    );
    CHECK_CODE(
        MprAdminPortEnum(server, 0, NULL, &buffer, MAXDWORD, &read, &total, &resume),
        ERROR_INVALID_HANDLE
    );
    CHECK_CODE(MprAdminPortGetInfo(server, 0, server, &buffer), ERROR_INVALID_PORT_HANDLE);
    CHECK_CODE(MprAdminInterfaceConnect(server, target, server, FALSE), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminRegisterConnectionNotification(server, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminDeregisterConnectionNotification(server, event), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminBufferFree(NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminBufferFree(&buffer), ERROR_INVALID_PARAMETER);
    CHECK_CODE(
        MprAdminServerConnect(TEXT("no.such.host.example"), &handle), RPC_S_SERVER_UNAVAILABLE
    );
    CHECK_CODE(MprAdminServerConnect(TEXT("unix:///nonexistent/s"), &handle), RPC_S_UNKNOWN_IF);
    CHECK(handle == NULL);
    CHECK(MprdCloseEvent(event));
    CHECK(!MprdCloseEvent(event));
    CHECK(!MprdSetEvent(event) && !MprdResetEvent(server) && MprdEventFd(event) == -1);
    CHECK_CODE(MprdWaitForEvent(event, 0), MPRD_WAIT_FAILED);
    CHECK_CODE(MprAdminInterfaceConnect(server, target, event, FALSE), ERROR_INVALID_PARAMETER);
}

static void check_texts(HANDLE server) {
    LPWSTR text = NULL;
    HANDLE found = NULL;
    WCHAR wrong[2];
    MPR_INTERFACE_0 endless;
    CHECK_CODE(MprAdminGetErrorString(ERROR_ALREADY_CONNECTING, &text), 0);
    CHECK(text[0] != 0);
    CHECK_CODE(MprAdminBufferFree(text), ERROR_INVALID_PARAMETER);
    CHECK(LocalFree(text) == NULL);
    CHECK(MprdLocalFree(text) == (HANDLE)text);
    CHECK_CODE(MprAdminGetErrorString(4294967295u, &text), ERROR_MR_MID_NOT_FOUND);
    wrong[0] = (WCHAR)0xd800; /* half a character */
    wrong[1] = 0;
    CHECK_CODE(MprAdminInterfaceGetHandle(server, wrong, &found, FALSE), ERROR_INVALID_PARAMETER);
    memset(&endless, 0x41, sizeof endless);
    CHECK_CODE(
        MprAdminInterfaceCreate(server, 0, (LPBYTE)&endless, &found), ERROR_INVALID_PARAMETER
    );
}

static void check_server(HANDLE server) {
    MPR_SERVER_0* info = NULL;
    MPR_SERVER_2* tunnels = NULL;
    CHECK(MprAdminIsServiceRunning(NULL));
    CHECK(!MprAdminIsServiceRunning(TEXT("unix:///nonexistent/s")));
    CHECK_CODE(MprAdminServerGetInfo(server, 0, (LPBYTE*)&info), 0);
    CHECK(!info->fLanOnlyMode && info->dwTotalPorts == 2 && info->dwPortsInUse == 0);
    CHECK_CODE(MprAdminBufferFree(info), 0);
    CHECK_CODE(MprAdminBufferFree(info), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminServerGetInfo(server, 2, (LPBYTE*)&tunnels), 0);
    CHECK(tunnels->dwNumPptpPorts == 0 && tunnels->dwSstpPortFlags == 0);
    CHECK_CODE(MprAdminBufferFree(tunnels), 0);
    CHECK_CODE(MprAdminServerGetInfo(server, 3, (LPBYTE*)&info), ERROR_NOT_SUPPORTED);
}

static void check_enumeration(HANDLE server) {
    MPR_INTERFACE_0* list = NULL;
    MPR_DEVICE_0* devices = NULL;
    DWORD read = 0, total = 0, resume = 0;
    CHECK_CODE(MprAdminInterfaceEnum(server, 0, (LPBYTE*)&list, MAXDWORD, &read, &total, NULL), 0);
    CHECK(read == 2 && total == 2);
    CHECK(is_text(list[0].wszInterfaceName, "branch1"));
    CHECK(is_text(list[1].wszInterfaceName, "branch2"));
    CHECK(list[1].dwIfType == ROUTER_IF_TYPE_FULL_ROUTER && list[1].fEnabled == TRUE);
    CHECK(list[1].dwConnectionState == ROUTER_IF_STATE_DISCONNECTED);
    CHECK(list[1].hInterface == handle_of(server, "branch2"));
    CHECK_CODE(MprAdminBufferFree(list), 0);
    CHECK_CODE(
        MprAdminInterfaceEnum(
            server, 0, (LPBYTE*)&list, sizeof(MPR_INTERFACE_0), &read, &total, &resume
        ),
        ERROR_MORE_DATA
    );
    CHECK(read == 1 && total == 2 && resume != 0);
    CHECK_CODE(MprAdminBufferFree(list), 0);
    CHECK_CODE(
        MprAdminInterfaceEnum(server, 0, (LPBYTE*)&list, MAXDWORD, &read, &total, &resume), 0
    );
    CHECK(read == 1 && total == 1 && resume == 0);
    CHECK(is_text(list[0].wszInterfaceName, "branch2"));
    CHECK_CODE(MprAdminBufferFree(list), 0);
    CHECK_CODE(MprAdminDeviceEnum(server, 0, (LPBYTE*)&devices, &total), 0);
    CHECK(total == 2 && is_text(devices[1].szDeviceType, "modem"));
    CHECK(is_text(devices[1].szDeviceName, "line1"));
    CHECK_CODE(MprAdminBufferFree(devices), 0);
}

static void check_interface(HANDLE server) {
    MPR_INTERFACE_3 wanted;
    MPR_INTERFACE_3* is = NULL;
    MPR_INTERFACE_1 hours;
    MPR_INTERFACE_1* has = NULL;
    MPR_DEVICE_1 device;
    MPR_DEVICE_1* got = NULL;
    WCHAR list[64];
    WCHAR user[UNLEN + 1], password[PWLEN + 1], domain[DNLEN + 1];
    HANDLE created = NULL, second = NULL;
    const unsigned char* bytes;
    memset(&wanted, 0, sizeof wanted);
    copy_text(wanted.wszInterfaceName, "from-c");
    wanted.fEnabled = TRUE;
    wanted.dwIfType = ROUTER_IF_TYPE_FULL_ROUTER;
    wanted.dwfOptions = MPRIO_SpecificIpAddr;
    copy_text(wanted.szLocalPhoneNumber, "5551234");
    bytes = (const unsigned char*)"\x0a\x01\x02\x03";
    memcpy(&wanted.ipaddr, bytes, 4);
    wanted.dwfNetProtocols = MPRNP_Ip | MPRNP_Ipv6;
    copy_text(wanted.szDeviceType, "modem");
    copy_text(wanted.szDeviceName, "line1");
    wanted.dwDialMode = MPRDM_DialAll;
    wanted.dwIdleDisconnectSeconds = MPRIDS_Disabled;
    wanted.dwType = MPRET_Phone;
    memcpy(&wanted.ipv6addrDns, "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x35", 16);
    CHECK_CODE(MprAdminInterfaceCreate(server, 4, (LPBYTE)&wanted, &created), ERROR_NOT_SUPPORTED);
    CHECK_CODE(MprAdminInterfaceCreate(server, 3, (LPBYTE)&wanted, &created), 0);
    CHECK(created == handle_of(server, "from-c"));
    CHECK_CODE(
        MprAdminInterfaceCreate(server, 3, (LPBYTE)&wanted, &second), ERROR_INTERFACE_ALREADY_EXISTS
    );
    CHECK(second == NULL);
    CHECK_CODE(MprAdminInterfaceGetInfo(server, created, 3, (LPBYTE*)&is), 0);
    CHECK(is_text(is->wszInterfaceName, "from-c") && is->hInterface == created);
    CHECK(is_text(is->szLocalPhoneNumber, "5551234") && is_text(is->szDeviceName, "line1"));
    CHECK(memcmp(&is->ipaddr, bytes, 4) == 0 && is->dwIdleDisconnectSeconds == MPRIDS_Disabled);
    CHECK(memcmp(&is->ipv6addrDns, &wanted.ipv6addrDns, 16) == 0);
    CHECK(is->dwfNetProtocols == 12 && is->szAlternates == NULL && is->lpbCustomAuthData == NULL);
    /* Read, change, write. */
    is->dwIdleDisconnectSeconds = 77;
    is->fEnabled = FALSE;
    CHECK_CODE(MprAdminInterfaceSetInfo(server, created, 3, (LPBYTE)is), 0);
    is->dwIfType = (ROUTER_INTERFACE_TYPE)99;
    CHECK_CODE(MprAdminInterfaceSetInfo(server, created, 3, (LPBYTE)is), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminBufferFree(is), 0);
    CHECK_CODE(MprAdminInterfaceGetInfo(server, created, 2, (LPBYTE*)&is), 0);
    CHECK(is->dwIdleDisconnectSeconds == 77 && is->fEnabled == FALSE);
    CHECK(is->fUnReachabilityReasons == MPR_INTERFACE_ADMIN_DISABLED);
    CHECK_CODE(MprAdminBufferFree(is), 0);

    memset(&hours, 0, sizeof hours);
    copy_text(hours.wszInterfaceName, "from-c");
    hours.fEnabled = TRUE;
    hours.dwIfType = ROUTER_IF_TYPE_FULL_ROUTER;
    memset(list, 0, sizeof list);
    copy_text(list, "2 09:00-12:00 13:00-17:30");
    copy_text(list + 26, "4 09:00-12:00");
    hours.lpwsDialoutHoursRestriction = list;
    CHECK_CODE(MprAdminInterfaceSetInfo(server, created, 1, (LPBYTE)&hours), 0);
    CHECK_CODE(MprAdminInterfaceGetInfo(server, created, 1, (LPBYTE*)&has), 0);
    CHECK(is_text(has->lpwsDialoutHoursRestriction, "2 09:00-12:00 13:00-17:30"));
    CHECK(is_text(has->lpwsDialoutHoursRestriction + 26, "4 09:00-12:00"));
    CHECK(has->lpwsDialoutHoursRestriction[40] == 0);
    CHECK_CODE(MprAdminBufferFree(has), 0);

    memset(&device, 0, sizeof device);
    copy_text(device.szDeviceType, "modem");
    copy_text(device.szDeviceName, "line1");
    copy_text(device.szLocalPhoneNumber, "1");
    memset(list, 0, sizeof list);
    copy_text(list, "22");
    copy_text(list + 3, "333");
    device.szAlternates = list;
    CHECK_CODE(MprAdminInterfaceDeviceSetInfo(server, created, 1, 1, (LPBYTE)&device), 0);
    CHECK_CODE(MprAdminInterfaceDeviceGetInfo(server, created, 1, 1, (LPBYTE*)&got), 0);
    CHECK(is_text(got->szLocalPhoneNumber, "1") && is_text(got->szAlternates, "22"));
    CHECK(is_text(got->szAlternates + 3, "333") && got->szAlternates[7] == 0);
    CHECK_CODE(MprAdminBufferFree(got), 0);
    CHECK_CODE(
        MprAdminInterfaceDeviceGetInfo(server, created, 9, 1, (LPBYTE*)&got),
        ERROR_INVALID_PARAMETER
    );

    CHECK_CODE(
        MprAdminInterfaceSetCredentials(
            NULL, TEXT("from-c"), TEXT("j\u00f6rg"), TEXT("DOM"), TEXT("geheim")
        ),
        0
    );
    CHECK_CODE(MprAdminInterfaceGetCredentials(NULL, TEXT("from-c"), user, password, domain), 0);
    CHECK(user[1] == 0xf6 && is_text(password, "geheim") && is_text(domain, "DOM"));
    CHECK_CODE(MprAdminInterfaceGetCredentials(NULL, TEXT("from-c"), NULL, NULL, NULL), 0);
    CHECK_CODE(MprAdminInterfaceSetCredentials(NULL, TEXT("from-c"), NULL, NULL, NULL), 0);
    CHECK_CODE(
        MprAdminInterfaceGetCredentials(NULL, TEXT("from-c"), user, NULL, NULL),
        ERROR_CANNOT_FIND_PHONEBOOK_ENTRY
    );
    CHECK_CODE(
        MprAdminInterfaceSetCredentials(NULL, NULL, user, NULL, NULL), ERROR_INVALID_PARAMETER
    );
    CHECK_CODE(MprAdminInterfaceDelete(server, created), 0);
    CHECK_CODE(MprAdminInterfaceDelete(server, created), ERROR_INVALID_HANDLE);
}

static void check_information(HANDLE server) {
    HANDLE target = handle_of(server, "branch2");
    LPVOID empty = NULL, one = NULL, other = NULL;
    LPBYTE data = NULL, stored = NULL;
    DWORD item = 0, count = 0, size = 0;
    INTERFACE_STATUS_INFO status;
    status.dwAdminStatus = 1;
    CHECK_CODE(MprInfoCreate(2, &empty), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprInfoCreate(RTR_INFO_BLOCK_VERSION, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprInfoCreate(RTR_INFO_BLOCK_VERSION, &empty), 0);
    CHECK_CODE(
        MprInfoBlockAdd(empty, IP_INTERFACE_STATUS_INFO, sizeof status, 1, (LPBYTE)&status, &one), 0
    );
    CHECK(((RTR_INFO_BLOCK_HEADER*)one)->TocEntriesCount == 1);
    CHECK(MprInfoBlockQuerySize(one) == ((RTR_INFO_BLOCK_HEADER*)one)->Size);
    CHECK_CODE(MprInfoBlockFind(one, IP_INTERFACE_STATUS_INFO, &item, &count, &data), 0);
    CHECK(item == 4 && count == 1 && ((INTERFACE_STATUS_INFO*)data)->dwAdminStatus == 1);
    CHECK(MprInfoBlockExists(one, IP_INTERFACE_STATUS_INFO));
    CHECK_CODE(MprInfoBlockFind(one, IP_ROUTE_INFO, NULL, NULL, NULL), ERROR_NOT_FOUND);
    CHECK_CODE(
        MprInfoBlockAdd(one, IP_INTERFACE_STATUS_INFO, 4, 1, (LPBYTE)&status, &other),
        ERROR_INVALID_PARAMETER
    );
    CHECK_CODE(MprInfoBlockAdd(one, IP_ROUTE_INFO, 4, 1, NULL, &other), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprInfoBlockRemove(one, IP_ROUTE_INFO, &other), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprInfoBlockSet(one, IP_ROUTE_INFO, 4, 0, data, &other), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprInfoDuplicate(one, &other), 0);
    CHECK(memcmp(one, other, MprInfoBlockQuerySize(one)) == 0);
    CHECK_CODE(MprInfoDelete(other), 0);
    CHECK_CODE(MprInfoDelete(other), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprInfoRemoveAll(one, &other), 0);
    CHECK(MprInfoBlockQuerySize(other) == MprInfoBlockQuerySize(empty));
    CHECK_CODE(MprInfoDelete(other), 0);
    CHECK_CODE(MprInfoDelete(NULL), ERROR_INVALID_PARAMETER);

    CHECK_CODE(
        MprAdminInterfaceTransportGetInfo(server, target, PID_IP, &stored, &size),
        ERROR_NO_SUCH_INTERFACE
    );
    CHECK_CODE(
        MprAdminInterfaceTransportAdd(
            server, target, PID_IP, (LPBYTE)one, MprInfoBlockQuerySize(one)
        ),
        0
    );
    CHECK_CODE(MprAdminInterfaceTransportGetInfo(server, target, PID_IP, &stored, &size), 0);
    CHECK(size == MprInfoBlockQuerySize(stored));
    CHECK_CODE(MprAdminInterfaceTransportSetInfo(server, target, PID_IP, stored, size), 0);
    CHECK_CODE(
        MprAdminInterfaceTransportSetInfo(server, target, PID_IP, stored, size - 1),
        ERROR_INVALID_PARAMETER
    );
    CHECK_CODE(
        MprAdminInterfaceTransportSetInfo(server, target, PID_IP, NULL, 0), ERROR_INVALID_PARAMETER
    );
    CHECK_CODE(MprInfoDelete(stored), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminBufferFree(stored), 0);
    CHECK_CODE(MprAdminInterfaceTransportRemove(server, target, PID_IP), 0);
    CHECK_CODE(MprAdminInterfaceTransportRemove(server, target, PID_IP), ERROR_NO_SUCH_INTERFACE);
    CHECK_CODE(
        MprAdminInterfaceTransportGetInfo(server, target, PID_IPX, &stored, &size),
        ERROR_UNKNOWN_PROTOCOL_ID
    );
    CHECK_CODE(
        MprAdminInterfaceTransportGetInfo(server, target, PID_IP, NULL, &size),
        ERROR_INVALID_PARAMETER
    );
    CHECK_CODE(MprAdminTransportGetInfo(server, PID_IP, &stored, &size, NULL, NULL), 0);
    CHECK_CODE(MprAdminTransportSetInfo(server, PID_IP, stored, size, NULL, 0), 0);
    CHECK_CODE(MprAdminBufferFree(stored), 0);
    CHECK_CODE(
        MprAdminTransportGetInfo(server, PID_IP, NULL, NULL, NULL, NULL), ERROR_INVALID_PARAMETER
    );
    CHECK_CODE(MprAdminTransportSetInfo(server, PID_IP, NULL, 0, NULL, 0), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprInfoDelete(one), 0);
    CHECK_CODE(MprInfoDelete(empty), 0);
}

static void check_rest(HANDLE server) {
    HANDLE target = handle_of(server, "branch2");
    MIB_SERVER_HANDLE mib = NULL;
    MIB_OPAQUE_QUERY query;
    LPVOID entry = NULL;
    DWORD size = 0;
    BOOL yes = FALSE;
    RAS_USER_1 user;
    MPR_SERVER_2 ports;
    MPR_CREDENTIALSEX_1 key;
    MPR_CREDENTIALSEX_1* shown = NULL;
    CHECK_CODE(MprAdminIsServiceInitialized(NULL, NULL), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminIsServiceInitialized(NULL, &yes), 0);
    CHECK(yes == TRUE);
    CHECK_CODE(MprAdminUserGetInfo(NULL, TEXT("nobody"), 0, (LPBYTE)&user), 1317);
    CHECK_CODE(MprAdminUserGetInfo(NULL, NULL, 0, (LPBYTE)&user), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminUserGetInfo(NULL, TEXT("nobody"), 2, (LPBYTE)&user), ERROR_INVALID_LEVEL);
    memset(&user, 0, sizeof user);
    user.bfPrivilege = RASPRIV_NoCallback;
    CHECK_CODE(MprAdminUserSetInfo(NULL, TEXT("nobody"), 1, (LPBYTE)&user), 1317);
    memset(&ports, 0, sizeof ports);
    CHECK_CODE(MprAdminServerSetInfo(server, 0, (LPBYTE)&ports), ERROR_NOT_SUPPORTED);
    CHECK_CODE(MprAdminServerSetInfo(server, 2, (LPBYTE)&ports), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminServerSetInfo(NULL, 2, (LPBYTE)&ports), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminServerSetInfo(target, 2, (LPBYTE)&ports), ERROR_INVALID_HANDLE);
    key.dwSize = 4;
    key.lpbCredentialsInfo = (LPBYTE) "psk!";
    CHECK_CODE(MprAdminInterfaceSetCredentialsEx(server, target, 1, (LPBYTE)&key), 0);
    CHECK_CODE(MprAdminInterfaceGetCredentialsEx(server, target, 1, (LPBYTE*)&shown), 0);
    CHECK(shown->dwSize == 4 && shown->lpbCredentialsInfo == NULL); /* in no form */
    CHECK_CODE(MprAdminBufferFree(shown), 0);
    CHECK_CODE(MprAdminInterfaceSetCredentialsEx(server, target, 0, (LPBYTE)&key), 0);
    CHECK_CODE(MprAdminInterfaceGetCredentialsEx(server, target, 0, (LPBYTE*)&shown), 0);
    CHECK(shown->dwSize == 4 && memcmp(shown->lpbCredentialsInfo, "psk!", 4) == 0);
    CHECK_CODE(MprAdminBufferFree(shown), 0);
    CHECK_CODE(MprAdminConnectionRemoveQuarantine(server, target, FALSE), ERROR_INVALID_PARAMETER);

    CHECK_CODE(MprAdminMIBServerConnect(NULL, &mib), 0);
    query.dwVarId = IF_NUMBER;
    query.rgdwVarIndex[0] = 0;
    CHECK_CODE(
        MprAdminMIBEntryGet(server, PID_IP, IPRTRMGR_PID, &query, sizeof query, &entry, &size),
        RPC_S_INVALID_BINDING
    );
    CHECK_CODE(
        MprAdminMIBEntryGet(mib, PID_IP, IPRTRMGR_PID, &query, sizeof query, &entry, &size), 0
    );
    CHECK(((MIB_OPAQUE_INFO*)entry)->dwId == IF_NUMBER && size > 8);
    CHECK_CODE(MprAdminBufferFree(entry), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminMIBBufferFree(entry), 0);
    CHECK_CODE(
        MprAdminMIBEntryGet(mib, 1, IPRTRMGR_PID, &query, sizeof query, &entry, &size),
        ERROR_UNKNOWN_PROTOCOL_ID
    );
    CHECK_CODE(
        MprAdminMIBEntrySet(mib, PID_IP, IPRTRMGR_PID, &query, sizeof query), ERROR_NOT_SUPPORTED
    );
    MprAdminMIBServerDisconnect(mib);
}

static unsigned long long signals_of(HANDLE event) {
    unsigned long long count = 0;
    CHECK(read(MprdEventFd(event), &count, sizeof count) == (ssize_t)sizeof count);
    return count;
}

static void check_connection(HANDLE server) {
    HANDLE target = handle_of(server, "branch1");
    HANDLE event = MprdCreateEvent(TRUE, FALSE);
    HANDLE watcher = MprdCreateEvent(FALSE, FALSE);
    LPBYTE buffer = NULL;
    DWORD read = 0, total = 0, resume = 0, level;
    HANDLE connection = NULL, port = NULL;
    RAS_CONNECTION_3* details = NULL;
    RAS_PORT_1* counters = NULL;
    CHECK_CODE(MprAdminRegisterConnectionNotification(server, watcher), 0);
    CHECK_CODE(MprAdminInterfaceConnect(server, target, event, TRUE), PENDING);
    CHECK_CODE(MprdWaitForEvent(event, LONG_WAIT), MPRD_WAIT_SIGNALLED);
    CHECK_CODE(MprdWaitForEvent(watcher, LONG_WAIT), MPRD_WAIT_SIGNALLED);
    CHECK(state_of(server, target) == ROUTER_IF_STATE_CONNECTED);
    CHECK(signals_of(event) == 1);
    CHECK_CODE(MprdWaitForEvent(event, 0), MPRD_WAIT_TIMEOUT);
    /* Connected already: nothing is under way, the event is not signalled. */
    CHECK_CODE(MprAdminInterfaceConnect(server, target, event, FALSE), 0);
    CHECK_CODE(MprdWaitForEvent(event, 0), MPRD_WAIT_TIMEOUT);
    for (level = 0; level < 4; ++level) {
        CHECK_CODE(
            MprAdminConnectionEnum(server, level, &buffer, MAXDWORD, &read, &total, &resume), 0
        );
        CHECK(read == 1);
        if (level == 0) {
            RAS_CONNECTION_0* head = (RAS_CONNECTION_0*)buffer;
            connection = head->hConnection;
            CHECK(head->hInterface == target && is_text(head->wszInterfaceName, "branch1"));
            CHECK(head->dwConnectionFlags == RAS_FLAGS_PPP_CONNECTION);
        }
        if (level == 1) {
            RAS_CONNECTION_1* one = (RAS_CONNECTION_1*)buffer;
            CHECK(one->PppInfo.ip.dwError == 0 && one->PppInfo.ipx.dwError != 0);
            CHECK(is_text(one->PppInfo.ip.wszRemoteAddress, "10.78.0.1"));
            CHECK(one->dwBytesXmited > 0 && one->dwBytesRcved > 0);
        }
        CHECK_CODE(MprAdminBufferFree(buffer), 0);
    }
    CHECK_CODE(MprAdminConnectionGetInfo(server, 3, connection, (LPBYTE*)&details), 0);
    CHECK(details->hConnection == connection && details->dwSize == sizeof(RAS_CONNECTION_3));
    CHECK(is_text(details->PppInfo3.ip.wszAddress, "10.78.0.10"));
    CHECK(details->PppInfo3.lcp.dwRemoteAuthenticationProtocol == PPP_LCP_CHAP);
    CHECK(details->PppInfo3.lcp.dwRemoteAuthenticationData == PPP_LCP_CHAP_MD5);
    CHECK_CODE(MprAdminBufferFree(details), 0);
    CHECK_CODE(
        MprAdminPortEnum(server, 0, connection, &buffer, MAXDWORD, &read, &total, &resume), 0
    );
    CHECK(read == 1 && is_text(((RAS_PORT_0*)buffer)->wszDeviceName, "line0"));
    CHECK(((RAS_PORT_0*)buffer)->dwPortCondition == RAS_PORT_AUTHENTICATED);
    port = ((RAS_PORT_0*)buffer)->hPort;
    CHECK_CODE(MprAdminBufferFree(buffer), 0);
    CHECK_CODE(
        MprAdminPortEnum(
            server, 0, INVALID_HANDLE_VALUE, &buffer, MAXDWORD, &read, &total, &resume
        ),
        0
    );
    CHECK(read == 2);
    CHECK_CODE(MprAdminBufferFree(buffer), 0);
    CHECK_CODE(MprAdminPortGetInfo(server, 1, port, (LPBYTE*)&counters), 0);
    CHECK(counters->hConnection == connection && counters->dwBytesXmited > 0);
    CHECK_CODE(MprAdminBufferFree(counters), 0);
    CHECK_CODE(MprAdminConnectionClearStats(server, connection), 0);
    CHECK_CODE(MprAdminPortClearStats(server, port), 0);
    CHECK_CODE(MprAdminPortReset(server, port), 0);
    CHECK_CODE(MprAdminInterfaceDelete(server, target), ERROR_INTERFACE_CONNECTED);
    CHECK_CODE(MprAdminInterfaceDisconnect(server, target), 0);
    CHECK_CODE(MprdWaitForEvent(watcher, LONG_WAIT), MPRD_WAIT_SIGNALLED);
    CHECK_CODE(MprAdminDeregisterConnectionNotification(server, watcher), 0);
    CHECK_CODE(MprAdminDeregisterConnectionNotification(server, watcher), ERROR_INVALID_PARAMETER);
    ask_driver("far-line");
    CHECK_CODE(MprAdminInterfaceConnect(server, target, NULL, TRUE), 0);
    CHECK(state_of(server, target) == ROUTER_IF_STATE_CONNECTED);
    CHECK_CODE(MprAdminPortDisconnect(server, port), 0);
    ask_driver("far-line");
    CHECK(MprdCloseEvent(event) && MprdCloseEvent(watcher));
}

struct Many {
    HANDLE server;
    HANDLE target;
};

static void* call_often(void* argument) {
    const struct Many* many = (const struct Many*)argument;
    int i;
    for (i = 0; i < 25; ++i) {
        MPR_INTERFACE_2* info = NULL;
        CHECK_CODE(MprAdminInterfaceGetInfo(many->server, many->target, 2, (LPBYTE*)&info), 0);
        CHECK(info->hInterface == many->target && is_text(info->wszInterfaceName, "branch2"));
        CHECK_CODE(MprAdminBufferFree(info), 0);
    }
    return NULL;
}

/* More threads than the router takes requests of one connection at a time. */
static void check_threads(HANDLE server) {
    enum {
        THREADS = 80
    };
    pthread_t threads[THREADS];
    struct Many many;
    int i;
    many.server = server;
    many.target = handle_of(server, "branch2");
    for (i = 0; i < THREADS; ++i) {
        CHECK(pthread_create(&threads[i], NULL, call_often, &many) == 0);
    }
    for (i = 0; i < THREADS; ++i) {
        CHECK(pthread_join(threads[i], NULL) == 0);
    }
}

static void* connect_and_wait(void* argument) {
    const struct Many* many = (const struct Many*)argument;
    /* 910 when the other one was first; else the end of the router. */
    CHECK_CODE(
        MprAdminInterfaceConnect(many->server, many->target, NULL, TRUE), RPC_S_SERVER_UNAVAILABLE
    );
    return NULL;
}

/* Handles that are open when the router ends, and the router after it. */
static HANDLE check_death(HANDLE server) {
    HANDLE accepted = MprdCreateEvent(TRUE, FALSE);
    HANDLE watcher = MprdCreateEvent(TRUE, FALSE);
    HANDLE other = NULL, again = NULL;
    LPBYTE buffer = NULL;
    struct Many many;
    pthread_t waiting;
    many.server = server;
    many.target = handle_of(server, "branch2"); /* nobody answers there */
    CHECK_CODE(MprAdminServerConnect(TEXT("."), &other), 0);
    CHECK_CODE(MprAdminRegisterConnectionNotification(other, watcher), 0);
    CHECK_CODE(MprAdminInterfaceConnect(server, many.target, accepted, FALSE), PENDING);
    CHECK_CODE(
        MprAdminInterfaceConnect(server, many.target, watcher, FALSE), ERROR_ALREADY_CONNECTING
    );
    CHECK_CODE(MprdWaitForEvent(accepted, 0), MPRD_WAIT_TIMEOUT);
    many.target = handle_of(other, "branch1");
    many.server = other;
    ask_driver("freeze-far"); /* so that this attempt does not end either */
    CHECK(pthread_create(&waiting, NULL, connect_and_wait, &many) == 0);
    while (state_of(server, many.target) != ROUTER_IF_STATE_CONNECTING) {
    }
    ask_driver("kill");
    CHECK(pthread_join(waiting, NULL) == 0);
    CHECK_CODE(MprdWaitForEvent(accepted, LONG_WAIT), MPRD_WAIT_SIGNALLED);
    CHECK_CODE(MprdWaitForEvent(watcher, LONG_WAIT), MPRD_WAIT_SIGNALLED);
    CHECK_CODE(MprAdminInterfaceGetInfo(server, many.target, 0, &buffer), RPC_S_SERVER_UNAVAILABLE);
    CHECK(signals_of(accepted) == 1 && signals_of(watcher) == 1);
    CHECK_CODE(MprAdminServerConnect(NULL, &again), RPC_S_UNKNOWN_IF);
    CHECK(!MprAdminIsServiceRunning(NULL));
    ask_driver("start");
    CHECK_CODE(MprAdminInterfaceGetInfo(server, many.target, 0, &buffer), RPC_S_SERVER_UNAVAILABLE);
    CHECK_CODE(MprAdminServerConnect(NULL, &again), 0);
    CHECK(state_of(again, handle_of(again, "branch1")) == ROUTER_IF_STATE_DISCONNECTED);
    MprAdminServerDisconnect(other);
    CHECK(MprdCloseEvent(accepted) && MprdCloseEvent(watcher));
    return again;
}

/* A router that is there and does not answer. */
static void check_hanging(HANDLE server) {
    LPBYTE buffer = NULL;
    CHECK(setenv("MPRD_TIMEOUT_MS", "300", 1) == 0);
    HANDLE impatient = NULL;
    CHECK_CODE(MprAdminServerConnect(NULL, &impatient), 0);
    ask_driver("freeze");
    CHECK_CODE(MprAdminServerGetInfo(impatient, 0, &buffer), RPC_S_SERVER_UNAVAILABLE);
    CHECK_CODE(MprAdminServerConnect(NULL, &impatient), RPC_S_SERVER_UNAVAILABLE);
    ask_driver("thaw");
    CHECK_CODE(MprAdminServerGetInfo(server, 0, &buffer), 0);
    CHECK_CODE(MprAdminBufferFree(buffer), 0);
}

static void check_explanation(void) {
    char path[] = "/tmp/mprd-trace-XXXXXX";
    char text[1024] = "";
    HANDLE handle = NULL;
    const int file = mkstemp(path);
    CHECK(file >= 0 && setenv("MPRD_TRACE", path, 1) == 0);
    CHECK_CODE(
        MprAdminServerConnect(TEXT("no.such.host.example"), &handle), RPC_S_SERVER_UNAVAILABLE
    );
    CHECK(unsetenv("MPRD_TRACE") == 0);
    CHECK(read(file, text, sizeof text - 1) > 0 && unlink(path) == 0);
    CHECK(close(file) == 0);
    CHECK(strstr(text, "mprapi: 1722: server name \"no.such.host.example\"") == text);
}

int main(void) {
    HANDLE server = NULL, again;
    CHECK_CODE(MprAdminServerConnect(NULL, &server), 0);
    check_wrong_arguments(server);
    check_explanation();
    check_texts(server);
    check_server(server);
    check_enumeration(server);
    check_interface(server);
    check_information(server);
    check_rest(server);
    check_connection(server);
    check_threads(server);
    again = check_death(server);
    check_hanging(again);
    MprAdminServerDisconnect(server);
    MprAdminServerDisconnect(again);
    CHECK_CODE(MprAdminInterfaceDelete(again, NULL), RPC_S_INVALID_BINDING);
    return 0;
}
