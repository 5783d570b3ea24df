/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * A program for Windows' own mprapi.dll: its header and its import library, nothing of ours. Our
 * DLL lies beside it.
 *
 *     stock_client ROUTER.EXE */
#include "tests/windows/router_process.h"

#include <mprapi.h>
#include <mprerror.h>
#include <raserror.h>
#include <string.h>

#define BRANCH1 L"branch1"
#define BAERN L"b\x00e4rn"

static MPR_SERVER_HANDLE connect(void) {
    MPR_SERVER_HANDLE router = NULL;
    CHECK_CODE(MprAdminServerConnect(NULL, &router), NO_ERROR);
    CHECK(router != NULL);
    return router;
}

static HANDLE handle_of(MPR_SERVER_HANDLE router, const WCHAR* name) {
    HANDLE handle = NULL;
    CHECK_CODE(MprAdminInterfaceGetHandle(router, (LPWSTR)name, &handle, FALSE), NO_ERROR);
    return handle;
}

static void names_of_servers(void) {
    MPR_SERVER_HANDLE router = NULL;
    WCHAR own[64];
    DWORD size = 64;
    CHECK(GetComputerNameExW(ComputerNameDnsHostname, own, &size));
    CHECK(MprAdminIsServiceRunning(NULL));
    CHECK_CODE(MprAdminServerConnect(own, &router), NO_ERROR);
    MprAdminServerDisconnect(router);
    CHECK_CODE(MprAdminServerConnect((LPWSTR)L"RouterB", &router), RPC_S_SERVER_UNAVAILABLE);
    CHECK_CODE(MprAdminServerConnect((LPWSTR)L"\\\\RouterB", &router), RPC_S_SERVER_UNAVAILABLE);
    CHECK_CODE(MprAdminServerConnect((LPWSTR)L"ssh://-x", &router), RPC_S_SERVER_UNAVAILABLE);
    CHECK_CODE(
        MprAdminServerConnect((LPWSTR)L"\\\\.\\pipe\\mprd-no-such", &router), RPC_S_UNKNOWN_IF
    );
    CHECK(router == NULL);
    CHECK_CODE(MprAdminServerConnect(NULL, NULL), RPC_S_INVALID_BINDING);
}

/* The story of a code, for who asks for it. */
static void explanation(void) {
    MPR_SERVER_HANDLE router = NULL;
    char text[1024] = "";
    FILE* file;
    CHECK(SetEnvironmentVariableA("MPRD_TRACE", "stock_client.trace"));
    CHECK_CODE(MprAdminServerConnect((LPWSTR)L"RouterB", &router), RPC_S_SERVER_UNAVAILABLE);
    CHECK(SetEnvironmentVariableA("MPRD_TRACE", NULL));
    file = fopen("stock_client.trace", "r");
    CHECK(file != NULL);
    CHECK(fread(text, 1, sizeof text - 1, file) > 0);
    fclose(file);
    remove("stock_client.trace");
    CHECK(strstr(text, "mprapi: 1722: ") == text);
    CHECK(strstr(text, "another host's router is reached with ssh") != NULL);
}

static void structures_and_texts(void) {
    MPR_SERVER_HANDLE router = connect();
    MPR_INTERFACE_0* list = NULL;
    MPR_INTERFACE_1* one = NULL;
    MPR_SERVER_0* server = NULL;
    MPR_INTERFACE_0 wanted;
    HANDLE created = NULL;
    LPWSTR text = NULL;
    DWORD read = 0;
    DWORD total = 0;
    DWORD resume = 0;
    CHECK_CODE(
        MprAdminInterfaceEnum(router, 0, (LPBYTE*)&list, MAXDWORD, &read, &total, &resume), NO_ERROR
    );
    CHECK(read == 2 && total == 2);
    CHECK(lstrcmpW(list[0].wszInterfaceName, BRANCH1) == 0);
    CHECK(list[0].dwConnectionState == ROUTER_IF_STATE_CONNECTED && list[0].fEnabled);
    CHECK(list[0].dwIfType == ROUTER_IF_TYPE_FULL_ROUTER);
    CHECK(lstrcmpW(list[1].wszInterfaceName, BAERN) == 0);
    CHECK(list[1].dwLastError == ERROR_NO_ANSWER);
    CHECK(list[1].fUnReachabilityReasons == MPR_INTERFACE_CONNECTION_FAILURE);
    CHECK(list[1].hInterface == handle_of(router, BAERN));
    CHECK_CODE(MprAdminBufferFree(list), NO_ERROR);
    CHECK_CODE(MprAdminBufferFree(list), ERROR_INVALID_PARAMETER);

    CHECK_CODE(
        MprAdminInterfaceGetInfo(router, handle_of(router, BRANCH1), 1, (LPBYTE*)&one), NO_ERROR
    );
    CHECK(lstrcmpW(one->lpwsDialoutHoursRestriction, L"0 9:00-17:00") == 0);
    CHECK_CODE(MprAdminBufferFree(one), NO_ERROR);
    CHECK_CODE(
        MprAdminInterfaceGetInfo(router, (HANDLE)(ULONG_PTR)99, 0, (LPBYTE*)&one),
        ERROR_INVALID_HANDLE
    );

    ZeroMemory(&wanted, sizeof wanted);
    lstrcpyW(wanted.wszInterfaceName, L"new \x20ac");
    wanted.dwIfType = ROUTER_IF_TYPE_FULL_ROUTER;
    CHECK_CODE(MprAdminInterfaceCreate(router, 0, (LPBYTE)&wanted, &created), NO_ERROR);
    CHECK(created == handle_of(router, wanted.wszInterfaceName));

    CHECK_CODE(MprAdminServerGetInfo(router, 0, (LPBYTE*)&server), NO_ERROR);
    CHECK(server->dwTotalPorts == 7 && server->dwPortsInUse == 1 && !server->fLanOnlyMode);
    CHECK_CODE(MprAdminBufferFree(server), NO_ERROR);

    CHECK_CODE(MprAdminGetErrorString(ERROR_NO_ANSWER, &text), NO_ERROR);
    CHECK(text != NULL && lstrlenW(text) > 3);
    CHECK(LocalFree(text) == NULL);
    MprAdminServerDisconnect(router);
}

/* Set when the attempt ends, not before, and once. */
static void event_of_a_dial(void) {
    MPR_SERVER_HANDLE router = connect();
    HANDLE branch = handle_of(router, BRANCH1);
    HANDLE done = CreateEventW(NULL, FALSE, FALSE, NULL);
    CHECK_CODE(MprAdminInterfaceConnect(router, branch, done, FALSE), PENDING);
    CHECK(WaitForSingleObject(done, 0) == WAIT_TIMEOUT);
    CHECK_CODE(MprAdminInterfaceDisconnect(router, branch), NO_ERROR);
    CHECK(WaitForSingleObject(done, 10000) == WAIT_OBJECT_0);
    /* What would come later has come when the next call is answered. */
    CHECK_CODE(MprAdminInterfaceDisconnect(router, branch), NO_ERROR);
    CHECK_CODE(MprAdminInterfaceDisconnect(router, branch), NO_ERROR);
    CHECK(WaitForSingleObject(done, 0) == WAIT_TIMEOUT);

    /* The caller may close his event at once. */
    CHECK_CODE(MprAdminInterfaceConnect(router, branch, done, FALSE), PENDING);
    CloseHandle(done);
    CHECK_CODE(MprAdminInterfaceDisconnect(router, branch), NO_ERROR);

    CHECK_CODE(
        MprAdminInterfaceConnect(router, branch, (HANDLE)(ULONG_PTR)0xdead0, FALSE),
        ERROR_INVALID_PARAMETER
    );
    /* Something else than an event. */
    CHECK_CODE(
        MprAdminInterfaceConnect(router, branch, router_process, FALSE), ERROR_INVALID_PARAMETER
    );
    MprAdminServerDisconnect(router);
}

static void notifications(void) {
    MPR_SERVER_HANDLE router = connect();
    HANDLE branch = handle_of(router, BRANCH1);
    HANDLE changed = CreateEventW(NULL, TRUE, FALSE, NULL);
    CHECK_CODE(MprAdminRegisterConnectionNotification(router, changed), NO_ERROR);
    CHECK_CODE(MprAdminRegisterConnectionNotification(router, changed), NO_ERROR);
    CHECK_CODE(MprAdminInterfaceDisconnect(router, branch), NO_ERROR);
    CHECK(WaitForSingleObject(changed, 10000) == WAIT_OBJECT_0);
    CHECK_CODE(MprAdminDeregisterConnectionNotification(router, changed), NO_ERROR);
    ResetEvent(changed);
    CHECK_CODE(MprAdminInterfaceDisconnect(router, branch), NO_ERROR);
    CHECK_CODE(MprAdminInterfaceDisconnect(router, branch), NO_ERROR);
    CHECK(WaitForSingleObject(changed, 0) == WAIT_TIMEOUT);
    CloseHandle(changed);
    MprAdminServerDisconnect(router);
}

struct call {
    MPR_SERVER_HANDLE router;
    HANDLE interface_handle;
    DWORD code;
};

static DWORD WINAPI dial_in_thread(LPVOID argument) {
    struct call* call = argument;
    call->code = MprAdminInterfaceConnect(call->router, call->interface_handle, NULL, TRUE);
    return 0;
}

/* A call that waits does not hold others up. Once the second thread's dial is under way, its end is
 * an answer to it. */
static void two_threads(void) {
    struct call call;
    HANDLE thread;
    call.router = connect();
    call.interface_handle = handle_of(call.router, BAERN);
    call.code = 0;
    thread = CreateThread(NULL, 0, dial_in_thread, &call, 0, NULL);
    do {
        CHECK_CODE(MprAdminInterfaceDisconnect(call.router, call.interface_handle), NO_ERROR);
    } while (WaitForSingleObject(thread, 1) == WAIT_TIMEOUT);
    CHECK_CODE(call.code, ERROR_INTERFACE_DISCONNECTED);
    CloseHandle(thread);
    MprAdminServerDisconnect(call.router);
}

/* Whoever waits is told, and everything later is refused at once. */
static void death_of_the_router(void) {
    struct call call;
    HANDLE thread;
    MPR_SERVER_HANDLE other = connect();
    HANDLE branch = handle_of(other, BRANCH1);
    HANDLE done = CreateEventW(NULL, TRUE, FALSE, NULL);
    HANDLE changed = CreateEventW(NULL, TRUE, FALSE, NULL);
    HANDLE all[3];
    MPR_SERVER_0* server = NULL;
    call.router = connect();
    call.interface_handle = handle_of(call.router, BAERN);
    call.code = 0;
    thread = CreateThread(NULL, 0, dial_in_thread, &call, 0, NULL);
    CHECK_CODE(MprAdminRegisterConnectionNotification(other, changed), NO_ERROR);
    CHECK_CODE(MprAdminInterfaceConnect(other, branch, done, FALSE), PENDING);
    kill_router();
    all[0] = thread;
    all[1] = done;
    all[2] = changed;
    CHECK(WaitForMultipleObjects(3, all, TRUE, 10000) == WAIT_OBJECT_0);
    CHECK_CODE(call.code, RPC_S_SERVER_UNAVAILABLE);
    CHECK_CODE(MprAdminServerGetInfo(other, 0, (LPBYTE*)&server), RPC_S_SERVER_UNAVAILABLE);
    MprAdminServerDisconnect(other);
    MprAdminServerDisconnect(call.router);
    CHECK_CODE(MprAdminServerGetInfo(other, 0, (LPBYTE*)&server), RPC_S_INVALID_BINDING);
    CHECK_CODE(MprAdminServerConnect(NULL, &other), RPC_S_UNKNOWN_IF);
    CHECK(!MprAdminIsServiceRunning(NULL));
}

static void information_blocks(void) {
    LPVOID header = NULL;
    LPVOID with_block = NULL;
    LPBYTE data = NULL;
    DWORD value = 7;
    DWORD size = 0;
    DWORD count = 0;
    CHECK_CODE(MprInfoCreate(1, &header), NO_ERROR);
    CHECK_CODE(MprInfoBlockAdd(header, 5, sizeof value, 1, (LPBYTE)&value, &with_block), NO_ERROR);
    CHECK_CODE(MprInfoBlockFind(with_block, 5, &size, &count, &data), NO_ERROR);
    CHECK(size == sizeof value && count == 1 && *(DWORD*)(void*)data == 7);
    CHECK_CODE(MprInfoDelete(with_block), NO_ERROR);
    CHECK_CODE(MprInfoDelete(header), NO_ERROR);
}

/* No router runs: a program serves the stored configuration, if there is one. */
static void stored_configuration(const char* program) {
    HANDLE config = NULL;
    HANDLE interface_handle = NULL;
    CHECK(SetEnvironmentVariableA("MPRD_PROGRAM", "no-such-program"));
    CHECK_CODE(MprConfigServerConnect(NULL, &config), RPC_S_UNKNOWN_IF);
    CHECK(SetEnvironmentVariableA("MPRD_PROGRAM", program));
    CHECK_CODE(MprConfigServerConnect(NULL, &config), NO_ERROR);
    CHECK_CODE(MprConfigInterfaceGetHandle(config, (LPWSTR)BAERN, &interface_handle), NO_ERROR);
    CHECK(interface_handle != NULL);
    CHECK_CODE(
        MprConfigInterfaceGetHandle(config, (LPWSTR)L"nobody", &interface_handle),
        ERROR_NO_SUCH_INTERFACE
    );
    MprConfigServerDisconnect(config);
}

int main(int count, char** words) {
    CHECK(count == 2);
    start_router(words[1]);
    names_of_servers();
    explanation();
    structures_and_texts();
    event_of_a_dial();
    notifications();
    two_threads();
    information_blocks();
    death_of_the_router();
    stored_configuration(words[1]);
    start_router(words[1]);
    MprAdminServerDisconnect(connect());
    end_router();
    return 0;
}
