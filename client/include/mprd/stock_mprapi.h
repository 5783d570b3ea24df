/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Windows: the mprapi.h of the compiler, although one of ours lies in front of it. */
#ifndef MPRD_STOCK_MPRAPI_H
#define MPRD_STOCK_MPRAPI_H

#ifdef __GNUC__
#pragma GCC system_header
#include_next <mprapi.h>
#else
#include <../um/mprapi.h>
#endif

#endif
