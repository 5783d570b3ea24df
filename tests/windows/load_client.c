/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * A program that finds mprapi.dll at run time, again and again. Nothing of it stays behind, and it
 * does not go while somebody needs it.
 *
 *     load_client ROUTER.EXE */
#include "tests/windows/router_process.h"

#include <mprapi.h>
#include <raserror.h>
#include <tlhelp32.h>

#define ROUNDS 20

typedef DWORD(WINAPI* connect_function)(LPWSTR, MPR_SERVER_HANDLE*);
typedef VOID(WINAPI* disconnect_function)(MPR_SERVER_HANDLE);
typedef DWORD(WINAPI* handle_function)(MPR_SERVER_HANDLE, LPWSTR, HANDLE*, BOOL);
typedef DWORD(WINAPI* dial_function)(MPR_SERVER_HANDLE, HANDLE, HANDLE, BOOL);
typedef DWORD(WINAPI* any_function)(HANDLE);

struct library {
    HMODULE module;
    connect_function connect;
    disconnect_function disconnect;
    handle_function handle;
    dial_function dial;
};

static FARPROC function_of(HMODULE module, const char* name) {
    FARPROC function = GetProcAddress(module, name);
    CHECK(function != NULL);
    return function;
}

static struct library load(void) {
    struct library library;
    library.module = LoadLibraryA("mprapi.dll");
    CHECK(library.module != NULL);
    library.connect = (connect_function)(void*)function_of(library.module, "MprAdminServerConnect");
    library.disconnect =
        (disconnect_function)(void*)function_of(library.module, "MprAdminServerDisconnect");
    library.handle =
        (handle_function)(void*)function_of(library.module, "MprAdminInterfaceGetHandle");
    library.dial = (dial_function)(void*)function_of(library.module, "MprAdminInterfaceConnect");
    return library;
}

static DWORD own_threads(void) {
    HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
    THREADENTRY32 thread;
    DWORD count = 0;
    BOOL more;
    thread.dwSize = sizeof thread;
    for (more = Thread32First(all, &thread); more; more = Thread32Next(all, &thread)) {
        count += thread.th32OwnerProcessID == GetCurrentProcessId();
    }
    CloseHandle(all);
    return count;
}

static void rounds(void) {
    const DWORD threads = own_threads();
    DWORD handles_first = 0;
    DWORD handles = 0;
    int i;
    for (i = 0; i < ROUNDS; ++i) {
        struct library library = load();
        MPR_SERVER_HANDLE router = NULL;
        HANDLE branch = NULL;
        HANDLE done = CreateEventW(NULL, TRUE, FALSE, NULL);
        CHECK_CODE(library.connect(NULL, &router), NO_ERROR);
        CHECK_CODE(library.handle(router, (LPWSTR)L"branch1", &branch, FALSE), NO_ERROR);
        /* Under way when it is disconnected: told, as nothing else will be. */
        CHECK_CODE(library.dial(router, branch, done, FALSE), PENDING);
        library.disconnect(router);
        CHECK(WaitForSingleObject(done, 10000) == WAIT_OBJECT_0);
        CloseHandle(done);
        CHECK(FreeLibrary(library.module));
        CHECK(GetModuleHandleA("mprapi.dll") == NULL);
        CHECK(own_threads() == threads);
        GetProcessHandleCount(GetCurrentProcess(), &handles);
        if (i == 2) {
            handles_first = handles; /* what a process opens once is open now */
        }
    }
    CHECK(handles <= handles_first + 2);
}

/* A program that forgets to disconnect: the library stays with its thread, the event comes. */
static void unloaded_too_early(void) {
    struct library library = load();
    MPR_SERVER_HANDLE router = NULL;
    HANDLE branch = NULL;
    HANDLE done = CreateEventW(NULL, TRUE, FALSE, NULL);
    CHECK_CODE(library.connect(NULL, &router), NO_ERROR);
    CHECK_CODE(library.handle(router, (LPWSTR)L"branch1", &branch, FALSE), NO_ERROR);
    CHECK_CODE(library.dial(router, branch, done, FALSE), PENDING);
    CHECK(FreeLibrary(library.module));
    kill_router();
    CHECK(WaitForSingleObject(done, 10000) == WAIT_OBJECT_0);
    CloseHandle(done);
}

static void undocumented(void) {
    struct library library = load();
    any_function refresh =
        (any_function)(void*)function_of(library.module, "MprConfigServerRefresh");
    any_function open = (any_function)(void*)function_of(library.module, "MprAdminUserOpen");
    CHECK_CODE(refresh(NULL), ERROR_CALL_NOT_IMPLEMENTED);
    CHECK_CODE(open(NULL), ERROR_CALL_NOT_IMPLEMENTED);
    CHECK(FreeLibrary(library.module));
}

int main(int count, char** words) {
    CHECK(count == 2);
    start_router(words[1]);
    undocumented();
    rounds();
    unloaded_too_early();
    return 0;
}
