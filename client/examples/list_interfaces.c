/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Lists the interfaces of the router, their state and why they cannot be reached.
 *
 *     list_interfaces [SERVER]
 *
 * Written with L"" texts, as programs for mprapi.h mostly are; MPRAPI_USE_WCHAR_T makes that work.
 */
#define MPRAPI_USE_WCHAR_T
#include <mprapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static const char* state_text(ROUTER_CONNECTION_STATE state) {
    static const char* const texts[] = {"unreachable", "disconnected", "connecting", "connected"};
    return (unsigned)state < 4 ? texts[state] : "?";
}

static int failed(const char* what, DWORD code) {
    LPWSTR text = NULL;
    if (MprAdminGetErrorString(code, &text) == NO_ERROR) {
        fprintf(stderr, "%s: %u: %ls\n", what, (unsigned)code, text);
        LocalFree(text);
    } else {
        fprintf(stderr, "%s: %u\n", what, (unsigned)code);
    }
    return 1;
}

int main(int count, char** words) {
    wchar_t server[256] = L"";
    MPR_SERVER_HANDLE router = NULL;
    DWORD code = 0, resume = 0;
    if (count > 1 && mbstowcs(server, words[1], 255) == (size_t)-1) {
        fprintf(stderr, "the server's name is no text\n");
        return 2;
    }
    code = MprAdminServerConnect(server, &router);
    if (code != NO_ERROR) {
        return failed("MprAdminServerConnect", code);
    }
    do {
        MPR_INTERFACE_0* list = NULL;
        DWORD read = 0, total = 0, i = 0;
        /* About a hundred at a time. */
        code = MprAdminInterfaceEnum(
            router, 0, (LPBYTE*)&list, 100 * sizeof *list, &read, &total, &resume
        );
        if (code != NO_ERROR && code != ERROR_MORE_DATA) {
            MprAdminServerDisconnect(router);
            return failed("MprAdminInterfaceEnum", code);
        }
        for (i = 0; i < read; ++i) {
            printf("%ls: %s", list[i].wszInterfaceName, state_text(list[i].dwConnectionState));
            if (list[i].dwConnectionState == ROUTER_IF_STATE_UNREACHABLE) {
                printf(" (reasons 0x%x)", (unsigned)list[i].fUnReachabilityReasons);
            }
            if (list[i].dwLastError != 0) {
                printf(", last error %u", (unsigned)list[i].dwLastError);
            }
            printf("\n");
        }
        MprAdminBufferFree(list);
    } while (code == ERROR_MORE_DATA);
    MprAdminServerDisconnect(router);
    return 0;
}
