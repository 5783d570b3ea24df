/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * The functions of mprd/event.h where the system has events of its own: a program may mix both. */
#ifndef MPRD_EVENT_WINDOWS_H
#define MPRD_EVENT_WINDOWS_H

#define MPRD_WAIT_SIGNALLED WAIT_OBJECT_0
#define MPRD_WAIT_TIMEOUT WAIT_TIMEOUT
#define MPRD_WAIT_FAILED WAIT_FAILED
#define MPRD_WAIT_FOREVER INFINITE

static inline HANDLE MprdCreateEvent(BOOL manualReset, BOOL initialState) {
    return CreateEventW(NULL, manualReset, initialState, NULL);
}

static inline DWORD MprdWaitForEvent(HANDLE event, DWORD milliseconds) {
    return WaitForSingleObject(event, milliseconds);
}

static inline BOOL MprdSetEvent(HANDLE event) {
    return SetEvent(event);
}

static inline BOOL MprdResetEvent(HANDLE event) {
    return ResetEvent(event);
}

static inline BOOL MprdCloseEvent(HANDLE event) {
    return CloseHandle(event);
}

static inline HANDLE MprdLocalFree(HANDLE memory) {
    return LocalFree(memory);
}

#endif
