/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * The router administration API: source-compatible with the documented mprapi.h, for C11 and C++.
 * MprAdmin functions act on the running router, MprConfig functions on its stored configuration,
 * MprInfo functions on memory. The manual of this implementation is docs/guide/libmprapi.md; the
 * meaning of the calls is in docs/api.
 *
 * What is declared here and not in the library is not there yet: the linker says so. */
#ifndef MPRAPI_H
#define MPRAPI_H

#ifndef _WINDEF_ /* the system has no basic types of its own */
#include <mprd/event.h>
#include <mprd/wintypes.h>
#endif

#ifndef MPRAPI_API
#define MPRAPI_API extern
#endif

#include <mprd/mprapi_errors.h>
#include <mprd/mprapi_interface.h>
#include <mprd/mprapi_ras.h>
/* The next ones use those above. */
#include <mprd/mprapi_ex.h>
#include <mprd/mprapi_info.h>
/* The next one uses all. */
#include <mprd/mprapi_functions.h>

#endif
