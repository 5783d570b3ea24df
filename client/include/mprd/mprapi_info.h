/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Part of mprapi.h: information headers, protocol numbers and MIB objects (elsewhere spread over
 * rtinfo.h, ipinfoid.h, routprot.h, iprtrmib.h). Include <mprapi.h>. */
#ifndef MPRD_MPRAPI_INFO_H
#define MPRD_MPRAPI_INFO_H

/* Transports: which router manager. */
#define PID_IPX 0x0000002B
#define PID_IP 0x00000021
#define PID_IPV6 0x00000057
#define PID_NBF 0x0000003F
#define PID_ATALK 0x00000029

#define RTR_INFO_BLOCK_VERSION 1
#define ALIGN_SIZE 0x00000008

typedef struct _RTR_TOC_ENTRY {
    ULONG InfoType;
    ULONG InfoSize; /* bytes of one item */
    ULONG Count;
    ULONG Offset; /* from the start of the header; a multiple of 8 */
} RTR_TOC_ENTRY, *PRTR_TOC_ENTRY;

typedef struct _RTR_INFO_BLOCK_HEADER {
    ULONG Version;
    ULONG Size; /* bytes of everything */
    ULONG TocEntriesCount;
    RTR_TOC_ENTRY TocEntry[ANYSIZE_ARRAY];
} RTR_INFO_BLOCK_HEADER, *PRTR_INFO_BLOCK_HEADER;

#define GetInfoFromTocEntry(header, entry) \
    (((entry)->Offset < (header)->Size) ? (PVOID)((PBYTE)(header) + (entry)->Offset) : NULL)
#define MprInfoBlockExists(header, type) (MprInfoBlockFind((header), (type), NULL, NULL, NULL) == 0)

#define ROUTING_RESERVED 0xFFFF0000u
#define IP_IN_FILTER_INFO 0xFFFF0001u
#define IP_OUT_FILTER_INFO 0xFFFF0002u
#define IP_GLOBAL_INFO 0xFFFF0003u
#define IP_INTERFACE_STATUS_INFO 0xFFFF0004u
#define IP_ROUTE_INFO 0xFFFF0005u
#define IP_PROT_PRIORITY_INFO 0xFFFF0006u
#define IP_ROUTER_DISC_INFO 0xFFFF0007u
#define IP_DEMAND_DIAL_FILTER_INFO 0xFFFF0009u
#define IP_MCAST_HEARBEAT_INFO 0xFFFF000Au
#define IP_MCAST_BOUNDARY_INFO 0xFFFF000Bu
#define IP_IPINIP_CFG_INFO 0xFFFF000Cu
#define IP_IFFILTER_INFO 0xFFFF000Du
#define IP_MCAST_LIMIT_INFO 0xFFFF000Eu
#define IPV6_GLOBAL_INFO 0xFFFF000Fu
#define IPV6_ROUTE_INFO 0xFFFF0010u
#define IP_IN_FILTER_INFO_V6 0xFFFF0011u
#define IP_OUT_FILTER_INFO_V6 0xFFFF0012u
#define IP_DEMAND_DIAL_FILTER_INFO_V6 0xFFFF0013u
#define IP_IFFILTER_INFO_V6 0xFFFF0014u
#define IP_FILTER_ENABLE_INFO 0xFFFF0015u
#define IP_FILTER_ENABLE_INFO_V6 0xFFFF0016u
#define IP_PROT_PRIORITY_INFO_EX 0xFFFF0017u

#include <mprd/iprtinfo.h>

/* Routing protocols (dwRoutingPid, dwForwardProto). */
#define MIB_IPPROTO_OTHER 1
#define MIB_IPPROTO_LOCAL 2
#define MIB_IPPROTO_NETMGMT 3
#define MIB_IPPROTO_ICMP 4
#define MIB_IPPROTO_RIP 8
#define MIB_IPPROTO_OSPF 13
#define MIB_IPPROTO_BGP 14
#define MIB_IPPROTO_NT_AUTOSTATIC 10002
#define MIB_IPPROTO_NT_STATIC 10006         /* may raise a demand-dial interface */
#define MIB_IPPROTO_NT_STATIC_NON_DOD 10007 /* may not */
#define IPRTRMGR_PID 10000
#define MS_IP_RIP 8
#define MS_IP_OSPF 13
#define MS_IP_BOOTP 9999
#define MS_IP_BGP 0x0137000Eu
#define MS_IP_IGMP 0x4137000Au
#define MS_IP_NAT 0x81372715u

/* dwVarId and dwId */
#define MAX_MIB_OFFSET 8
#define IF_NUMBER 0
#define IF_TABLE 1
#define IF_ROW 2
#define IP_STATS 3
#define IP_ADDRTABLE 4
#define IP_ADDRROW 5
#define IP_FORWARDNUMBER 6
#define IP_FORWARDTABLE 7
#define IP_FORWARDROW 8

typedef struct _MIB_OPAQUE_QUERY {
    DWORD dwVarId;
    DWORD rgdwVarIndex[ANYSIZE_ARRAY];
} MIB_OPAQUE_QUERY, *PMIB_OPAQUE_QUERY;

typedef struct _MIB_OPAQUE_INFO {
    DWORD dwId;
    union {
        ULONGLONG ullAlign;
        BYTE rgbyData[1];
    } u;
} MIB_OPAQUE_INFO, *PMIB_OPAQUE_INFO;

typedef struct _MIB_IFNUMBER {
    DWORD dwValue;
} MIB_IFNUMBER, *PMIB_IFNUMBER;

/* MIB entries have the documented layout whatever WCHAR is: their names are UTF-16. */
typedef struct _MIB_IFROW {
    MPRAPI_WCHAR16 wszName[256];
    DWORD dwIndex;
    DWORD dwType;
    DWORD dwMtu;
    DWORD dwSpeed;
    DWORD dwPhysAddrLen;
    UCHAR bPhysAddr[8];
    DWORD dwAdminStatus;
    DWORD dwOperStatus;
    DWORD dwLastChange;
    DWORD dwInOctets;
    DWORD dwInUcastPkts;
    DWORD dwInNUcastPkts;
    DWORD dwInDiscards;
    DWORD dwInErrors;
    DWORD dwInUnknownProtos;
    DWORD dwOutOctets;
    DWORD dwOutUcastPkts;
    DWORD dwOutNUcastPkts;
    DWORD dwOutDiscards;
    DWORD dwOutErrors;
    DWORD dwOutQLen;
    DWORD dwDescrLen;
    UCHAR bDescr[256];
} MIB_IFROW, *PMIB_IFROW;

typedef struct _MIB_IFTABLE {
    DWORD dwNumEntries;
    MIB_IFROW table[ANYSIZE_ARRAY];
} MIB_IFTABLE, *PMIB_IFTABLE;

typedef struct _MIB_IPFORWARDROW {
    DWORD dwForwardDest;
    DWORD dwForwardMask;
    DWORD dwForwardPolicy;
    DWORD dwForwardNextHop;
    DWORD dwForwardIfIndex;
    DWORD dwForwardType; /* 1 other, 2 invalid, 3 direct, 4 indirect */
    DWORD dwForwardProto;
    DWORD dwForwardAge;
    DWORD dwForwardNextHopAS;
    DWORD dwForwardMetric1;
    DWORD dwForwardMetric2;
    DWORD dwForwardMetric3;
    DWORD dwForwardMetric4;
    DWORD dwForwardMetric5;
} MIB_IPFORWARDROW, *PMIB_IPFORWARDROW;

typedef struct _MIB_IPFORWARDNUMBER {
    DWORD dwValue;
} MIB_IPFORWARDNUMBER, *PMIB_IPFORWARDNUMBER;

typedef struct _MIB_IPFORWARDTABLE {
    DWORD dwNumEntries;
    MIB_IPFORWARDROW table[ANYSIZE_ARRAY];
} MIB_IPFORWARDTABLE, *PMIB_IPFORWARDTABLE;

#endif
