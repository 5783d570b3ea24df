/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * An administration DLL whose initialization fails. */
#include <mprd/admin_dll.h>

DWORD WINAPI MprAdminInitializeDllEx(PMPRAPI_ADMIN_DLL_CALLBACKS pAdminCallbacks) {
    (void)pAdminCallbacks;
    return ERROR_ACCESS_DENIED;
}
