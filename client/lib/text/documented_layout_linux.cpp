// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// The same for what the header of mingw-w64 lacks or has otherwise.
#include <cstddef>

#include <mprapi.h>

#ifndef MPRAPI_USE_WCHAR_T

static_assert(sizeof(RAS_PORT_2) == 496);
static_assert(sizeof(MPRAPI_ADMIN_DLL_CALLBACKS) == 104);
static_assert(offsetof(MIB_OPAQUE_INFO, u) == 8);

#endif
