/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Event objects for the hEvent parameters of mprapi.h, for systems that have none of their own. All
 * functions may be called from any thread at any time; a handle that is closed or of another kind
 * is refused.
 *
 * An event that was given to a call may be closed before the call's end is told: the end is then
 * told to nobody. Events are not inherited by a child process in any useful way. */
#ifndef MPRD_EVENT_H
#define MPRD_EVENT_H

#include <mprd/wintypes.h>

#define MPRD_WAIT_SIGNALLED 0u
#define MPRD_WAIT_TIMEOUT 258u
#define MPRD_WAIT_FAILED 0xffffffffu
/* As a time: wait without end. */
#define MPRD_WAIT_FOREVER 0xffffffffu

#ifdef __cplusplus
extern "C" {
#endif

/* A new event, NULL when out of resources. manualReset FALSE: the wait that is let through resets
 * it. Ends with MprdCloseEvent. */
MPRAPI_API HANDLE MprdCreateEvent(BOOL manualReset, BOOL initialState);

/* 0 signalled, 258 not within so many milliseconds, 0xffffffff no event. */
MPRAPI_API DWORD MprdWaitForEvent(HANDLE event, DWORD milliseconds);

/* TRUE done, FALSE no event. */
MPRAPI_API BOOL MprdSetEvent(HANDLE event);
MPRAPI_API BOOL MprdResetEvent(HANDLE event);
MPRAPI_API BOOL MprdCloseEvent(HANDLE event);

/* For poll(2), select(2) and event loops: readable while the event is signalled. Reading its eight
 * bytes resets it and tells how often it was signalled since. It belongs to the event: never close
 * it. -1: no event. */
MPRAPI_API int MprdEventFd(HANDLE event);

/* What LocalFree does with the text of MprAdminGetErrorString. NULL: freed, else the argument. */
MPRAPI_API HANDLE MprdLocalFree(HANDLE memory);

#ifdef __cplusplus
}
#endif

#ifndef MPRAPI_NO_LOCALFREE
static inline HANDLE LocalFree(HANDLE memory) {
    return MprdLocalFree(memory);
}
#endif

#endif
