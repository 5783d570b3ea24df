/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Changes when a stored interface hangs up for being idle, and lists the stored interfaces. Works
 * with a router and without one; a running router takes the change over with `mprctl service
 * reload`.
 *
 *     edit_configuration INTERFACE SECONDS
 */
#define MPRAPI_USE_WCHAR_T
#include <mprapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

/* Read, change, write: what this program does not know of stays. */
static DWORD set_idle_time(HANDLE config, LPWSTR name, DWORD seconds) {
    HANDLE target = NULL;
    MPR_INTERFACE_2* stored = NULL;
    DWORD size = 0;
    DWORD code = MprConfigInterfaceGetHandle(config, name, &target);
    if (code == NO_ERROR) {
        code = MprConfigInterfaceGetInfo(config, target, 2, (LPBYTE*)&stored, &size);
    }
    if (code == NO_ERROR) {
        stored->dwIdleDisconnectSeconds = seconds;
        stored->szAlternates = NULL; /* the library wants NULL when it writes */
        code = MprConfigInterfaceSetInfo(config, target, 2, (LPBYTE)stored);
        MprConfigBufferFree(stored);
    }
    return code;
}

static DWORD list(HANDLE config) {
    MPR_INTERFACE_0* entries = NULL;
    DWORD read = 0, total = 0, i = 0;
    DWORD code =
        MprConfigInterfaceEnum(config, 0, (LPBYTE*)&entries, MAXDWORD, &read, &total, NULL);
    if (code == ERROR_NO_MORE_ITEMS) {
        return NO_ERROR; /* an empty store */
    }
    for (i = 0; code == NO_ERROR && i < read; ++i) {
        printf("%ls%s\n", entries[i].wszInterfaceName, entries[i].fEnabled ? "" : " (disabled)");
    }
    if (entries != NULL) {
        MprConfigBufferFree(entries);
    }
    return code;
}

int main(int count, char** words) {
    wchar_t name[MAX_INTERFACE_NAME_LEN + 1] = L"";
    HANDLE config = NULL;
    DWORD code = 0;
    if (count != 3 || mbstowcs(name, words[1], MAX_INTERFACE_NAME_LEN) == (size_t)-1) {
        fprintf(stderr, "usage: %s INTERFACE SECONDS\n", words[0]);
        return 2;
    }
    code = MprConfigServerConnect(NULL, &config);
    if (code == NO_ERROR) {
        code = set_idle_time(config, name, (DWORD)strtoul(words[2], NULL, 10));
        if (code == NO_ERROR) {
            code = list(config);
        }
        MprConfigServerDisconnect(config);
    }
    if (code != NO_ERROR) {
        fprintf(stderr, "error %u\n", (unsigned)code);
    }
    return code == NO_ERROR ? 0 : 1;
}
