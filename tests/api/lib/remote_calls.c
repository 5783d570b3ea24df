/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * A router behind ssh, with L"" names. Run by remote_test.py:
 *
 *     remote_calls ssh://HOST:PORT ssh://HOST:PORT-WHERE-NOBODY-LISTENS
 */
#include "check.h"

static void widen(WCHAR* out, const char* text) {
    copy_text(out, text);
}

static HANDLE interface_handle(MPR_SERVER_HANDLE router, LPWSTR name) {
    HANDLE handle = NULL;
    CHECK_CODE(MprAdminInterfaceGetHandle(router, name, &handle, FALSE), NO_ERROR);
    return handle;
}

static void check_interfaces(MPR_SERVER_HANDLE router) {
    MPR_INTERFACE_0* list = NULL;
    DWORD read = 0, total = 0, resume = 0;
    CHECK_CODE(
        MprAdminInterfaceEnum(router, 0, (LPBYTE*)&list, MAXDWORD, &read, &total, &resume), NO_ERROR
    );
    CHECK(read == 2);
    CHECK(is_text(list[0].wszInterfaceName, "branch1"));
    CHECK_CODE(MprAdminBufferFree(list), NO_ERROR);
}

static void check_events_are_refused(MPR_SERVER_HANDLE router) {
    HANDLE event = MprdCreateEvent(TRUE, FALSE);
    HANDLE branch = interface_handle(router, TEXT("branch1"));
    CHECK_CODE(MprAdminInterfaceConnect(router, branch, event, FALSE), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminRegisterConnectionNotification(router, event), ERROR_INVALID_PARAMETER);
    CHECK_CODE(MprAdminDeregisterConnectionNotification(router, event), ERROR_INVALID_PARAMETER);
    CHECK(MprdWaitForEvent(event, 0) == MPRD_WAIT_TIMEOUT);
    CHECK(MprdCloseEvent(event));
}

static void check_loss(WCHAR* name, const char* how) {
    MPR_SERVER_HANDLE router = NULL;
    DWORD running = 0;
    CHECK_CODE(MprAdminServerConnect(name, &router), NO_ERROR);
    ask_driver(how);
    CHECK_CODE(
        MprAdminServerGetInfo(router, 0, (LPBYTE*)&running), 1722 /* RPC_S_SERVER_UNAVAILABLE */
    );
    MprAdminServerDisconnect(router);
}

static void check_loss_while_waiting(WCHAR* name) {
    MPR_SERVER_HANDLE router = NULL;
    CHECK_CODE(MprAdminServerConnect(name, &router), NO_ERROR);
    HANDLE silent = interface_handle(router, TEXT("branch2")); /* nobody answers there */
    ask_driver("kill-ssh-later");
    CHECK_CODE(MprAdminInterfaceConnect(router, silent, NULL, TRUE), 1722);
    MprAdminServerDisconnect(router);
}

int main(int argc, char** argv) {
    MPR_SERVER_HANDLE router = NULL;
    WCHAR name[256], wrong[256];
    CHECK(argc == 3);
    widen(name, argv[1]);
    widen(wrong, argv[2]);
    CHECK_CODE(MprAdminServerConnect(wrong, &router), 1722);
    CHECK_CODE(MprAdminServerConnect(TEXT("ssh://-oProxyCommand=x"), &router), 1722);
    CHECK_CODE(MprAdminServerConnect(name, &router), NO_ERROR);
    check_interfaces(router);
    check_events_are_refused(router);
    CHECK_CODE(
        MprAdminInterfaceConnect(router, interface_handle(router, TEXT("branch1")), NULL, TRUE),
        NO_ERROR
    );
    CHECK_CODE(
        MprAdminInterfaceDisconnect(router, interface_handle(router, TEXT("branch1"))), NO_ERROR
    );
    MprAdminServerDisconnect(router);
    check_loss_while_waiting(name);
    check_loss(name, "kill-ssh");
    check_loss(name, "kill");
    CHECK_CODE(MprAdminServerConnect(name, &router), 1722); /* ssh is there, the router is not */
    ask_driver("start");
    CHECK_CODE(MprAdminServerConnect(name, &router), NO_ERROR);
    check_interfaces(router);
    MprAdminServerDisconnect(router);
    return 0;
}
