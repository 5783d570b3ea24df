/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Tells whenever an interface connects or disconnects.
 *
 *     watch_connections [HOW-OFTEN]
 */
#include <mprapi.h>
#include <stdio.h>
#include <stdlib.h>

static int failed(const char* what, DWORD code) {
    fprintf(stderr, "%s: error %u\n", what, (unsigned)code);
    return 1;
}

/* The event says nothing about which: ask. */
static DWORD show_connections(MPR_SERVER_HANDLE router) {
    RAS_CONNECTION_0* list = NULL;
    DWORD read = 0, total = 0, resume = 0;
    const DWORD code =
        MprAdminConnectionEnum(router, 0, (LPBYTE*)&list, MAXDWORD, &read, &total, &resume);
    if (code == NO_ERROR) {
        printf("%u connected\n", (unsigned)read);
        fflush(stdout);
        MprAdminBufferFree(list);
    }
    return code;
}

int main(int count, char** words) {
    long left = count > 1 ? atol(words[1]) : -1; /* below 0: for ever */
    MPR_SERVER_HANDLE router = NULL;
    HANDLE event = MprdCreateEvent(FALSE, FALSE);
    DWORD code = MprAdminServerConnect(NULL, &router);
    if (code != NO_ERROR) {
        return failed("MprAdminServerConnect", code);
    }
    code = MprAdminRegisterConnectionNotification(router, event);
    if (code == NO_ERROR) {
        code = show_connections(router);
    }
    while (code == NO_ERROR && left != 0) {
        if (MprdWaitForEvent(event, MPRD_WAIT_FOREVER) == MPRD_WAIT_SIGNALLED) {
            code = show_connections(router); /* 1722 when the router has ended */
            left -= left > 0;
        }
    }
    if (code == NO_ERROR) {
        MprAdminDeregisterConnectionNotification(router, event);
    }
    MprAdminServerDisconnect(router);
    MprdCloseEvent(event);
    return code == NO_ERROR ? 0 : failed("the router", code);
}
