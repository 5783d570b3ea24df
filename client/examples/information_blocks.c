/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Reads the IPv4 information of an interface, shows its blocks, sets its status to up and writes it
 * back: the documented way to change one part and leave the rest.
 *
 *     information_blocks INTERFACE
 */
#define MPRAPI_USE_WCHAR_T
#include <mprapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static DWORD with_status(LPVOID header, LPVOID* changed) {
    INTERFACE_STATUS_INFO status;
    status.dwAdminStatus = 1;
    return MprInfoBlockExists(header, IP_INTERFACE_STATUS_INFO)
               ? MprInfoBlockSet(
                     header, IP_INTERFACE_STATUS_INFO, sizeof status, 1, (LPBYTE)&status, changed
                 )
               : MprInfoBlockAdd(
                     header, IP_INTERFACE_STATUS_INFO, sizeof status, 1, (LPBYTE)&status, changed
                 );
}

static void show(const RTR_INFO_BLOCK_HEADER* header) {
    ULONG i = 0;
    for (i = 0; i < header->TocEntriesCount; ++i) {
        const RTR_TOC_ENTRY* entry = &header->TocEntry[i];
        printf(
            "block 0x%08x: %u of %u bytes\n",
            (unsigned)entry->InfoType,
            (unsigned)entry->Count,
            (unsigned)entry->InfoSize
        );
    }
}

static DWORD edit(MPR_SERVER_HANDLE router, LPWSTR name) {
    HANDLE target = NULL;
    LPBYTE stored = NULL;
    LPVOID changed = NULL;
    DWORD size = 0;
    DWORD code = MprAdminInterfaceGetHandle(router, name, &target, FALSE);
    if (code == NO_ERROR) {
        code = MprAdminInterfaceTransportGetInfo(router, target, PID_IP, &stored, &size);
    }
    if (code == NO_ERROR) {
        code = with_status(stored, &changed);
        MprAdminBufferFree(stored);
    }
    if (code == NO_ERROR) {
        show((const RTR_INFO_BLOCK_HEADER*)changed);
        code = MprAdminInterfaceTransportSetInfo(
            router, target, PID_IP, (LPBYTE)changed, MprInfoBlockQuerySize(changed)
        );
        MprInfoDelete(changed);
    }
    return code;
}

int main(int count, char** words) {
    wchar_t name[MAX_INTERFACE_NAME_LEN + 1] = L"";
    MPR_SERVER_HANDLE router = NULL;
    DWORD code = 0;
    if (count != 2 || mbstowcs(name, words[1], MAX_INTERFACE_NAME_LEN) == (size_t)-1) {
        fprintf(stderr, "usage: %s INTERFACE\n", words[0]);
        return 2;
    }
    code = MprAdminServerConnect(NULL, &router);
    if (code == NO_ERROR) {
        code = edit(router, name);
        MprAdminServerDisconnect(router);
    }
    if (code != NO_ERROR) {
        fprintf(stderr, "error %u\n", (unsigned)code);
    }
    return code == NO_ERROR ? 0 : 1;
}
