/* SPDX-FileCopyrightText: 2026 The mprd authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Part of mprapi.h: servers, interfaces, devices, transports. Include <mprapi.h>.
 * Text arrays hold the limit and one zero. Source: mprapi.h reference, page of the structure named.
 */
#ifndef MPRD_MPRAPI_INTERFACE_H
#define MPRD_MPRAPI_INTERFACE_H

#define RRAS_SERVICE_NAME "RemoteAccess"

/* Limits in units of WCHAR, without the final zero. */
#define MAX_INTERFACE_NAME_LEN 256
#define MAX_TRANSPORT_NAME_LEN 40
#define MAX_PORT_NAME 16
#define MAX_MEDIA_NAME 16
#define MAX_DEVICE_NAME 128
#define MAX_DEVICETYPE_NAME 16
#define MAX_PHONE_NUMBER_LEN 128
#define MPR_MaxDeviceType 16
#define MPR_MaxDeviceName 128
#define MPR_MaxPhoneNumber 128
#define MPR_MaxCallbackNumber 128
#define MPR_MaxEntryName 256
#define MPR_MaxAreaCode 10
#define MPR_MaxPadType 32
#define MPR_MaxX25Address 200
#define MPR_MaxFacilities 200
#define MPR_MaxUserData 200
#define MPR_MaxIpAddress 15
#define MPR_MaxIpxAddress 21
#define IPADDRESSLEN 15
#define IPXADDRESSLEN 22
#define ATADDRESSLEN 32
#define MAXIPADRESSLEN 64
#define NETBIOS_NAME_LEN 16
#define MAX_SSTP_HASH_SIZE 32
#ifndef UNLEN
#define UNLEN 256
#define PWLEN 256
#define CNLEN 15
#define DNLEN 15
#define UNCLEN 17
#endif

typedef HANDLE MPR_SERVER_HANDLE;
typedef HANDLE RAS_SERVER_HANDLE;
typedef HANDLE MIB_SERVER_HANDLE;

typedef enum _ROUTER_INTERFACE_TYPE {
    ROUTER_IF_TYPE_CLIENT = 0,
    ROUTER_IF_TYPE_HOME_ROUTER = 1,
    ROUTER_IF_TYPE_FULL_ROUTER = 2, /* the demand-dial interface */
    ROUTER_IF_TYPE_DEDICATED = 3,
    ROUTER_IF_TYPE_INTERNAL = 4,
    ROUTER_IF_TYPE_LOOPBACK = 5,
    ROUTER_IF_TYPE_TUNNEL1 = 6,
    ROUTER_IF_TYPE_DIALOUT = 7,
    ROUTER_IF_TYPE_MAX = 8
} ROUTER_INTERFACE_TYPE;

typedef enum _ROUTER_CONNECTION_STATE {
    ROUTER_IF_STATE_UNREACHABLE = 0, /* fUnReachabilityReasons says why */
    ROUTER_IF_STATE_DISCONNECTED = 1,
    ROUTER_IF_STATE_CONNECTING = 2,
    ROUTER_IF_STATE_CONNECTED = 3
} ROUTER_CONNECTION_STATE;

/* fUnReachabilityReasons */
#define MPR_INTERFACE_OUT_OF_RESOURCES 0x00000001
#define MPR_INTERFACE_ADMIN_DISABLED 0x00000002
#define MPR_INTERFACE_CONNECTION_FAILURE 0x00000004
#define MPR_INTERFACE_SERVICE_PAUSED 0x00000008
#define MPR_INTERFACE_DIALOUT_HOURS_RESTRICTION 0x00000010
#define MPR_INTERFACE_NO_MEDIA_SENSE 0x00000020
#define MPR_INTERFACE_NO_DEVICE 0x00000040

/* dwfOptions */
#define MPRIO_SpecificIpAddr 0x00000002
#define MPRIO_SpecificNameServers 0x00000004
#define MPRIO_IpHeaderCompression 0x00000008
#define MPRIO_RemoteDefaultGateway 0x00000010
#define MPRIO_DisableLcpExtensions 0x00000020
#define MPRIO_SwCompression 0x00000200
#define MPRIO_RequireEncryptedPw 0x00000400
#define MPRIO_RequireMsEncryptedPw 0x00000800
#define MPRIO_RequireDataEncryption 0x00001000
#define MPRIO_NetworkLogon 0x00002000
#define MPRIO_UseLogonCredentials 0x00004000
#define MPRIO_PromoteAlternates 0x00008000
#define MPRIO_SecureLocalFiles 0x00010000
#define MPRIO_RequireEAP 0x00020000
#define MPRIO_RequirePAP 0x00040000
#define MPRIO_RequireSPAP 0x00080000
#define MPRIO_SharedPhoneNumbers 0x00800000
#define MPRIO_RequireMachineCertificates 0x01000000
#define MPRIO_UsePreSharedKeyForIkev2Initiator 0x02000000
#define MPRIO_UsePreSharedKeyForIkev2Responder 0x04000000
#define MPRIO_RequireCHAP 0x08000000
#define MPRIO_RequireMsCHAP 0x10000000
#define MPRIO_RequireMsCHAP2 0x20000000
#define MPRIO_IpSecPreSharedKey 0x80000000

#define MPRNP_Ipx 0x00000002
#define MPRNP_Ip 0x00000004
#define MPRNP_Ipv6 0x00000008

#ifdef MPRAPI_USE_WCHAR_T
#define MPRAPI_TEXT(text) L##text
#else
#define MPRAPI_TEXT(text) u##text
#endif
/* szDeviceType; compared without case */
#define MPRDT_Modem MPRAPI_TEXT("modem")
#define MPRDT_Isdn MPRAPI_TEXT("isdn")
#define MPRDT_X25 MPRAPI_TEXT("x25")
#define MPRDT_Vpn MPRAPI_TEXT("vpn")
#define MPRDT_Pad MPRAPI_TEXT("pad")
#define MPRDT_Generic MPRAPI_TEXT("GENERIC")
#define MPRDT_Serial MPRAPI_TEXT("SERIAL")
#define MPRDT_FrameRelay MPRAPI_TEXT("FRAMERELAY")
#define MPRDT_Atm MPRAPI_TEXT("ATM")
#define MPRDT_Sonet MPRAPI_TEXT("SONET")
#define MPRDT_SW56 MPRAPI_TEXT("SW56")
#define MPRDT_Irda MPRAPI_TEXT("IRDA")
#define MPRDT_Parallel MPRAPI_TEXT("PARALLEL")

/* dwType */
#define MPRET_Phone 1
#define MPRET_Vpn 2
#define MPRET_Direct 3

/* dwDialMode */
#define MPRDM_DialFirst 0
#define MPRDM_DialAll 1
#define MPRDM_DialAsNeeded 2

/* dwIdleDisconnectSeconds */
#define MPRIDS_Disabled 0xffffffffu
#define MPRIDS_UseGlobalValue 0u

/* dwEncryptionType */
#define MPR_ET_None 0
#define MPR_ET_Require 1
#define MPR_ET_RequireMax 2
#define MPR_ET_Optional 3

/* dwVpnStrategy */
#define MPR_VS_Default 0
#define MPR_VS_PptpOnly 1
#define MPR_VS_PptpFirst 2
#define MPR_VS_L2tpOnly 3
#define MPR_VS_L2tpFirst 4
#define MPR_VS_Ikev2Only 7
#define MPR_VS_Ikev2First 8

/* Members that every level begins with. Who may write: name and type at Create, fEnabled at Create
 * and SetInfo, the others are output. */
#define MPRAPI_INTERFACE_HEAD                           \
    WCHAR wszInterfaceName[MAX_INTERFACE_NAME_LEN + 1]; \
    HANDLE hInterface;                                  \
    BOOL fEnabled;                                      \
    ROUTER_INTERFACE_TYPE dwIfType;                     \
    ROUTER_CONNECTION_STATE dwConnectionState;          \
    DWORD fUnReachabilityReasons;                       \
    DWORD dwLastError;

typedef struct _MPR_INTERFACE_0 {
    MPRAPI_INTERFACE_HEAD
} MPR_INTERFACE_0, *PMPR_INTERFACE_0;

typedef struct _MPR_INTERFACE_1 {
    MPRAPI_INTERFACE_HEAD
    /* When it may dial: "<day 0-6> HH:MM-HH:MM ..." texts, each ended by a zero, one more zero at
     * the end. NULL: always. */
    LPWSTR lpwsDialoutHoursRestriction;
} MPR_INTERFACE_1, *PMPR_INTERFACE_1;

/* Addresses are in network order: the first byte in memory is the first number. */
#define MPRAPI_INTERFACE_PHONEBOOK                        \
    DWORD dwfOptions;                                     \
    WCHAR szLocalPhoneNumber[MPR_MaxPhoneNumber + 1];     \
    PWCHAR szAlternates; /* NULL in Create and SetInfo */ \
    DWORD ipaddr;                                         \
    DWORD ipaddrDns;                                      \
    DWORD ipaddrDnsAlt;                                   \
    DWORD ipaddrWins;                                     \
    DWORD ipaddrWinsAlt;                                  \
    DWORD dwfNetProtocols;                                \
    WCHAR szDeviceType[MPR_MaxDeviceType + 1];            \
    WCHAR szDeviceName[MPR_MaxDeviceName + 1];            \
    WCHAR szX25PadType[MPR_MaxPadType + 1];               \
    WCHAR szX25Address[MPR_MaxX25Address + 1];            \
    WCHAR szX25Facilities[MPR_MaxFacilities + 1];         \
    WCHAR szX25UserData[MPR_MaxUserData + 1];             \
    DWORD dwChannels;                                     \
    DWORD dwSubEntries; /* output: number of devices */   \
    DWORD dwDialMode;                                     \
    DWORD dwDialExtraPercent;                             \
    DWORD dwDialExtraSampleSeconds;                       \
    DWORD dwHangUpExtraPercent;                           \
    DWORD dwHangUpExtraSampleSeconds;                     \
    DWORD dwIdleDisconnectSeconds;                        \
    DWORD dwType;                                         \
    DWORD dwEncryptionType;                               \
    DWORD dwCustomAuthKey;                                \
    DWORD dwCustomAuthDataSize;                           \
    LPBYTE lpbCustomAuthData;                             \
    GUID guidId; /* output */                             \
    DWORD dwVpnStrategy;

typedef struct _MPR_INTERFACE_2 {
    MPRAPI_INTERFACE_HEAD
    MPRAPI_INTERFACE_PHONEBOOK
} MPR_INTERFACE_2, *PMPR_INTERFACE_2;

typedef struct _MPR_INTERFACE_3 {
    MPRAPI_INTERFACE_HEAD
    MPRAPI_INTERFACE_PHONEBOOK
    ULONG AddressCount; /* not used */
    IN6_ADDR ipv6addrDns;
    IN6_ADDR ipv6addrDnsAlt;
    IN6_ADDR* ipv6addr; /* not used */
} MPR_INTERFACE_3, *PMPR_INTERFACE_3;

typedef struct _MPR_IPINIP_INTERFACE_0 {
    WCHAR wszFriendlyName[MAX_INTERFACE_NAME_LEN + 1];
    GUID Guid;
} MPR_IPINIP_INTERFACE_0, *PMPR_IPINIP_INTERFACE_0;

typedef struct _MPR_DEVICE_0 {
    WCHAR szDeviceType[MPR_MaxDeviceType + 1];
    WCHAR szDeviceName[MPR_MaxDeviceName + 1];
} MPR_DEVICE_0, *PMPR_DEVICE_0;

typedef struct _MPR_DEVICE_1 {
    WCHAR szDeviceType[MPR_MaxDeviceType + 1];
    WCHAR szDeviceName[MPR_MaxDeviceName + 1];
    WCHAR szLocalPhoneNumber[MPR_MaxPhoneNumber + 1]; /* the entire number */
    PWCHAR szAlternates;                              /* multi-string, dialled in order */
} MPR_DEVICE_1, *PMPR_DEVICE_1;

typedef struct _MPR_CREDENTIALSEX_0 {
    DWORD dwSize;
    LPBYTE lpbCredentialsInfo;
} MPR_CREDENTIALSEX_0, *PMPR_CREDENTIALSEX_0;

typedef struct _MPR_CREDENTIALSEX_1 {
    DWORD dwSize; /* 0 in a Set: delete */
    LPBYTE lpbCredentialsInfo;
} MPR_CREDENTIALSEX_1, *PMPR_CREDENTIALSEX_1;

typedef struct _MPR_TRANSPORT_0 {
    DWORD dwTransportId;
    HANDLE hTransport;
    WCHAR wszTransportName[MAX_TRANSPORT_NAME_LEN + 1];
} MPR_TRANSPORT_0, *PMPR_TRANSPORT_0;

typedef struct _MPR_IFTRANSPORT_0 {
    DWORD dwTransportId;
    HANDLE hIfTransport;
    WCHAR wszIfTransportName[MAX_TRANSPORT_NAME_LEN + 1];
} MPR_IFTRANSPORT_0, *PMPR_IFTRANSPORT_0;

typedef struct _MPR_SERVER_0 {
    BOOL fLanOnlyMode; /* TRUE: the demand-dial manager does not run */
    DWORD dwUpTime;    /* seconds */
    DWORD dwTotalPorts;
    DWORD dwPortsInUse;
} MPR_SERVER_0, *PMPR_SERVER_0;

/* Port flags; any other bit is refused. */
#define MPR_ENABLE_RAS_ON_DEVICE 0x00000001
#define MPR_ENABLE_ROUTING_ON_DEVICE 0x00000002

typedef struct _MPR_SERVER_1 {
    DWORD dwNumPptpPorts;
    DWORD dwPptpPortFlags;
    DWORD dwNumL2tpPorts;
    DWORD dwL2tpPortFlags;
} MPR_SERVER_1, *PMPR_SERVER_1;

typedef struct _MPR_SERVER_2 {
    DWORD dwNumPptpPorts;
    DWORD dwPptpPortFlags;
    DWORD dwNumL2tpPorts;
    DWORD dwL2tpPortFlags;
    DWORD dwNumSstpPorts;
    DWORD dwSstpPortFlags;
} MPR_SERVER_2, *PMPR_SERVER_2;

typedef struct _MPR_FILTER_0 {
    BOOL fEnable;
} MPR_FILTER_0, *PMPR_FILTER_0;

#endif
