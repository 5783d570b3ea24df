/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * For C programs that test mprapi.dll: a scripted router in a process of its own, and checks. */
#ifndef TESTS_WINDOWS_ROUTER_PROCESS_H
#define TESTS_WINDOWS_ROUTER_PROCESS_H

#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

/* Also in builds without assert(). */
#define CHECK(condition)                                                            \
    do {                                                                            \
        if (!(condition)) {                                                         \
            fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #condition); \
            exit(1);                                                                \
        }                                                                           \
    } while (0)

#define CHECK_CODE(call, expected)                                                   \
    do {                                                                             \
        const DWORD got = (call);                                                    \
        if (got != (expected)) {                                                     \
            fprintf(stderr, "%s:%d: %s gave %lu\n", __FILE__, __LINE__, #call, got); \
            exit(1);                                                                 \
        }                                                                            \
    } while (0)

static HANDLE router_process;
static HANDLE router_input;

/* Starts `program` for a pipe of this process's own and has the library find it. */
static inline void start_router(const char* program) {
    SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
    STARTUPINFOA start;
    PROCESS_INFORMATION started;
    HANDLE input = NULL;
    HANDLE output = NULL;
    HANDLE answers = NULL;
    char pipe[64];
    char line[1024];
    DWORD size = 0;
    snprintf(pipe, sizeof pipe, "\\\\.\\pipe\\mprd-test-%lu", GetCurrentProcessId());
    snprintf(line, sizeof line, "\"%s\" %s", program, pipe);
    CHECK(SetEnvironmentVariableA("MPRD_SOCKET", pipe));
    CHECK(CreatePipe(&input, &router_input, &inherited, 0));
    CHECK(CreatePipe(&answers, &output, &inherited, 0));
    /* The child must not hold our ends: it would never see its end of input. */
    CHECK(SetHandleInformation(router_input, HANDLE_FLAG_INHERIT, 0));
    CHECK(SetHandleInformation(answers, HANDLE_FLAG_INHERIT, 0));
    ZeroMemory(&start, sizeof start);
    start.cb = sizeof start;
    start.dwFlags = STARTF_USESTDHANDLES;
    start.hStdInput = input;
    start.hStdOutput = output;
    start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    CHECK(CreateProcessA(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &started));
    router_process = started.hProcess;
    CloseHandle(started.hThread);
    CloseHandle(input);
    CloseHandle(output);
    /* "ready": its pipe is there. */
    CHECK(ReadFile(answers, line, 1, &size, NULL) && size == 1);
    CloseHandle(answers);
}

/* Without a word to its clients. */
static inline void kill_router(void) {
    CHECK(TerminateProcess(router_process, 1));
    CHECK(WaitForSingleObject(router_process, 10000) == WAIT_OBJECT_0);
}

static inline void end_router(void) {
    CloseHandle(router_input);
    CHECK(WaitForSingleObject(router_process, 10000) == WAIT_OBJECT_0);
}

#endif
