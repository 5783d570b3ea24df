/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * An administration DLL that tells of each call of it, in one of the forms that it may have: FORM
 * is 1 for the functions without a number, 2, 3, or 4 for Ex, in the table of
 * MprAdminInitializeDllEx. What it answers depends on who calls. INITIALIZED is the result of its
 * initialization. */
#include <mprd/admin_dll.h>
#include <stdio.h>
#include <string.h>

static char last_user[UNLEN + 1]; /* a link has no name of its user */

/* Names here are ASCII. */
static const char* plain(const WCHAR* text) {
    static char name[UNLEN + 1];
    size_t i;
    for (i = 0; i < UNLEN && text[i] != 0; ++i) {
        name[i] = (char)text[i];
    }
    name[i] = 0;
    return name;
}

static void tell(const char* call, const WCHAR* who) {
    fprintf(stderr, "telling: %s %s\n", call, plain(who));
}

static void tell_address(const char* call, const WCHAR* who, const void* address, size_t size) {
    const unsigned char* bytes = address;
    fprintf(stderr, "telling: %s %s %u\n", call, plain(who), (unsigned)bytes[size - 1]);
}

static BOOL accept_user(const char* call, const WCHAR* user) {
    tell(call, user);
    strcpy(last_user, plain(user));
    return strcmp(last_user, "guest") == 0 ? FALSE : TRUE;
}

#if FORM == 1
BOOL WINAPI
MprAdminAcceptNewConnection(RAS_CONNECTION_0* pRasConnection0, RAS_CONNECTION_1* pRasConnection1) {
    (void)pRasConnection1;
    return accept_user("accept", pRasConnection0->wszUserName);
}

VOID WINAPI MprAdminConnectionHangupNotification(
    RAS_CONNECTION_0* pRasConnection0, RAS_CONNECTION_1* pRasConnection1
) {
    (void)pRasConnection1;
    tell("gone", pRasConnection0->wszUserName);
}
#elif FORM == 2
BOOL WINAPI MprAdminAcceptNewConnection2(
    RAS_CONNECTION_0* pRasConnection0,
    RAS_CONNECTION_1* pRasConnection1,
    RAS_CONNECTION_2* pRasConnection2
) {
    (void)pRasConnection0;
    (void)pRasConnection1;
    return accept_user("accept", pRasConnection2->wszUserName);
}

VOID WINAPI MprAdminConnectionHangupNotification2(
    RAS_CONNECTION_0* pRasConnection0,
    RAS_CONNECTION_1* pRasConnection1,
    RAS_CONNECTION_2* pRasConnection2
) {
    (void)pRasConnection0;
    (void)pRasConnection1;
    tell("gone", pRasConnection2->wszUserName);
}
#elif FORM == 3
BOOL WINAPI MprAdminAcceptNewConnection3(
    RAS_CONNECTION_0* pRasConnection0,
    RAS_CONNECTION_1* pRasConnection1,
    RAS_CONNECTION_2* pRasConnection2,
    RAS_CONNECTION_3* pRasConnection3
) {
    (void)pRasConnection0;
    (void)pRasConnection1;
    (void)pRasConnection3;
    return accept_user("accept", pRasConnection2->wszUserName);
}

VOID WINAPI MprAdminConnectionHangupNotification3(
    RAS_CONNECTION_0* pRasConnection0,
    RAS_CONNECTION_1* pRasConnection1,
    RAS_CONNECTION_2* pRasConnection2,
    RAS_CONNECTION_3* pRasConnection3
) {
    (void)pRasConnection0;
    (void)pRasConnection1;
    (void)pRasConnection3;
    tell("gone", pRasConnection2->wszUserName);
}
#else
BOOL WINAPI MprAdminAcceptNewConnectionEx(RAS_CONNECTION_EX* pRasConnection) {
    return accept_user("accept", pRasConnection->wszUserName);
}

VOID WINAPI MprAdminConnectionHangupNotificationEx(RAS_CONNECTION_EX* pRasConnection) {
    tell("gone", pRasConnection->wszUserName);
}
#endif

BOOL WINAPI MprAdminAcceptNewLink(RAS_PORT_0* pRasPort0, RAS_PORT_1* pRasPort1) {
    (void)pRasPort1;
    tell("line", pRasPort0->wszPortName);
    return strcmp(last_user, "lineless") == 0 ? FALSE : TRUE;
}

VOID WINAPI MprAdminLinkHangupNotification(RAS_PORT_0* pRasPort0, RAS_PORT_1* pRasPort1) {
    (void)pRasPort1;
    tell("line gone", pRasPort0->wszPortName);
}

/* Never called: there is no quarantine. */
#if FORM == 4
BOOL WINAPI MprAdminAcceptReauthenticationEx(RAS_CONNECTION_EX* pRasConnection) {
    tell("reauthenticate", pRasConnection->wszUserName);
    return FALSE;
}
#else
BOOL WINAPI MprAdminAcceptReauthentication(
    RAS_CONNECTION_0* pRasConnection0,
    RAS_CONNECTION_1* pRasConnection1,
    RAS_CONNECTION_2* pRasConnection2,
    RAS_CONNECTION_3* pRasConnection3
) {
    (void)pRasConnection1;
    (void)pRasConnection2;
    (void)pRasConnection3;
    tell("reauthenticate", pRasConnection0->wszUserName);
    return FALSE;
}
#endif

DWORD WINAPI MprAdminGetIpAddressForUser(
    WCHAR* lpwszUserName, WCHAR* lpwszPortName, DWORD* lpdwIpAddress, BOOL* bNotifyRelease
) {
    static const unsigned char address[4] = {10, 78, 0, 44};
    (void)lpwszPortName;
    tell("address", lpwszUserName);
    memcpy(lpdwIpAddress, address, sizeof address);
    *bNotifyRelease = TRUE;
    return strcmp(plain(lpwszUserName), "no-ipv4") == 0 ? ERROR_ACCESS_DENIED : NO_ERROR;
}

VOID WINAPI
MprAdminReleaseIpAddress(WCHAR* lpwszUserName, WCHAR* lpwszPortName, DWORD* lpdwIpAddress) {
    (void)lpwszPortName;
    tell_address("released", lpwszUserName, lpdwIpAddress, sizeof *lpdwIpAddress);
}

DWORD WINAPI MprAdminGetIpv6AddressForUser(
    WCHAR* lpwszUserName, WCHAR* lpwszPortName, IN6_ADDR* lpdwIpv6Address, BOOL* bNotifyRelease
) {
    static const unsigned char address[16] = {[8] = 2, [15] = 66};
    (void)lpwszPortName;
    tell("ipv6", lpwszUserName);
    memcpy(lpdwIpv6Address, address, sizeof address);
    *bNotifyRelease = TRUE;
    return strcmp(plain(lpwszUserName), "no-ipv6") == 0 ? ERROR_ACCESS_DENIED : NO_ERROR;
}

VOID WINAPI MprAdminReleaseIpv6AddressForUser(
    WCHAR* lpwszUserName, WCHAR* lpwszPortName, IN6_ADDR* lpdwIpv6Address
) {
    (void)lpwszPortName;
    tell_address("released ipv6", lpwszUserName, lpdwIpv6Address, sizeof *lpdwIpv6Address);
}

#if FORM == 4
DWORD WINAPI MprAdminInitializeDllEx(PMPRAPI_ADMIN_DLL_CALLBACKS pAdminCallbacks) {
    pAdminCallbacks->lpfnMprAdminAcceptNewConnectionEx = MprAdminAcceptNewConnectionEx;
    pAdminCallbacks->lpfnMprAdminConnectionHangupNotificationEx =
        MprAdminConnectionHangupNotificationEx;
    pAdminCallbacks->lpfnMprAdminAcceptNewLink = MprAdminAcceptNewLink;
    pAdminCallbacks->lpfnMprAdminLinkHangupNotification = MprAdminLinkHangupNotification;
    pAdminCallbacks->lpfnMprAdminAcceptReauthenticationEx = MprAdminAcceptReauthenticationEx;
    pAdminCallbacks->lpfnMprAdminGetIpAddressForUser = MprAdminGetIpAddressForUser;
    pAdminCallbacks->lpfnMprAdminReleaseIpAddress = MprAdminReleaseIpAddress;
    pAdminCallbacks->lpfnMprAdminGetIpv6AddressForUser = MprAdminGetIpv6AddressForUser;
    pAdminCallbacks->lpfnMprAdminReleaseIpV6AddressForUser = MprAdminReleaseIpv6AddressForUser;
    pAdminCallbacks->lpfnMprAdminTerminateDll = MprAdminTerminateDll;
    return INITIALIZED;
}
#else
DWORD WINAPI MprAdminInitializeDll(VOID) {
    return INITIALIZED;
}
#endif

DWORD WINAPI MprAdminTerminateDll(VOID) {
    fprintf(stderr, "telling: over\n");
    return NO_ERROR;
}
