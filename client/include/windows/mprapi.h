/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * mprapi.h for Windows: the system's own header, so that types and prototypes are its, what older
 * ones (that of mingw-w64) lack, and the additions of mprd/event.h, so that a program for the
 * header of other systems compiles unchanged. A program for Windows alone has no need of it. */
#ifndef MPRD_WINDOWS_MPRAPI_H
#define MPRD_WINDOWS_MPRAPI_H

/* Each of these needs those before it. */
/* clang-format off */
#include <winsock2.h>
#include <windows.h>
#include <ws2tcpip.h>
#include <mprd/stock_mprapi.h>
#include <mprerror.h>
#include <raserror.h>
#include <iprtrmib.h>
#include <rtinfo.h>
#include <ipinfoid.h>
#if __has_include(<iprtinfo.h>)
#include <iprtinfo.h>
#else
#include <mprd/iprtinfo.h>
#endif
/* clang-format on */

/* A word of old compilers' COM, and a good name for a variable here. */
#undef interface

#define MPRAPI_API extern
#define MPRAPI_NAME(name)
#define MPRAPI_TEXT(text) L##text
typedef WCHAR MPRAPI_WCHAR16;
typedef struct in_addr MPRAPI_IN_ADDR;

#ifndef MPRAPI_MPR_IF_CUSTOM_CONFIG_OBJECT_REVISION_1
#define MPRAPI_OBJECT_TYPE_IF_CUSTOM_CONFIG_OBJECT 6
#include <mprd/mprapi_later.h>
#endif
#ifdef __GNUC__
#include <mprd/mprapi_admin_dll.h>
#endif

/* All functions once more: those that are missing, and a check that ours are declared alike. */
#ifdef __GNUC__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wredundant-decls"
#endif
#include <mprd/mprapi_functions.h>
#ifdef __GNUC__
#pragma GCC diagnostic pop
#endif

#include <mprd/event_windows.h>

#endif
