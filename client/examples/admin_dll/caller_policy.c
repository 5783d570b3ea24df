/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * An administration DLL: keeps "guest" out, gives "warehouse" an address of its own, lets all
 * others in, and writes on the daemon's log who was there. Build it with
 *
 *     cc -shared -fPIC -o caller_policy.so caller_policy.c
 */
#include <mprd/admin_dll.h>
#include <stdio.h>

static const unsigned char warehouse_address[4] = {10, 78, 0, 99};

/* Names here are ASCII; a character that is not is none of ours. */
static int is_name(const WCHAR* text, const char* name) {
    while (*name != 0 && *text == (WCHAR)*name) {
        ++text;
        ++name;
    }
    return *text == 0 && *name == 0;
}

static void journal(const char* what, const WCHAR* who) {
    char name[UNLEN + 1];
    size_t i = 0;
    for (i = 0; i < UNLEN && who[i] != 0; ++i) {
        name[i] = (char)(who[i] > 0x20 && who[i] < 0x7f ? who[i] : '?');
    }
    name[i] = 0;
    fprintf(stderr, "caller_policy: %s %s\n", what, name);
}

DWORD WINAPI MprAdminInitializeDll(VOID) {
    fprintf(stderr, "caller_policy: ready\n");
    return NO_ERROR;
}

DWORD WINAPI MprAdminTerminateDll(VOID) {
    fprintf(stderr, "caller_policy: over\n");
    return NO_ERROR;
}

BOOL WINAPI MprAdminAcceptNewConnection3(
    RAS_CONNECTION_0* pRasConnection0,
    RAS_CONNECTION_1* pRasConnection1,
    RAS_CONNECTION_2* pRasConnection2,
    RAS_CONNECTION_3* pRasConnection3
) {
    (void)pRasConnection1;
    (void)pRasConnection2;
    (void)pRasConnection3;
    if (is_name(pRasConnection0->wszUserName, "guest")) {
        journal("refused", pRasConnection0->wszUserName);
        return FALSE;
    }
    journal("accepted", pRasConnection0->wszUserName);
    return TRUE;
}

VOID WINAPI MprAdminConnectionHangupNotification3(
    RAS_CONNECTION_0* pRasConnection0,
    RAS_CONNECTION_1* pRasConnection1,
    RAS_CONNECTION_2* pRasConnection2,
    RAS_CONNECTION_3* pRasConnection3
) {
    (void)pRasConnection1;
    (void)pRasConnection2;
    (void)pRasConnection3;
    journal("gone", pRasConnection0->wszUserName);
}

BOOL WINAPI MprAdminAcceptNewLink(RAS_PORT_0* pRasPort0, RAS_PORT_1* pRasPort1) {
    (void)pRasPort1;
    journal("line", pRasPort0->wszPortName);
    return TRUE;
}

VOID WINAPI MprAdminLinkHangupNotification(RAS_PORT_0* pRasPort0, RAS_PORT_1* pRasPort1) {
    (void)pRasPort0;
    (void)pRasPort1;
}

BOOL WINAPI MprAdminAcceptReauthentication(
    RAS_CONNECTION_0* pRasConnection0,
    RAS_CONNECTION_1* pRasConnection1,
    RAS_CONNECTION_2* pRasConnection2,
    RAS_CONNECTION_3* pRasConnection3
) {
    (void)pRasConnection0;
    (void)pRasConnection1;
    (void)pRasConnection2;
    (void)pRasConnection3;
    return TRUE;
}

DWORD WINAPI MprAdminGetIpAddressForUser(
    WCHAR* lpwszUserName, WCHAR* lpwszPortName, DWORD* lpdwIpAddress, BOOL* bNotifyRelease
) {
    size_t i = 0;
    (void)lpwszPortName;
    *bNotifyRelease = FALSE;
    if (is_name(lpwszUserName, "warehouse")) {
        for (i = 0; i < sizeof warehouse_address; ++i) {
            ((unsigned char*)lpdwIpAddress)[i] = warehouse_address[i]; /* network order */
        }
        *bNotifyRelease = TRUE;
    }
    return NO_ERROR;
}

VOID WINAPI
MprAdminReleaseIpAddress(WCHAR* lpwszUserName, WCHAR* lpwszPortName, DWORD* lpdwIpAddress) {
    (void)lpwszPortName;
    (void)lpdwIpAddress;
    journal("released the address of", lpwszUserName);
}
