// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// What mprapi.dll exports without a published page (mprapi.def has the names).
#include <mprapi.h>

extern "C" {

DWORD WINAPI MprdNotImplemented(void);

/// Whatever the arguments are: nobody takes them from the stack but the caller.
DWORD WINAPI MprdNotImplemented(void) {
    return ERROR_CALL_NOT_IMPLEMENTED;
}

}  // extern "C"
