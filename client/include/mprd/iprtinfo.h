/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Part of mprapi.h: blocks of information headers that are elsewhere in iprtinfo.h, which some
 * compilers for Windows lack. Include <mprapi.h>. */
#ifndef MPRD_IPRTINFO_H
#define MPRD_IPRTINFO_H

typedef struct _GLOBAL_INFO {
    BOOL bFilteringOn;
    DWORD dwLoggingLevel; /* 0 nothing, 1 errors, 2 warnings too, 3 information too */
} GLOBAL_INFO, *PGLOBAL_INFO;

typedef struct _INTERFACE_STATUS_INFO {
    DWORD dwAdminStatus; /* 1 up, 2 down */
} INTERFACE_STATUS_INFO, *PINTERFACE_STATUS_INFO;

typedef struct _PROTOCOL_METRIC {
    DWORD dwProtocolId;
    DWORD dwMetric;
} PROTOCOL_METRIC, *PPROTOCOL_METRIC;

typedef struct _PRIORITY_INFO {
    DWORD dwNumProtocols;
    PROTOCOL_METRIC ppmProtocolMetric[ANYSIZE_ARRAY];
} PRIORITY_INFO, *PPRIORITY_INFO;

#endif
