/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Creates a demand-dial interface, tells it who we are, connects it, waits for the end of the
 * attempt with an event, shows the addresses, and takes everything away again.
 *
 *     dial_and_wait INTERFACE DEVICE USER PASSWORD
 */
#include <mprapi.h>
#include <stdio.h>
#include <string.h>

#define WAIT_MILLISECONDS 60000

/* ASCII only: enough for an example. */
static void widen(WCHAR* out, size_t capacity, const char* text) {
    size_t i = 0;
    for (i = 0; text[i] != '\0' && i + 1 < capacity; ++i) {
        out[i] = (WCHAR)(unsigned char)text[i];
    }
    out[i] = 0;
}

static void print(const char* label, const WCHAR* text) {
    printf("%s", label);
    for (; *text != 0; ++text) {
        printf("%c", *text < 128 ? (char)*text : '?');
    }
    printf("\n");
}

static int failed(const char* what, DWORD code) {
    fprintf(stderr, "%s: error %u\n", what, (unsigned)code);
    return 1;
}

/* The outcome is not in the event: it is in the interface. */
static DWORD outcome(MPR_SERVER_HANDLE router, HANDLE interface) {
    MPR_INTERFACE_0* info = NULL;
    DWORD code = MprAdminInterfaceGetInfo(router, interface, 0, (LPBYTE*)&info);
    if (code == NO_ERROR) {
        if (info->dwConnectionState != ROUTER_IF_STATE_CONNECTED) {
            code = info->dwLastError != 0 ? info->dwLastError : ERROR_INTERFACE_NOT_CONNECTED;
        }
        MprAdminBufferFree(info);
    }
    return code;
}

static void show_connections(MPR_SERVER_HANDLE router) {
    RAS_CONNECTION_1* list = NULL;
    DWORD read = 0, total = 0, resume = 0, i = 0;
    if (MprAdminConnectionEnum(router, 1, (LPBYTE*)&list, MAXDWORD, &read, &total, &resume) !=
        NO_ERROR) {
        return;
    }
    for (i = 0; i < read; ++i) {
        if (list[i].PppInfo.ip.dwError == NO_ERROR) {
            print("our address: ", list[i].PppInfo.ip.wszAddress);
            print("their address: ", list[i].PppInfo.ip.wszRemoteAddress);
        }
    }
    MprAdminBufferFree(list);
}

static DWORD dial(MPR_SERVER_HANDLE router, HANDLE interface) {
    DWORD code = 0;
    HANDLE event = MprdCreateEvent(TRUE, FALSE);
    if (event == NULL) {
        return ERROR_NOT_ENOUGH_MEMORY;
    }
    code = MprAdminInterfaceConnect(router, interface, event, FALSE);
    if (code == PENDING) {
        if (MprdWaitForEvent(event, WAIT_MILLISECONDS) != MPRD_WAIT_SIGNALLED) {
            MprAdminInterfaceDisconnect(router, interface);
        }
        code = outcome(router, interface);
    }
    MprdCloseEvent(event);
    return code;
}

int main(int count, char** words) {
    MPR_SERVER_HANDLE router = NULL;
    MPR_INTERFACE_2 wanted;
    HANDLE interface = NULL;
    WCHAR user[UNLEN + 1], password[PWLEN + 1];
    DWORD code = 0;
    if (count != 5) {
        fprintf(stderr, "usage: %s INTERFACE DEVICE USER PASSWORD\n", words[0]);
        return 2;
    }
    code = MprAdminServerConnect(NULL, &router);
    if (code != NO_ERROR) {
        return failed("MprAdminServerConnect", code);
    }
    memset(&wanted, 0, sizeof wanted);
    widen(wanted.wszInterfaceName, MAX_INTERFACE_NAME_LEN + 1, words[1]);
    wanted.fEnabled = TRUE;
    wanted.dwIfType = ROUTER_IF_TYPE_FULL_ROUTER;
    wanted.dwfNetProtocols = MPRNP_Ip;
    wanted.dwType = MPRET_Direct;
    wanted.dwDialMode = MPRDM_DialAll;
    memcpy(wanted.szDeviceType, MPRDT_Serial, sizeof MPRDT_Serial);
    widen(wanted.szDeviceName, MPR_MaxDeviceName + 1, words[2]);
    code = MprAdminInterfaceCreate(router, 2, (LPBYTE)&wanted, &interface);
    if (code != NO_ERROR) {
        MprAdminServerDisconnect(router);
        return failed("MprAdminInterfaceCreate", code);
    }
    widen(user, UNLEN + 1, words[3]);
    widen(password, PWLEN + 1, words[4]);
    code = MprAdminInterfaceSetCredentials(NULL, wanted.wszInterfaceName, user, NULL, password);
    if (code == NO_ERROR) {
        code = dial(router, interface);
    }
    if (code == NO_ERROR) {
        printf("connected\n");
        show_connections(router);
        MprAdminInterfaceDisconnect(router, interface);
    }
    MprAdminInterfaceDelete(router, interface);
    MprAdminServerDisconnect(router);
    return code == NO_ERROR ? 0 : failed("connecting", code);
}
