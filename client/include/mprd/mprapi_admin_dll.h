/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Part of mprapi.h: the table of an administration DLL, which mingw-w64 has in the form of a draft:
 * with less members, under other names. Include <mprapi.h>. */
#ifndef MPRD_MPRAPI_ADMIN_DLL_H
#define MPRD_MPRAPI_ADMIN_DLL_H

#define MPRAPI_ADMIN_DLL_VERSION_1 1
#define MPRAPI_ADMIN_DLL_VERSION_2 2

typedef BOOL(CALLBACK* PMPRADMINACCEPTTUNNELENDPOINTCHANGEEX)(RAS_CONNECTION_EX*);
typedef DWORD(CALLBACK* PMPRADMINRASVALIDATEPREAUTHENTICATEDCONNECTIONEX)(AUTH_VALIDATION_EX*);

typedef struct _MPRAPI_ADMIN_DLL_CALLBACKS {
    UCHAR revision;
    PMPRADMINGETIPADDRESSFORUSER lpfnMprAdminGetIpAddressForUser;
    PMPRADMINRELEASEIPADRESS lpfnMprAdminReleaseIpAddress;
    PMPRADMINGETIPV6ADDRESSFORUSER lpfnMprAdminGetIpv6AddressForUser;
    PMPRADMINRELEASEIPV6ADDRESSFORUSER lpfnMprAdminReleaseIpV6AddressForUser;
    PMPRADMINACCEPTNEWLINK lpfnMprAdminAcceptNewLink;
    PMPRADMINLINKHANGUPNOTIFICATION lpfnMprAdminLinkHangupNotification;
    PMPRADMINTERMINATEDLL lpfnMprAdminTerminateDll;
    PMPRADMINACCEPTNEWCONNECTIONEX lpfnMprAdminAcceptNewConnectionEx;
    PMPRADMINACCEPTTUNNELENDPOINTCHANGEEX lpfnMprAdminAcceptEndpointChangeEx;
    PMPRADMINACCEPTREAUTHENTICATIONEX lpfnMprAdminAcceptReauthenticationEx;
    PMPRADMINCONNECTIONHANGUPNOTIFICATIONEX lpfnMprAdminConnectionHangupNotificationEx;
    PMPRADMINRASVALIDATEPREAUTHENTICATEDCONNECTIONEX lpfnRASValidatePreAuthenticatedConnectionEx;
} MPRAPI_ADMIN_DLL_CALLBACKS, *PMPRAPI_ADMIN_DLL_CALLBACKS;

#endif
