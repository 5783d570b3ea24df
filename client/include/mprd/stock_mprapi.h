/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Windows: the mprapi.h of the compiler, although one of ours lies in front of it. */
#ifndef MPRD_STOCK_MPRAPI_H
#define MPRD_STOCK_MPRAPI_H

#ifdef __GNUC__
#pragma GCC system_header
/* What mingw-w64 has of administration DLLs is a draft: out of the way of mprapi_admin_dll.h and of
 * admin_dll.h. */
#define MPRAPI_ADMIN_DLL_CALLBACKS MPRAPI_DRAFT_ADMIN_DLL_CALLBACKS
#define PMPRAPI_ADMIN_DLL_CALLBACKS PMPRAPI_DRAFT_ADMIN_DLL_CALLBACKS
#define _MPRAPI_ADMIN_DLL_CALLBACKS _MPRAPI_DRAFT_ADMIN_DLL_CALLBACKS
#define MprAdminInitializeDllEx MprAdminInitializeDllExDraft
#define MprAdminReleaseIpv6AddressForUser MprAdminReleaseIpv6AddressForUserDraft
#include_next <mprapi.h>
#undef MPRAPI_ADMIN_DLL_CALLBACKS
#undef PMPRAPI_ADMIN_DLL_CALLBACKS
#undef _MPRAPI_ADMIN_DLL_CALLBACKS
#undef MprAdminInitializeDllEx
#undef MprAdminReleaseIpv6AddressForUser
#else
#include <../um/mprapi.h>
#endif

#endif
