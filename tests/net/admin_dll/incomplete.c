/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * An administration DLL that lacks nearly everything. */
#include <mprd/admin_dll.h>

DWORD WINAPI MprAdminInitializeDll(VOID) {
    return NO_ERROR;
}

BOOL WINAPI MprAdminAcceptNewLink(RAS_PORT_0* pRasPort0, RAS_PORT_1* pRasPort1) {
    (void)pRasPort0;
    (void)pRasPort1;
    return TRUE;
}
