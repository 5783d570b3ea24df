/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * An administration DLL that does with callers what their names say: crash, hang, leave. Its
 * functions are in the table of MprAdminInitializeDllEx. */
#include <mprd/admin_dll.h>
#include <stdlib.h>

static volatile char* volatile nowhere;

static void behave_as(const WCHAR* name) {
    if (name[0] == 'c' && name[1] == 'r') {
        *nowhere = 1;
    }
    if (name[0] == 'l' && name[1] == 'e') {
        _Exit(3);
    }
    while (name[0] == 'h' && name[1] == 'a' && nowhere == NULL) {
    }
}

static BOOL WINAPI accept_connection(RAS_CONNECTION_EX* connection) {
    behave_as(connection->wszUserName);
    return TRUE;
}

static VOID WINAPI hung_up(RAS_CONNECTION_EX* connection) {
    (void)connection;
}

static BOOL WINAPI accept_link(RAS_PORT_0* port0, RAS_PORT_1* port1) {
    (void)port0;
    (void)port1;
    return TRUE;
}

static VOID WINAPI link_hung_up(RAS_PORT_0* port0, RAS_PORT_1* port1) {
    (void)port0;
    (void)port1;
}

static DWORD WINAPI get_address(WCHAR* user, WCHAR* port, DWORD* address, BOOL* notify) {
    (void)port;
    (void)address;
    *notify = FALSE;
    if (user[0] == 'a' && user[1] == 'd') { /* "address-crash" */
        abort();
    }
    return NO_ERROR;
}

static VOID WINAPI release_address(WCHAR* user, WCHAR* port, DWORD* address) {
    (void)user;
    (void)port;
    (void)address;
}

static BOOL WINAPI reauthenticate(RAS_CONNECTION_EX* connection) {
    (void)connection;
    return TRUE;
}

static DWORD WINAPI terminate(void) {
    return NO_ERROR;
}

DWORD WINAPI MprAdminInitializeDllEx(PMPRAPI_ADMIN_DLL_CALLBACKS pAdminCallbacks) {
    pAdminCallbacks->lpfnMprAdminAcceptNewConnectionEx = accept_connection;
    pAdminCallbacks->lpfnMprAdminConnectionHangupNotificationEx = hung_up;
    pAdminCallbacks->lpfnMprAdminAcceptNewLink = accept_link;
    pAdminCallbacks->lpfnMprAdminLinkHangupNotification = link_hung_up;
    pAdminCallbacks->lpfnMprAdminAcceptReauthenticationEx = reauthenticate;
    pAdminCallbacks->lpfnMprAdminGetIpAddressForUser = get_address;
    pAdminCallbacks->lpfnMprAdminReleaseIpAddress = release_address;
    pAdminCallbacks->lpfnMprAdminTerminateDll = terminate;
    return NO_ERROR;
}
