/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Part of mprapi.h: all functions. Include <mprapi.h>. Those whose texts or structures depend on
 * the size of WCHAR carry MPRAPI_NAME, which picks the entry point for it.
 *
 * Memory: what MprAdmin functions return is freed with MprAdminBufferFree, what MprConfig functions
 * return with MprConfigBufferFree, headers of MprInfo with MprInfoDelete, MIB entries with
 * MprAdminMIBBufferFree, the text of MprAdminGetErrorString with LocalFree. One call frees a block
 * and everything that it points to. */
#ifndef MPRD_MPRAPI_FUNCTIONS_H
#define MPRD_MPRAPI_FUNCTIONS_H

#ifdef __cplusplus
extern "C" {
#endif

/* The running router. */
MPRAPI_API DWORD WINAPI MprAdminServerConnect(LPWSTR lpwsServerName, MPR_SERVER_HANDLE* phMprServer)
    MPRAPI_NAME(MprAdminServerConnect);
MPRAPI_API VOID WINAPI MprAdminServerDisconnect(MPR_SERVER_HANDLE hMprServer);
MPRAPI_API DWORD WINAPI
MprAdminServerGetInfo(MPR_SERVER_HANDLE hMprServer, DWORD dwLevel, LPBYTE* lplpbBuffer);
MPRAPI_API DWORD WINAPI
MprAdminServerSetInfo(MPR_SERVER_HANDLE hMprServer, DWORD dwLevel, LPBYTE lpbBuffer);
MPRAPI_API DWORD WINAPI
MprAdminServerGetInfoEx(MPR_SERVER_HANDLE hMprServer, MPR_SERVER_EX* pServerInfo);
MPRAPI_API DWORD WINAPI
MprAdminServerSetInfoEx(MPR_SERVER_HANDLE hMprServer, MPR_SERVER_SET_CONFIG_EX* pServerInfo);
MPRAPI_API DWORD WINAPI
MprAdminServerGetCredentials(MPR_SERVER_HANDLE hMprServer, DWORD dwLevel, LPBYTE* lplpbBuffer);
MPRAPI_API DWORD WINAPI
MprAdminServerSetCredentials(MPR_SERVER_HANDLE hMprServer, DWORD dwLevel, LPBYTE lpbBuffer);
MPRAPI_API BOOL WINAPI MprAdminIsServiceRunning(LPWSTR lpwsServerName)
    MPRAPI_NAME(MprAdminIsServiceRunning);
MPRAPI_API DWORD WINAPI
MprAdminIsServiceInitialized(LPWSTR lpwsServerName, BOOL* fIsServiceInitialized)
    MPRAPI_NAME(MprAdminIsServiceInitialized);
MPRAPI_API DWORD WINAPI MprAdminBufferFree(LPVOID pBuffer);
MPRAPI_API DWORD WINAPI MprAdminGetErrorString(DWORD dwError, LPWSTR* lpwsErrorString)
    MPRAPI_NAME(MprAdminGetErrorString);

/* Interfaces of the running router. */
MPRAPI_API DWORD WINAPI MprAdminInterfaceCreate(
    MPR_SERVER_HANDLE hMprServer, DWORD dwLevel, LPBYTE lpbBuffer, HANDLE* phInterface
) MPRAPI_NAME(MprAdminInterfaceCreate);
MPRAPI_API DWORD WINAPI MprAdminInterfaceDelete(MPR_SERVER_HANDLE hMprServer, HANDLE hInterface);
MPRAPI_API DWORD WINAPI MprAdminInterfaceGetInfo(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwLevel, LPBYTE* lplpbBuffer
) MPRAPI_NAME(MprAdminInterfaceGetInfo);
MPRAPI_API DWORD WINAPI MprAdminInterfaceSetInfo(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwLevel, LPBYTE lpbBuffer
) MPRAPI_NAME(MprAdminInterfaceSetInfo);
MPRAPI_API DWORD WINAPI MprAdminInterfaceEnum(
    MPR_SERVER_HANDLE hMprServer,
    DWORD dwLevel,
    LPBYTE* lplpbBuffer,
    DWORD dwPrefMaxLen,
    LPDWORD lpdwEntriesRead,
    LPDWORD lpdwTotalEntries,
    LPDWORD lpdwResumeHandle
) MPRAPI_NAME(MprAdminInterfaceEnum);
MPRAPI_API DWORD WINAPI MprAdminInterfaceGetHandle(
    MPR_SERVER_HANDLE hMprServer,
    LPWSTR lpwsInterfaceName,
    HANDLE* phInterface,
    BOOL fIncludeClientInterfaces
) MPRAPI_NAME(MprAdminInterfaceGetHandle);
MPRAPI_API DWORD WINAPI MprAdminInterfaceConnect(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, HANDLE hEvent, BOOL fSynchronous
);
MPRAPI_API DWORD WINAPI
MprAdminInterfaceDisconnect(MPR_SERVER_HANDLE hMprServer, HANDLE hInterface);
MPRAPI_API DWORD WINAPI MprAdminInterfaceUpdateRoutes(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwProtocolId, HANDLE hEvent
);
MPRAPI_API DWORD WINAPI MprAdminInterfaceQueryUpdateResult(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwProtocolId, LPDWORD lpdwUpdateResult
);
MPRAPI_API DWORD WINAPI
MprAdminInterfaceUpdatePhonebookInfo(MPR_SERVER_HANDLE hMprServer, HANDLE hInterface);
MPRAPI_API DWORD WINAPI MprAdminInterfaceGetCustomInfoEx(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, PMPR_IF_CUSTOMINFOEX pCustomInfo
);
MPRAPI_API DWORD WINAPI MprAdminInterfaceSetCustomInfoEx(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, PMPR_IF_CUSTOMINFOEX pCustomInfo
);

/* Devices and credentials of an interface. */
MPRAPI_API DWORD WINAPI MprAdminInterfaceDeviceGetInfo(
    MPR_SERVER_HANDLE hMprServer,
    HANDLE hInterface,
    DWORD dwIndex,
    DWORD dwLevel,
    LPBYTE* lplpBuffer
) MPRAPI_NAME(MprAdminInterfaceDeviceGetInfo);
MPRAPI_API DWORD WINAPI MprAdminInterfaceDeviceSetInfo(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwIndex, DWORD dwLevel, LPBYTE lplpBuffer
) MPRAPI_NAME(MprAdminInterfaceDeviceSetInfo);
MPRAPI_API DWORD WINAPI MprAdminInterfaceSetCredentials(
    LPWSTR lpwsServer,
    LPWSTR lpwsInterfaceName,
    LPWSTR lpwsUserName,
    LPWSTR lpwsDomainName,
    LPWSTR lpwsPassword
) MPRAPI_NAME(MprAdminInterfaceSetCredentials);
MPRAPI_API DWORD WINAPI MprAdminInterfaceGetCredentials(
    LPWSTR lpwsServer,
    LPWSTR lpwsInterfaceName,
    LPWSTR lpwsUserName,
    LPWSTR lpwsPassword,
    LPWSTR lpwsDomainName
) MPRAPI_NAME(MprAdminInterfaceGetCredentials);
MPRAPI_API DWORD WINAPI MprAdminInterfaceSetCredentialsEx(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwLevel, LPBYTE lpbBuffer
);
MPRAPI_API DWORD WINAPI MprAdminInterfaceGetCredentialsEx(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwLevel, LPBYTE* lplpbBuffer
);

/* Transports. */
MPRAPI_API DWORD WINAPI MprAdminInterfaceTransportAdd(
    MPR_SERVER_HANDLE hMprServer,
    HANDLE hInterface,
    DWORD dwTransportId,
    LPBYTE pInterfaceInfo,
    DWORD dwInterfaceInfoSize
);
MPRAPI_API DWORD WINAPI MprAdminInterfaceTransportRemove(
    MPR_SERVER_HANDLE hMprServer, HANDLE hInterface, DWORD dwTransportId
);
MPRAPI_API DWORD WINAPI MprAdminInterfaceTransportGetInfo(
    MPR_SERVER_HANDLE hMprServer,
    HANDLE hInterface,
    DWORD dwTransportId,
    LPBYTE* ppInterfaceInfo,
    LPDWORD lpdwpInterfaceInfoSize
);
MPRAPI_API DWORD WINAPI MprAdminInterfaceTransportSetInfo(
    MPR_SERVER_HANDLE hMprServer,
    HANDLE hInterface,
    DWORD dwTransportId,
    LPBYTE pInterfaceInfo,
    DWORD dwInterfaceInfoSize
);
MPRAPI_API DWORD WINAPI MprAdminTransportCreate(
    MPR_SERVER_HANDLE hMprServer,
    DWORD dwTransportId,
    LPWSTR lpwsTransportName,
    LPBYTE pGlobalInfo,
    DWORD dwGlobalInfoSize,
    LPBYTE pClientInterfaceInfo,
    DWORD dwClientInterfaceInfoSize,
    LPWSTR lpwsDLLPath
) MPRAPI_NAME(MprAdminTransportCreate);
MPRAPI_API DWORD WINAPI MprAdminTransportGetInfo(
    MPR_SERVER_HANDLE hMprServer,
    DWORD dwTransportId,
    LPBYTE* ppGlobalInfo,
    LPDWORD lpdwGlobalInfoSize,
    LPBYTE* ppClientInterfaceInfo,
    LPDWORD lpdwClientInterfaceInfoSize
);
MPRAPI_API DWORD WINAPI MprAdminTransportSetInfo(
    MPR_SERVER_HANDLE hMprServer,
    DWORD dwTransportId,
    LPBYTE pGlobalInfo,
    DWORD dwGlobalInfoSize,
    LPBYTE pClientInterfaceInfo,
    DWORD dwClientInterfaceInfoSize
);

/* Connections, ports, devices. */
MPRAPI_API DWORD WINAPI MprAdminConnectionEnum(
    RAS_SERVER_HANDLE hRasServer,
    DWORD dwLevel,
    LPBYTE* lplpbBuffer,
    DWORD dwPrefMaxLen,
    LPDWORD lpdwEntriesRead,
    LPDWORD lpdwTotalEntries,
    LPDWORD lpdwResumeHandle
) MPRAPI_NAME(MprAdminConnectionEnum);
MPRAPI_API DWORD WINAPI MprAdminConnectionEnumEx(
    RAS_SERVER_HANDLE hRasServer,
    PMPRAPI_OBJECT_HEADER pObjectHeader,
    DWORD dwPreferedMaxLen,
    LPDWORD lpdwEntriesRead,
    LPDWORD lpdwTotalEntries,
    PRAS_CONNECTION_EX* ppRasConn,
    LPDWORD lpdwResumeHandle
) MPRAPI_NAME(MprAdminConnectionEnumEx);
MPRAPI_API DWORD WINAPI MprAdminConnectionGetInfo(
    RAS_SERVER_HANDLE hRasServer, DWORD dwLevel, HANDLE hConnection, LPBYTE* lplpbBuffer
) MPRAPI_NAME(MprAdminConnectionGetInfo);
MPRAPI_API DWORD WINAPI MprAdminConnectionGetInfoEx(
    RAS_SERVER_HANDLE hRasServer, HANDLE hConnection, PRAS_CONNECTION_EX pRasConnection
) MPRAPI_NAME(MprAdminConnectionGetInfoEx);
MPRAPI_API DWORD WINAPI
MprAdminConnectionClearStats(RAS_SERVER_HANDLE hRasServer, HANDLE hConnection);
MPRAPI_API DWORD WINAPI
MprAdminConnectionRemoveQuarantine(HANDLE hRasServer, HANDLE hRasConnection, BOOL fIsIpAddress);
MPRAPI_API DWORD WINAPI MprAdminPortEnum(
    RAS_SERVER_HANDLE hRasServer,
    DWORD dwLevel,
    HANDLE hConnection,
    LPBYTE* lplpbBuffer,
    DWORD dwPrefMaxLen,
    LPDWORD lpdwEntriesRead,
    LPDWORD lpdwTotalEntries,
    LPDWORD lpdwResumeHandle
) MPRAPI_NAME(MprAdminPortEnum);
MPRAPI_API DWORD WINAPI
MprAdminPortGetInfo(RAS_SERVER_HANDLE hRasServer, DWORD dwLevel, HANDLE hPort, LPBYTE* lplpbBuffer)
    MPRAPI_NAME(MprAdminPortGetInfo);
MPRAPI_API DWORD WINAPI MprAdminPortClearStats(RAS_SERVER_HANDLE hRasServer, HANDLE hPort);
MPRAPI_API DWORD WINAPI MprAdminPortReset(RAS_SERVER_HANDLE hRasServer, HANDLE hPort);
MPRAPI_API DWORD WINAPI MprAdminPortDisconnect(RAS_SERVER_HANDLE hRasServer, HANDLE hPort);
MPRAPI_API DWORD WINAPI MprAdminDeviceEnum(
    MPR_SERVER_HANDLE hMprServer, DWORD dwLevel, LPBYTE* lplpbBuffer, LPDWORD lpdwTotalEntries
) MPRAPI_NAME(MprAdminDeviceEnum);

/* Being told of connections. */
MPRAPI_API DWORD WINAPI
MprAdminRegisterConnectionNotification(MPR_SERVER_HANDLE hMprServer, HANDLE hEventNotification);
MPRAPI_API DWORD WINAPI
MprAdminDeregisterConnectionNotification(MPR_SERVER_HANDLE hMprServer, HANDLE hEventNotification);

/* Users and domains. */
MPRAPI_API DWORD WINAPI
MprAdminUserGetInfo(const WCHAR* lpszServer, const WCHAR* lpszUser, DWORD dwLevel, LPBYTE lpbBuffer)
    MPRAPI_NAME(MprAdminUserGetInfo);
MPRAPI_API DWORD WINAPI MprAdminUserSetInfo(
    const WCHAR* lpszServer, const WCHAR* lpszUser, DWORD dwLevel, const LPBYTE lpbBuffer
) MPRAPI_NAME(MprAdminUserSetInfo);
MPRAPI_API DWORD WINAPI
MprAdminSendUserMessage(MPR_SERVER_HANDLE hMprServer, HANDLE hConnection, LPWSTR lpwszMessage)
    MPRAPI_NAME(MprAdminSendUserMessage);
MPRAPI_API DWORD WINAPI
MprAdminGetPDCServer(const WCHAR* lpszDomain, const WCHAR* lpszServer, LPWSTR lpszPDCServer)
    MPRAPI_NAME(MprAdminGetPDCServer);
MPRAPI_API DWORD WINAPI
MprAdminEstablishDomainRasServer(PWCHAR pszDomain, PWCHAR pszMachine, BOOL bEnable)
    MPRAPI_NAME(MprAdminEstablishDomainRasServer);
MPRAPI_API DWORD WINAPI
MprAdminIsDomainRasServer(PWCHAR pszDomain, PWCHAR pszMachine, PBOOL pbIsRasServer)
    MPRAPI_NAME(MprAdminIsDomainRasServer);

/* MIB access. */
MPRAPI_API DWORD WINAPI
MprAdminMIBServerConnect(LPWSTR lpwsServerName, MIB_SERVER_HANDLE* phMibServer)
    MPRAPI_NAME(MprAdminMIBServerConnect);
MPRAPI_API VOID WINAPI MprAdminMIBServerDisconnect(MIB_SERVER_HANDLE hMibServer);
MPRAPI_API DWORD WINAPI MprAdminMIBBufferFree(LPVOID pBuffer);
MPRAPI_API DWORD WINAPI MprAdminMIBEntryCreate(
    MIB_SERVER_HANDLE hMibServer, DWORD dwPid, DWORD dwRoutingPid, LPVOID lpEntry, DWORD dwEntrySize
);
MPRAPI_API DWORD WINAPI MprAdminMIBEntryDelete(
    MIB_SERVER_HANDLE hMibServer,
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    LPVOID lpEntry,
    DWORD dwEntrySize
);
MPRAPI_API DWORD WINAPI MprAdminMIBEntrySet(
    MIB_SERVER_HANDLE hMibServer,
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    LPVOID lpEntry,
    DWORD dwEntrySize
);
MPRAPI_API DWORD WINAPI MprAdminMIBEntryGet(
    MIB_SERVER_HANDLE hMibServer,
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    LPVOID lpInEntry,
    DWORD dwInEntrySize,
    LPVOID* lplpOutEntry,
    LPDWORD lpOutEntrySize
);
MPRAPI_API DWORD WINAPI MprAdminMIBEntryGetFirst(
    MIB_SERVER_HANDLE hMibServer,
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    LPVOID lpInEntry,
    DWORD dwInEntrySize,
    LPVOID* lplpOutEntry,
    LPDWORD lpOutEntrySize
);
MPRAPI_API DWORD WINAPI MprAdminMIBEntryGetNext(
    MIB_SERVER_HANDLE hMibServer,
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    LPVOID lpInEntry,
    DWORD dwInEntrySize,
    LPVOID* lplpOutEntry,
    LPDWORD lpOutEntrySize
);
MPRAPI_API DWORD WINAPI MprAdminMIBGetTrapInfo(
    MIB_SERVER_HANDLE hMibServer,
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    LPVOID lpInData,
    DWORD dwInDataSize,
    LPVOID* lplpOutData,
    LPDWORD lpOutDataSize
);
MPRAPI_API DWORD WINAPI MprAdminMIBSetTrapInfo(
    DWORD dwProtocolId,
    DWORD dwRoutingPid,
    HANDLE hEvent,
    LPVOID lpInData,
    DWORD dwInDataSize,
    LPVOID* lplpOutData,
    LPDWORD lpOutDataSize
);

/* The stored configuration. */
MPRAPI_API DWORD WINAPI MprConfigServerInstall(DWORD dwLevel, PVOID pBuffer);
MPRAPI_API DWORD WINAPI MprConfigServerConnect(LPWSTR lpwsServerName, HANDLE* phMprConfig)
    MPRAPI_NAME(MprConfigServerConnect);
MPRAPI_API VOID WINAPI MprConfigServerDisconnect(HANDLE hMprConfig);
MPRAPI_API DWORD WINAPI MprConfigBufferFree(LPVOID pBuffer);
MPRAPI_API DWORD WINAPI
MprConfigServerGetInfo(HANDLE hMprConfig, DWORD dwLevel, LPBYTE* lplpbBuffer);
MPRAPI_API DWORD WINAPI
MprConfigServerSetInfo(MPR_SERVER_HANDLE hMprServer, DWORD dwLevel, LPBYTE lpbBuffer);
MPRAPI_API DWORD WINAPI MprConfigServerGetInfoEx(HANDLE hMprConfig, MPR_SERVER_EX* pServerInfo);
MPRAPI_API DWORD WINAPI
MprConfigServerSetInfoEx(HANDLE hMprConfig, MPR_SERVER_SET_CONFIG_EX* pSetServerConfig);
MPRAPI_API DWORD WINAPI MprConfigServerBackup(HANDLE hMprConfig, LPWSTR lpwsPath)
    MPRAPI_NAME(MprConfigServerBackup);
MPRAPI_API DWORD WINAPI MprConfigServerRestore(HANDLE hMprConfig, LPWSTR lpwsPath)
    MPRAPI_NAME(MprConfigServerRestore);
MPRAPI_API DWORD WINAPI MprConfigGetFriendlyName(
    HANDLE hMprConfig, PWCHAR pszGuidName, PWCHAR pszBuffer, DWORD dwBufferSize
) MPRAPI_NAME(MprConfigGetFriendlyName);
MPRAPI_API DWORD WINAPI MprConfigGetGuidName(
    HANDLE hMprConfig, PWCHAR pszFriendlyName, PWCHAR pszBuffer, DWORD dwBufferSize
) MPRAPI_NAME(MprConfigGetGuidName);
MPRAPI_API DWORD WINAPI
MprConfigFilterGetInfo(HANDLE hMprConfig, DWORD dwLevel, DWORD dwTransportId, LPBYTE lpBuffer);
MPRAPI_API DWORD WINAPI
MprConfigFilterSetInfo(HANDLE hMprConfig, DWORD dwLevel, DWORD dwTransportId, LPBYTE lpBuffer);
MPRAPI_API DWORD WINAPI MprConfigTransportCreate(
    HANDLE hMprConfig,
    DWORD dwTransportId,
    LPWSTR lpwsTransportName,
    LPBYTE pGlobalInfo,
    DWORD dwGlobalInfoSize,
    LPBYTE pClientInterfaceInfo,
    DWORD dwClientInterfaceInfoSize,
    LPWSTR lpwsDLLPath,
    HANDLE* phRouterTransport
) MPRAPI_NAME(MprConfigTransportCreate);
MPRAPI_API DWORD WINAPI MprConfigTransportDelete(HANDLE hMprConfig, HANDLE hRouterTransport);
MPRAPI_API DWORD WINAPI
MprConfigTransportGetHandle(HANDLE hMprConfig, DWORD dwTransportId, HANDLE* phRouterTransport);
MPRAPI_API DWORD WINAPI MprConfigTransportSetInfo(
    HANDLE hMprConfig,
    HANDLE hRouterTransport,
    LPBYTE pGlobalInfo,
    DWORD dwGlobalInfoSize,
    LPBYTE pClientInterfaceInfo,
    DWORD dwClientInterfaceInfoSize,
    LPWSTR lpwsDLLPath
) MPRAPI_NAME(MprConfigTransportSetInfo);
MPRAPI_API DWORD WINAPI MprConfigTransportGetInfo(
    HANDLE hMprConfig,
    HANDLE hRouterTransport,
    LPBYTE* ppGlobalInfo,
    LPDWORD lpdwGlobalInfoSize,
    LPBYTE* ppClientInterfaceInfo,
    LPDWORD lpdwClientInterfaceInfoSize,
    LPWSTR* lplpwsDLLPath
) MPRAPI_NAME(MprConfigTransportGetInfo);
MPRAPI_API DWORD WINAPI MprConfigTransportEnum(
    HANDLE hMprConfig,
    DWORD dwLevel,
    LPBYTE* lplpBuffer,
    DWORD dwPrefMaxLen,
    LPDWORD lpdwEntriesRead,
    LPDWORD lpdwTotalEntries,
    LPDWORD lpdwResumeHandle
) MPRAPI_NAME(MprConfigTransportEnum);
MPRAPI_API DWORD WINAPI MprConfigInterfaceCreate(
    HANDLE hMprConfig, DWORD dwLevel, LPBYTE lpbBuffer, HANDLE* phRouterInterface
) MPRAPI_NAME(MprConfigInterfaceCreate);
MPRAPI_API DWORD WINAPI MprConfigInterfaceDelete(HANDLE hMprConfig, HANDLE hRouterInterface);
MPRAPI_API DWORD WINAPI
MprConfigInterfaceGetHandle(HANDLE hMprConfig, LPWSTR lpwsInterfaceName, HANDLE* phRouterInterface)
    MPRAPI_NAME(MprConfigInterfaceGetHandle);
MPRAPI_API DWORD WINAPI MprConfigInterfaceGetInfo(
    HANDLE hMprConfig,
    HANDLE hRouterInterface,
    DWORD dwLevel,
    LPBYTE* lplpBuffer,
    LPDWORD lpdwBufferSize
) MPRAPI_NAME(MprConfigInterfaceGetInfo);
MPRAPI_API DWORD WINAPI MprConfigInterfaceSetInfo(
    HANDLE hMprConfig, HANDLE hRouterInterface, DWORD dwLevel, LPBYTE lpbBuffer
) MPRAPI_NAME(MprConfigInterfaceSetInfo);
MPRAPI_API DWORD WINAPI MprConfigInterfaceEnum(
    HANDLE hMprConfig,
    DWORD dwLevel,
    LPBYTE* lplpBuffer,
    DWORD dwPrefMaxLen,
    LPDWORD lpdwEntriesRead,
    LPDWORD lpdwTotalEntries,
    LPDWORD lpdwResumeHandle
) MPRAPI_NAME(MprConfigInterfaceEnum);
MPRAPI_API DWORD WINAPI MprConfigInterfaceGetCustomInfoEx(
    HANDLE hMprConfig, HANDLE hRouterInterface, PMPR_IF_CUSTOMINFOEX pCustomInfo
);
MPRAPI_API DWORD WINAPI MprConfigInterfaceSetCustomInfoEx(
    HANDLE hMprConfig, HANDLE hRouterInterface, PMPR_IF_CUSTOMINFOEX pCustomInfo
);
MPRAPI_API DWORD WINAPI MprConfigInterfaceTransportAdd(
    HANDLE hMprConfig,
    HANDLE hRouterInterface,
    DWORD dwTransportId,
    LPWSTR lpwsTransportName,
    LPBYTE pInterfaceInfo,
    DWORD dwInterfaceInfoSize,
    HANDLE* phRouterIfTransport
) MPRAPI_NAME(MprConfigInterfaceTransportAdd);
MPRAPI_API DWORD WINAPI MprConfigInterfaceTransportRemove(
    HANDLE hMprConfig, HANDLE hRouterInterface, HANDLE hRouterIfTransport
);
MPRAPI_API DWORD WINAPI MprConfigInterfaceTransportGetHandle(
    HANDLE hMprConfig, HANDLE hRouterInterface, DWORD dwTransportId, HANDLE* phRouterIfTransport
);
MPRAPI_API DWORD WINAPI MprConfigInterfaceTransportGetInfo(
    HANDLE hMprConfig,
    HANDLE hRouterInterface,
    HANDLE hRouterIfTransport,
    LPBYTE* ppInterfaceInfo,
    LPDWORD lpdwInterfaceInfoSize
);
MPRAPI_API DWORD WINAPI MprConfigInterfaceTransportSetInfo(
    HANDLE hMprConfig,
    HANDLE hRouterInterface,
    HANDLE hRouterIfTransport,
    LPBYTE pInterfaceInfo,
    DWORD dwInterfaceInfoSize
);
MPRAPI_API DWORD WINAPI MprConfigInterfaceTransportEnum(
    HANDLE hMprConfig,
    HANDLE hRouterInterface,
    DWORD dwLevel,
    LPBYTE* lplpBuffer,
    DWORD dwPrefMaxLen,
    LPDWORD lpdwEntriesRead,
    LPDWORD lpdwTotalEntries,
    LPDWORD lpdwResumeHandle
) MPRAPI_NAME(MprConfigInterfaceTransportEnum);

/* Information headers. */
MPRAPI_API DWORD WINAPI MprInfoCreate(DWORD dwVersion, LPVOID* lplpNewHeader);
MPRAPI_API DWORD WINAPI MprInfoDelete(LPVOID lpHeader);
MPRAPI_API DWORD WINAPI MprInfoDuplicate(LPVOID lpHeader, LPVOID* lplpNewHeader);
MPRAPI_API DWORD WINAPI MprInfoRemoveAll(LPVOID lpHeader, LPVOID* lplpNewHeader);
MPRAPI_API DWORD WINAPI MprInfoBlockAdd(
    LPVOID lpHeader,
    DWORD dwInfoType,
    DWORD dwItemSize,
    DWORD dwItemCount,
    LPBYTE lpItemData,
    LPVOID* lplpNewHeader
);
MPRAPI_API DWORD WINAPI
MprInfoBlockRemove(LPVOID lpHeader, DWORD dwInfoType, LPVOID* lplpNewHeader);
MPRAPI_API DWORD WINAPI MprInfoBlockSet(
    LPVOID lpHeader,
    DWORD dwInfoType,
    DWORD dwItemSize,
    DWORD dwItemCount,
    LPBYTE lpItemData,
    LPVOID* lplpNewHeader
);
MPRAPI_API DWORD WINAPI MprInfoBlockFind(
    LPVOID lpHeader,
    DWORD dwInfoType,
    LPDWORD lpdwItemSize,
    LPDWORD lpdwItemCount,
    LPBYTE* lplpItemData
);
MPRAPI_API DWORD WINAPI MprInfoBlockQuerySize(LPVOID lpHeader);

#ifdef __cplusplus
}
#endif

#endif
