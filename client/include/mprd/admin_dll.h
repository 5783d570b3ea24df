/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * For authors of an administration DLL: a shared object that has a say about incoming calls. What
 * it must define is declared here; docs/guide/admin-dll.md says when each function is called.
 *
 * The object runs in a process of its own, one call at a time. It must not call functions of
 * mprapi.h about servers and users from inside. Pointers are valid during the call only. Build it
 * with: cc -shared -fPIC; MPRAPI_USE_WCHAR_T decides about WCHAR as for any program. On Windows it
 * is a DLL, and a program for the system's mprapi.h alone needs this file for its exports only. */
#ifndef MPRD_ADMIN_DLL_H
#define MPRD_ADMIN_DLL_H

#include <mprapi.h>
#include <mprd/admin_dll_export.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Of these two one must be there. Ex fills the table in place of exporting the functions; its
 * `revision` says what the router knows. Not 0: the router does not start. */
MPRD_ADMIN_DLL DWORD WINAPI MprAdminInitializeDll(VOID);
MPRD_ADMIN_DLL DWORD WINAPI MprAdminInitializeDllEx(PMPRAPI_ADMIN_DLL_CALLBACKS pAdminCallbacks)
    MPRAPI_NAME(MprAdminInitializeDllEx);
MPRD_ADMIN_DLL DWORD WINAPI MprAdminTerminateDll(VOID);

/* The user has proved who he is. FALSE refuses him. One of the four must be there. */
MPRD_ADMIN_DLL BOOL WINAPI
MprAdminAcceptNewConnection(RAS_CONNECTION_0* pRasConnection0, RAS_CONNECTION_1* pRasConnection1)
    MPRAPI_NAME(MprAdminAcceptNewConnection);
MPRD_ADMIN_DLL BOOL WINAPI MprAdminAcceptNewConnection2(
    RAS_CONNECTION_0* pRasConnection0,
    RAS_CONNECTION_1* pRasConnection1,
    RAS_CONNECTION_2* pRasConnection2
) MPRAPI_NAME(MprAdminAcceptNewConnection2);
MPRD_ADMIN_DLL BOOL WINAPI MprAdminAcceptNewConnection3(
    RAS_CONNECTION_0* pRasConnection0,
    RAS_CONNECTION_1* pRasConnection1,
    RAS_CONNECTION_2* pRasConnection2,
    RAS_CONNECTION_3* pRasConnection3
) MPRAPI_NAME(MprAdminAcceptNewConnection3);
MPRD_ADMIN_DLL BOOL WINAPI MprAdminAcceptNewConnectionEx(RAS_CONNECTION_EX* pRasConnection)
    MPRAPI_NAME(MprAdminAcceptNewConnectionEx);

/* The connection that was accepted is over: the one of the same kind must be there. */
MPRD_ADMIN_DLL VOID WINAPI MprAdminConnectionHangupNotification(
    RAS_CONNECTION_0* pRasConnection0, RAS_CONNECTION_1* pRasConnection1
) MPRAPI_NAME(MprAdminConnectionHangupNotification);
MPRD_ADMIN_DLL VOID WINAPI MprAdminConnectionHangupNotification2(
    RAS_CONNECTION_0* pRasConnection0,
    RAS_CONNECTION_1* pRasConnection1,
    RAS_CONNECTION_2* pRasConnection2
) MPRAPI_NAME(MprAdminConnectionHangupNotification2);
MPRD_ADMIN_DLL VOID WINAPI MprAdminConnectionHangupNotification3(
    RAS_CONNECTION_0* pRasConnection0,
    RAS_CONNECTION_1* pRasConnection1,
    RAS_CONNECTION_2* pRasConnection2,
    RAS_CONNECTION_3* pRasConnection3
) MPRAPI_NAME(MprAdminConnectionHangupNotification3);
MPRD_ADMIN_DLL VOID WINAPI MprAdminConnectionHangupNotificationEx(RAS_CONNECTION_EX* pRasConnection)
    MPRAPI_NAME(MprAdminConnectionHangupNotificationEx);

/* Each line of a connection that was accepted; and its end. */
MPRD_ADMIN_DLL BOOL WINAPI MprAdminAcceptNewLink(RAS_PORT_0* pRasPort0, RAS_PORT_1* pRasPort1)
    MPRAPI_NAME(MprAdminAcceptNewLink);
MPRD_ADMIN_DLL VOID WINAPI
MprAdminLinkHangupNotification(RAS_PORT_0* pRasPort0, RAS_PORT_1* pRasPort1)
    MPRAPI_NAME(MprAdminLinkHangupNotification);

/* The quarantine state has changed: never called, mprd has no quarantine. One must be there. */
MPRD_ADMIN_DLL BOOL WINAPI MprAdminAcceptReauthentication(
    RAS_CONNECTION_0* pRasConnection0,
    RAS_CONNECTION_1* pRasConnection1,
    RAS_CONNECTION_2* pRasConnection2,
    RAS_CONNECTION_3* pRasConnection3
) MPRAPI_NAME(MprAdminAcceptReauthentication);
MPRD_ADMIN_DLL BOOL WINAPI MprAdminAcceptReauthenticationEx(RAS_CONNECTION_EX* pRasConnection)
    MPRAPI_NAME(MprAdminAcceptReauthenticationEx);

/* Addresses in network order. `*lpdwIpAddress` is what the router would give, or 0. Not 0 as result
 * ends the call. Both of a pair or neither. */
MPRD_ADMIN_DLL DWORD WINAPI MprAdminGetIpAddressForUser(
    WCHAR* lpwszUserName, WCHAR* lpwszPortName, DWORD* lpdwIpAddress, BOOL* bNotifyRelease
) MPRAPI_NAME(MprAdminGetIpAddressForUser);
MPRD_ADMIN_DLL VOID WINAPI
MprAdminReleaseIpAddress(WCHAR* lpwszUserName, WCHAR* lpwszPortName, DWORD* lpdwIpAddress)
    MPRAPI_NAME(MprAdminReleaseIpAddress);
/* The last eight bytes, the interface identifier, alone count. */
MPRD_ADMIN_DLL DWORD WINAPI MprAdminGetIpv6AddressForUser(
    WCHAR* lpwszUserName, WCHAR* lpwszPortName, IN6_ADDR* lpdwIpv6Address, BOOL* bNotifyRelease
) MPRAPI_NAME(MprAdminGetIpv6AddressForUser);
MPRD_ADMIN_DLL VOID WINAPI MprAdminReleaseIpv6AddressForUser(
    WCHAR* lpwszUserName, WCHAR* lpwszPortName, IN6_ADDR* lpdwIpv6Address
) MPRAPI_NAME(MprAdminReleaseIpv6AddressForUser);

#ifdef __cplusplus
}
#endif

#endif
