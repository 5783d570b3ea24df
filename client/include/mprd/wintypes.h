/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * The basic types of the router administration API where the system does not bring them. On Windows
 * its own headers are used and nothing of this file.
 *
 * WCHAR is a 16-bit unit of UTF-16 (char16_t; u"text" literals), so that all structures have the
 * documented layout. A program that is full of L"text" defines MPRAPI_USE_WCHAR_T before the first
 * include: WCHAR is then wchar_t (32 bit on Linux), and the calls go to other entry points of the
 * same library. All files of one program that share such structures must agree. See
 * docs/guide/libmprapi.md. */
#ifndef MPRD_WINTYPES_H
#define MPRD_WINTYPES_H

#include <stddef.h>
#include <stdint.h>

#ifndef __cplusplus
#include <uchar.h>
#endif
typedef char16_t MPRAPI_WCHAR16;

#ifdef MPRAPI_USE_WCHAR_T
#include <wchar.h>
typedef wchar_t WCHAR;
/* The entry point `name` for this size of WCHAR. */
#define MPRAPI_NAME(name) __asm__(#name "_wchar32")
#else
typedef MPRAPI_WCHAR16 WCHAR;
#define MPRAPI_NAME(name)
#endif

#ifndef MPRAPI_API
#define MPRAPI_API extern
#endif

typedef uint8_t BYTE;
typedef uint8_t UCHAR;
typedef char CHAR;
typedef uint16_t WORD;
typedef uint16_t USHORT;
typedef uint32_t DWORD;
typedef uint32_t ULONG;
typedef uint32_t UINT;
typedef int32_t LONG;
typedef int32_t INT;
typedef uint64_t ULONGLONG;
typedef uint64_t DWORDLONG;
typedef uint64_t ULONG64;
typedef int32_t BOOL;
typedef void* HANDLE;
typedef void* PVOID;
typedef void* LPVOID;
typedef BYTE* PBYTE;
typedef BYTE* LPBYTE;
typedef BOOL* PBOOL;
typedef BOOL* LPBOOL;
typedef DWORD* PDWORD;
typedef DWORD* LPDWORD;
typedef ULONG* PULONG;
typedef HANDLE* PHANDLE;
typedef HANDLE* LPHANDLE;
typedef WCHAR* PWCHAR;
typedef WCHAR* LPWSTR;
typedef WCHAR* PWSTR;
typedef const WCHAR* LPCWSTR;
typedef const WCHAR* PCWSTR;
typedef unsigned int ALG_ID;

#ifndef VOID
#define VOID void
#endif
#ifndef TRUE
#define TRUE 1
#define FALSE 0
#endif
#define MAXDWORD 0xffffffffu
#ifdef __cplusplus /* no cast of C, which some programs let the compiler refuse */
#define INVALID_HANDLE_VALUE (reinterpret_cast<HANDLE>(static_cast<intptr_t>(-1)))
#else
#define INVALID_HANDLE_VALUE ((HANDLE)(intptr_t)-1)
#endif
#define ANYSIZE_ARRAY 1

/* Calling conventions and annotations mean nothing here. */
#define WINAPI
#define APIENTRY
#define CALLBACK
#ifndef IN
#define IN
#define OUT
#define OPTIONAL
#endif

typedef struct _GUID {
    uint32_t Data1;
    uint16_t Data2;
    uint16_t Data3;
    uint8_t Data4[8];
} GUID;

/* 100 ns since 1 January 1601 UTC. */
typedef struct _FILETIME {
    DWORD dwLowDateTime;
    DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;

/* Sixteen bytes in network order. A type of its own: this header must not drag <netinet/in.h> in,
 * but gives way to it: with MPRAPI_USE_SYSTEM_IN6_ADDR the documented name is the system's struct.
 */
#ifdef MPRAPI_USE_SYSTEM_IN6_ADDR
#include <netinet/in.h>
typedef struct in6_addr MPRAPI_IN6_ADDR;
#else
typedef struct _MPRAPI_IN6_ADDR {
    union {
        UCHAR Byte[16];
        USHORT Word[8];
    } u;
} MPRAPI_IN6_ADDR;
#endif
#ifndef IN6_ADDR
typedef MPRAPI_IN6_ADDR IN6_ADDR, *PIN6_ADDR;
#endif

/* Four bytes in network order. */
typedef struct _MPRAPI_IN_ADDR {
    union {
        struct {
            UCHAR s_b1, s_b2, s_b3, s_b4;
        } S_un_b;
        ULONG S_addr;
    } S_un;
} MPRAPI_IN_ADDR;

typedef struct _CRYPTOAPI_BLOB {
    DWORD cbData;
    BYTE* pbData;
} CRYPT_HASH_BLOB, CERT_NAME_BLOB;

#endif
