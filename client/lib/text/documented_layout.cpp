// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Holds the sizes and offsets of the documented 64-bit layout (reference/mprapi-types.md); nothing
// is compiled from it.
#include <cstddef>

#include <mprapi.h>

#ifndef MPRAPI_USE_WCHAR_T

static_assert(sizeof(MPR_INTERFACE_0) == 552);
static_assert(sizeof(MPR_INTERFACE_1) == 560);
static_assert(sizeof(MPR_INTERFACE_2) == 2496);
static_assert(sizeof(MPR_INTERFACE_3) == 2536);
static_assert(sizeof(MPR_DEVICE_0) == 292);
static_assert(sizeof(MPR_DEVICE_1) == 560);
static_assert(sizeof(MPR_CREDENTIALSEX_0) == 16);
static_assert(sizeof(MPR_CREDENTIALSEX_1) == 16);
static_assert(sizeof(MPR_TRANSPORT_0) == 104);
static_assert(sizeof(MPR_IFTRANSPORT_0) == 104);
static_assert(sizeof(MPR_SERVER_0) == 16);
static_assert(sizeof(MPR_SERVER_1) == 16);
static_assert(sizeof(MPR_SERVER_2) == 24);
static_assert(sizeof(MPR_FILTER_0) == 4);
static_assert(sizeof(RAS_CONNECTION_0) == 1128);
static_assert(sizeof(RAS_CONNECTION_1) == 296);
static_assert(sizeof(RAS_CONNECTION_2) == 848);
static_assert(sizeof(RAS_CONNECTION_3) == 792);
static_assert(sizeof(RAS_CONNECTION_EX) == 1672);
static_assert(sizeof(RAS_PORT_0) == 392);
static_assert(sizeof(RAS_PORT_1) == 72);
static_assert(sizeof(RAS_USER_0) == 260);
static_assert(sizeof(RAS_USER_1) == 262);
static_assert(sizeof(PPP_NBFCP_INFO) == 40);
static_assert(sizeof(PPP_IPCP_INFO) == 68);
static_assert(sizeof(PPP_IPCP_INFO2) == 76);
static_assert(sizeof(PPP_IPXCP_INFO) == 52);
static_assert(sizeof(PPP_ATCP_INFO) == 72);
static_assert(sizeof(PPP_IPV6_CP_INFO) == 48);
static_assert(sizeof(PPP_CCP_INFO) == 20);
static_assert(sizeof(PPP_LCP_INFO) == 44);
static_assert(sizeof(PPP_INFO) == 232);
static_assert(sizeof(PPP_INFO_2) == 304);
static_assert(sizeof(PPP_INFO_3) == 228);
static_assert(sizeof(PPP_PROJECTION_INFO) == 192);
static_assert(sizeof(IKEV2_PROJECTION_INFO) == 144);
static_assert(sizeof(PROJECTION_INFO) == 200);
static_assert(sizeof(MPRAPI_OBJECT_HEADER) == 4);
static_assert(sizeof(MPR_SERVER_EX) == 128);
static_assert(sizeof(MPR_SERVER_SET_CONFIG_EX) == 112);
static_assert(sizeof(MPRAPI_TUNNEL_CONFIG_PARAMS) == 104);
static_assert(sizeof(MPR_IF_CUSTOMINFOEX0) == 40);
static_assert(sizeof(MPR_IF_CUSTOMINFOEX1) == 56);
static_assert(sizeof(MPR_IF_CUSTOMINFOEX2) == 88);
static_assert(sizeof(ROUTER_CUSTOM_IKEv2_POLICY0) == 24);
static_assert(sizeof(AUTH_VALIDATION_EX) == 576);
static_assert(sizeof(RAS_UPDATE_CONNECTION) == 268);
static_assert(sizeof(RTR_TOC_ENTRY) == 16);
static_assert(sizeof(MIB_IPFORWARDROW) == 56);
static_assert(offsetof(MPR_INTERFACE_0, wszInterfaceName) == 0);
static_assert(offsetof(MPR_INTERFACE_0, hInterface) == 520);
static_assert(offsetof(MPR_INTERFACE_0, fEnabled) == 528);
static_assert(offsetof(MPR_INTERFACE_0, dwIfType) == 532);
static_assert(offsetof(MPR_INTERFACE_0, dwConnectionState) == 536);
static_assert(offsetof(MPR_INTERFACE_0, fUnReachabilityReasons) == 540);
static_assert(offsetof(MPR_INTERFACE_0, dwLastError) == 544);
static_assert(offsetof(MPR_INTERFACE_1, lpwsDialoutHoursRestriction) == 552);
static_assert(offsetof(MPR_INTERFACE_2, dwfOptions) == 548);
static_assert(offsetof(MPR_INTERFACE_2, szLocalPhoneNumber) == 552);
static_assert(offsetof(MPR_INTERFACE_2, szAlternates) == 816);
static_assert(offsetof(MPR_INTERFACE_2, ipaddr) == 824);
static_assert(offsetof(MPR_INTERFACE_2, ipaddrDns) == 828);
static_assert(offsetof(MPR_INTERFACE_2, ipaddrWinsAlt) == 840);
static_assert(offsetof(MPR_INTERFACE_2, dwfNetProtocols) == 844);
static_assert(offsetof(MPR_INTERFACE_2, szDeviceType) == 848);
static_assert(offsetof(MPR_INTERFACE_2, szDeviceName) == 882);
static_assert(offsetof(MPR_INTERFACE_2, szX25PadType) == 1140);
static_assert(offsetof(MPR_INTERFACE_2, szX25Address) == 1206);
static_assert(offsetof(MPR_INTERFACE_2, szX25Facilities) == 1608);
static_assert(offsetof(MPR_INTERFACE_2, szX25UserData) == 2010);
static_assert(offsetof(MPR_INTERFACE_2, dwChannels) == 2412);
static_assert(offsetof(MPR_INTERFACE_2, dwSubEntries) == 2416);
static_assert(offsetof(MPR_INTERFACE_2, dwDialMode) == 2420);
static_assert(offsetof(MPR_INTERFACE_2, dwIdleDisconnectSeconds) == 2440);
static_assert(offsetof(MPR_INTERFACE_2, dwType) == 2444);
static_assert(offsetof(MPR_INTERFACE_2, dwEncryptionType) == 2448);
static_assert(offsetof(MPR_INTERFACE_2, dwCustomAuthKey) == 2452);
static_assert(offsetof(MPR_INTERFACE_2, dwCustomAuthDataSize) == 2456);
static_assert(offsetof(MPR_INTERFACE_2, lpbCustomAuthData) == 2464);
static_assert(offsetof(MPR_INTERFACE_2, guidId) == 2472);
static_assert(offsetof(MPR_INTERFACE_2, dwVpnStrategy) == 2488);
static_assert(offsetof(MPR_INTERFACE_3, AddressCount) == 2492);
static_assert(offsetof(MPR_INTERFACE_3, ipv6addrDns) == 2496);
static_assert(offsetof(MPR_INTERFACE_3, ipv6addrDnsAlt) == 2512);
static_assert(offsetof(MPR_INTERFACE_3, ipv6addr) == 2528);

#endif
static_assert(sizeof(ROUTER_INTERFACE_TYPE) == 4 && sizeof(RAS_PORT_CONDITION) == 4);
