// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// The structures of mprapi.h as tables: which member is which value of the router's answers.
#include "client/lib/text/text.hpp"

#include <array>
#include <utility>

namespace MPRD_TEXT_NAMESPACE {
namespace {

#define MPRD_AT(structure, member) static_cast<std::uint32_t>(offsetof(structure, member))

[[nodiscard]] constexpr std::uint32_t units(std::size_t bytes) {
    return static_cast<std::uint32_t>(bytes / sizeof(WCHAR));
}

constexpr std::array kMPR_INTERFACE_0{
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_0, wszInterfaceName),
        "name",
        units(sizeof(MPR_INTERFACE_0::wszInterfaceName)),
        true},
    Field{Kind::Handle, MPRD_AT(MPR_INTERFACE_0, hInterface), "handle"},
    Field{Kind::Boolean, MPRD_AT(MPR_INTERFACE_0, fEnabled), "enabled", 0, true},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_0, dwIfType), "ifType"},
    Field{Kind::Type, MPRD_AT(MPR_INTERFACE_0, dwIfType), "type", 0, true},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_0, dwConnectionState), "connectionState"},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_0, fUnReachabilityReasons), "unreachabilityReasons"},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_0, dwLastError), "lastError"},
};
constexpr std::array kMPR_INTERFACE_1{
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_1, wszInterfaceName),
        "name",
        units(sizeof(MPR_INTERFACE_1::wszInterfaceName)),
        true},
    Field{Kind::Handle, MPRD_AT(MPR_INTERFACE_1, hInterface), "handle"},
    Field{Kind::Boolean, MPRD_AT(MPR_INTERFACE_1, fEnabled), "enabled", 0, true},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_1, dwIfType), "ifType"},
    Field{Kind::Type, MPRD_AT(MPR_INTERFACE_1, dwIfType), "type", 0, true},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_1, dwConnectionState), "connectionState"},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_1, fUnReachabilityReasons), "unreachabilityReasons"},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_1, dwLastError), "lastError"},
    Field{
        Kind::TextList,
        MPRD_AT(MPR_INTERFACE_1, lpwsDialoutHoursRestriction),
        "dialOutHours",
        0,
        true},
};
constexpr std::array kMPR_INTERFACE_2{
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_2, wszInterfaceName),
        "name",
        units(sizeof(MPR_INTERFACE_2::wszInterfaceName)),
        true},
    Field{Kind::Handle, MPRD_AT(MPR_INTERFACE_2, hInterface), "handle"},
    Field{Kind::Boolean, MPRD_AT(MPR_INTERFACE_2, fEnabled), "enabled", 0, true},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_2, dwIfType), "ifType"},
    Field{Kind::Type, MPRD_AT(MPR_INTERFACE_2, dwIfType), "type", 0, true},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_2, dwConnectionState), "connectionState"},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_2, fUnReachabilityReasons), "unreachabilityReasons"},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_2, dwLastError), "lastError"},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_2, dwfOptions), "phonebook.options", 0, true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_2, szLocalPhoneNumber),
        "phonebook.phoneNumber",
        units(sizeof(MPR_INTERFACE_2::szLocalPhoneNumber)),
        true},
    Field{Kind::MustBeNull, MPRD_AT(MPR_INTERFACE_2, szAlternates), "", sizeof(PWCHAR), true},
    Field{Kind::Ipv4, MPRD_AT(MPR_INTERFACE_2, ipaddr), "phonebook.address", 0, true},
    Field{Kind::Ipv4, MPRD_AT(MPR_INTERFACE_2, ipaddrDns), "phonebook.dns", 0, true},
    Field{Kind::Ipv4, MPRD_AT(MPR_INTERFACE_2, ipaddrDnsAlt), "phonebook.dnsAlternate", 0, true},
    Field{Kind::Ipv4, MPRD_AT(MPR_INTERFACE_2, ipaddrWins), "phonebook.wins", 0, true},
    Field{Kind::Ipv4, MPRD_AT(MPR_INTERFACE_2, ipaddrWinsAlt), "phonebook.winsAlternate", 0, true},
    Field{
        Kind::Number, MPRD_AT(MPR_INTERFACE_2, dwfNetProtocols), "phonebook.netProtocols", 0, true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_2, szDeviceType),
        "phonebook.deviceType",
        units(sizeof(MPR_INTERFACE_2::szDeviceType)),
        true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_2, szDeviceName),
        "phonebook.deviceName",
        units(sizeof(MPR_INTERFACE_2::szDeviceName)),
        true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_2, szX25PadType),
        "phonebook.x25PadType",
        units(sizeof(MPR_INTERFACE_2::szX25PadType)),
        true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_2, szX25Address),
        "phonebook.x25Address",
        units(sizeof(MPR_INTERFACE_2::szX25Address)),
        true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_2, szX25Facilities),
        "phonebook.x25Facilities",
        units(sizeof(MPR_INTERFACE_2::szX25Facilities)),
        true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_2, szX25UserData),
        "phonebook.x25UserData",
        units(sizeof(MPR_INTERFACE_2::szX25UserData)),
        true},
    Field{Kind::Count, MPRD_AT(MPR_INTERFACE_2, dwSubEntries), "devices"},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_2, dwDialMode), "phonebook.dialMode", 0, true},
    Field{
        Kind::Number,
        MPRD_AT(MPR_INTERFACE_2, dwDialExtraPercent),
        "phonebook.dialExtraPercent",
        0,
        true},
    Field{
        Kind::Number,
        MPRD_AT(MPR_INTERFACE_2, dwDialExtraSampleSeconds),
        "phonebook.dialExtraSampleSeconds",
        0,
        true},
    Field{
        Kind::Number,
        MPRD_AT(MPR_INTERFACE_2, dwHangUpExtraPercent),
        "phonebook.hangUpExtraPercent",
        0,
        true},
    Field{
        Kind::Number,
        MPRD_AT(MPR_INTERFACE_2, dwHangUpExtraSampleSeconds),
        "phonebook.hangUpExtraSampleSeconds",
        0,
        true},
    Field{
        Kind::IdleTime,
        MPRD_AT(MPR_INTERFACE_2, dwIdleDisconnectSeconds),
        "idleDisconnectSeconds",
        0,
        true},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_2, dwType), "phonebook.type", 0, true},
    Field{
        Kind::Number,
        MPRD_AT(MPR_INTERFACE_2, dwEncryptionType),
        "phonebook.encryptionType",
        0,
        true},
    Field{
        Kind::Number,
        MPRD_AT(MPR_INTERFACE_2, dwCustomAuthKey),
        "phonebook.customAuthKey",
        0,
        true},
    Field{
        Kind::MustBeNull, MPRD_AT(MPR_INTERFACE_2, dwCustomAuthDataSize), "", sizeof(DWORD), true},
    Field{Kind::Guid, MPRD_AT(MPR_INTERFACE_2, guidId), "phonebook.guid"},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_2, dwVpnStrategy), "phonebook.vpnStrategy", 0, true},
};
constexpr std::array kMPR_INTERFACE_3{
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_3, wszInterfaceName),
        "name",
        units(sizeof(MPR_INTERFACE_3::wszInterfaceName)),
        true},
    Field{Kind::Handle, MPRD_AT(MPR_INTERFACE_3, hInterface), "handle"},
    Field{Kind::Boolean, MPRD_AT(MPR_INTERFACE_3, fEnabled), "enabled", 0, true},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_3, dwIfType), "ifType"},
    Field{Kind::Type, MPRD_AT(MPR_INTERFACE_3, dwIfType), "type", 0, true},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_3, dwConnectionState), "connectionState"},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_3, fUnReachabilityReasons), "unreachabilityReasons"},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_3, dwLastError), "lastError"},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_3, dwfOptions), "phonebook.options", 0, true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_3, szLocalPhoneNumber),
        "phonebook.phoneNumber",
        units(sizeof(MPR_INTERFACE_3::szLocalPhoneNumber)),
        true},
    Field{Kind::MustBeNull, MPRD_AT(MPR_INTERFACE_3, szAlternates), "", sizeof(PWCHAR), true},
    Field{Kind::Ipv4, MPRD_AT(MPR_INTERFACE_3, ipaddr), "phonebook.address", 0, true},
    Field{Kind::Ipv4, MPRD_AT(MPR_INTERFACE_3, ipaddrDns), "phonebook.dns", 0, true},
    Field{Kind::Ipv4, MPRD_AT(MPR_INTERFACE_3, ipaddrDnsAlt), "phonebook.dnsAlternate", 0, true},
    Field{Kind::Ipv4, MPRD_AT(MPR_INTERFACE_3, ipaddrWins), "phonebook.wins", 0, true},
    Field{Kind::Ipv4, MPRD_AT(MPR_INTERFACE_3, ipaddrWinsAlt), "phonebook.winsAlternate", 0, true},
    Field{
        Kind::Number, MPRD_AT(MPR_INTERFACE_3, dwfNetProtocols), "phonebook.netProtocols", 0, true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_3, szDeviceType),
        "phonebook.deviceType",
        units(sizeof(MPR_INTERFACE_3::szDeviceType)),
        true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_3, szDeviceName),
        "phonebook.deviceName",
        units(sizeof(MPR_INTERFACE_3::szDeviceName)),
        true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_3, szX25PadType),
        "phonebook.x25PadType",
        units(sizeof(MPR_INTERFACE_3::szX25PadType)),
        true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_3, szX25Address),
        "phonebook.x25Address",
        units(sizeof(MPR_INTERFACE_3::szX25Address)),
        true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_3, szX25Facilities),
        "phonebook.x25Facilities",
        units(sizeof(MPR_INTERFACE_3::szX25Facilities)),
        true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_INTERFACE_3, szX25UserData),
        "phonebook.x25UserData",
        units(sizeof(MPR_INTERFACE_3::szX25UserData)),
        true},
    Field{Kind::Count, MPRD_AT(MPR_INTERFACE_3, dwSubEntries), "devices"},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_3, dwDialMode), "phonebook.dialMode", 0, true},
    Field{
        Kind::Number,
        MPRD_AT(MPR_INTERFACE_3, dwDialExtraPercent),
        "phonebook.dialExtraPercent",
        0,
        true},
    Field{
        Kind::Number,
        MPRD_AT(MPR_INTERFACE_3, dwDialExtraSampleSeconds),
        "phonebook.dialExtraSampleSeconds",
        0,
        true},
    Field{
        Kind::Number,
        MPRD_AT(MPR_INTERFACE_3, dwHangUpExtraPercent),
        "phonebook.hangUpExtraPercent",
        0,
        true},
    Field{
        Kind::Number,
        MPRD_AT(MPR_INTERFACE_3, dwHangUpExtraSampleSeconds),
        "phonebook.hangUpExtraSampleSeconds",
        0,
        true},
    Field{
        Kind::IdleTime,
        MPRD_AT(MPR_INTERFACE_3, dwIdleDisconnectSeconds),
        "idleDisconnectSeconds",
        0,
        true},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_3, dwType), "phonebook.type", 0, true},
    Field{
        Kind::Number,
        MPRD_AT(MPR_INTERFACE_3, dwEncryptionType),
        "phonebook.encryptionType",
        0,
        true},
    Field{
        Kind::Number,
        MPRD_AT(MPR_INTERFACE_3, dwCustomAuthKey),
        "phonebook.customAuthKey",
        0,
        true},
    Field{
        Kind::MustBeNull, MPRD_AT(MPR_INTERFACE_3, dwCustomAuthDataSize), "", sizeof(DWORD), true},
    Field{Kind::Guid, MPRD_AT(MPR_INTERFACE_3, guidId), "phonebook.guid"},
    Field{Kind::Number, MPRD_AT(MPR_INTERFACE_3, dwVpnStrategy), "phonebook.vpnStrategy", 0, true},
    Field{Kind::Ipv6, MPRD_AT(MPR_INTERFACE_3, ipv6addrDns), "phonebook.dns6", 0, true},
    Field{Kind::Ipv6, MPRD_AT(MPR_INTERFACE_3, ipv6addrDnsAlt), "phonebook.dns6Alternate", 0, true},
};
constexpr std::array kMPR_DEVICE_0{
    Field{
        Kind::Text,
        MPRD_AT(MPR_DEVICE_0, szDeviceType),
        "type",
        units(sizeof(MPR_DEVICE_0::szDeviceType)),
        true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_DEVICE_0, szDeviceName),
        "name",
        units(sizeof(MPR_DEVICE_0::szDeviceName)),
        true},
};
constexpr std::array kMPR_DEVICE_1{
    Field{
        Kind::Text,
        MPRD_AT(MPR_DEVICE_1, szDeviceType),
        "type",
        units(sizeof(MPR_DEVICE_1::szDeviceType)),
        true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_DEVICE_1, szDeviceName),
        "name",
        units(sizeof(MPR_DEVICE_1::szDeviceName)),
        true},
    Field{
        Kind::Text,
        MPRD_AT(MPR_DEVICE_1, szLocalPhoneNumber),
        "number",
        units(sizeof(MPR_DEVICE_1::szLocalPhoneNumber)),
        true},
    Field{Kind::TextList, MPRD_AT(MPR_DEVICE_1, szAlternates), "alternates", 0, true},
};
constexpr std::array kRAS_CONNECTION_0{
    Field{Kind::Handle, MPRD_AT(RAS_CONNECTION_0, hConnection), "connection"},
    Field{Kind::Handle, MPRD_AT(RAS_CONNECTION_0, hInterface), "interface"},
    Field{Kind::Number, MPRD_AT(RAS_CONNECTION_0, dwConnectDuration), "connectDuration"},
    Field{Kind::Number, MPRD_AT(RAS_CONNECTION_0, dwInterfaceType), "interfaceType"},
    Field{Kind::Number, MPRD_AT(RAS_CONNECTION_0, dwConnectionFlags), "connectionFlags"},
    Field{
        Kind::Text,
        MPRD_AT(RAS_CONNECTION_0, wszInterfaceName),
        "interfaceName",
        units(sizeof(RAS_CONNECTION_0::wszInterfaceName))},
    Field{
        Kind::Text,
        MPRD_AT(RAS_CONNECTION_0, wszUserName),
        "userName",
        units(sizeof(RAS_CONNECTION_0::wszUserName))},
    Field{
        Kind::Text,
        MPRD_AT(RAS_CONNECTION_0, wszLogonDomain),
        "logonDomain",
        units(sizeof(RAS_CONNECTION_0::wszLogonDomain))},
    Field{
        Kind::Text,
        MPRD_AT(RAS_CONNECTION_0, wszRemoteComputer),
        "remoteComputer",
        units(sizeof(RAS_CONNECTION_0::wszRemoteComputer))},
};
constexpr std::array kRAS_CONNECTION_1{
    Field{Kind::Handle, MPRD_AT(RAS_CONNECTION_1, hConnection), "connection"},
    Field{Kind::Handle, MPRD_AT(RAS_CONNECTION_1, hInterface), "interface"},
    Field{
        Kind::Constant, MPRD_AT(RAS_CONNECTION_1, PppInfo.nbf.dwError), "", ERROR_PPP_CP_REJECTED},
    Field{Kind::Negotiated, MPRD_AT(RAS_CONNECTION_1, PppInfo.ip.dwError), "ppp.ipv4"},
    Field{
        Kind::Text,
        MPRD_AT(RAS_CONNECTION_1, PppInfo.ip.wszAddress),
        "ppp.ipv4.address",
        units(sizeof(std::declval<RAS_CONNECTION_1&>().PppInfo.ip.wszAddress))},
    Field{
        Kind::Text,
        MPRD_AT(RAS_CONNECTION_1, PppInfo.ip.wszRemoteAddress),
        "ppp.ipv4.remoteAddress",
        units(sizeof(std::declval<RAS_CONNECTION_1&>().PppInfo.ip.wszRemoteAddress))},
    Field{
        Kind::Constant, MPRD_AT(RAS_CONNECTION_1, PppInfo.ipx.dwError), "", ERROR_PPP_CP_REJECTED},
    Field{Kind::Constant, MPRD_AT(RAS_CONNECTION_1, PppInfo.at.dwError), "", ERROR_PPP_CP_REJECTED},
    Field{Kind::Number, MPRD_AT(RAS_CONNECTION_1, dwBytesXmited), "bytesTransmitted"},
    Field{Kind::Number, MPRD_AT(RAS_CONNECTION_1, dwBytesRcved), "bytesReceived"},
    Field{Kind::Number, MPRD_AT(RAS_CONNECTION_1, dwFramesXmited), "framesTransmitted"},
    Field{Kind::Number, MPRD_AT(RAS_CONNECTION_1, dwFramesRcved), "framesReceived"},
    Field{Kind::Number, MPRD_AT(RAS_CONNECTION_1, dwCrcErr), "crcErrors"},
    Field{Kind::Number, MPRD_AT(RAS_CONNECTION_1, dwFramingErr), "framingErrors"},
    Field{Kind::Number, MPRD_AT(RAS_CONNECTION_1, dwBufferOverrunErr), "bufferOverrunErrors"},
    Field{Kind::Constant, MPRD_AT(RAS_CONNECTION_1, dwCompressionRatioIn), "", 100},
    Field{Kind::Constant, MPRD_AT(RAS_CONNECTION_1, dwCompressionRatioOut), "", 100},
};
constexpr std::array kRAS_CONNECTION_2{
    Field{Kind::Handle, MPRD_AT(RAS_CONNECTION_2, hConnection), "connection"},
    Field{
        Kind::Text,
        MPRD_AT(RAS_CONNECTION_2, wszUserName),
        "userName",
        units(sizeof(RAS_CONNECTION_2::wszUserName))},
    Field{Kind::Number, MPRD_AT(RAS_CONNECTION_2, dwInterfaceType), "interfaceType"},
    Field{
        Kind::Constant, MPRD_AT(RAS_CONNECTION_2, PppInfo2.nbf.dwError), "", ERROR_PPP_CP_REJECTED},
    Field{Kind::Negotiated, MPRD_AT(RAS_CONNECTION_2, PppInfo2.ip.dwError), "ppp.ipv4"},
    Field{
        Kind::Text,
        MPRD_AT(RAS_CONNECTION_2, PppInfo2.ip.wszAddress),
        "ppp.ipv4.address",
        units(sizeof(std::declval<RAS_CONNECTION_2&>().PppInfo2.ip.wszAddress))},
    Field{
        Kind::Text,
        MPRD_AT(RAS_CONNECTION_2, PppInfo2.ip.wszRemoteAddress),
        "ppp.ipv4.remoteAddress",
        units(sizeof(std::declval<RAS_CONNECTION_2&>().PppInfo2.ip.wszRemoteAddress))},
    Field{
        Kind::Constant, MPRD_AT(RAS_CONNECTION_2, PppInfo2.ipx.dwError), "", ERROR_PPP_CP_REJECTED},
    Field{
        Kind::Constant, MPRD_AT(RAS_CONNECTION_2, PppInfo2.at.dwError), "", ERROR_PPP_CP_REJECTED},
    Field{
        Kind::Constant, MPRD_AT(RAS_CONNECTION_2, PppInfo2.ccp.dwError), "", ERROR_PPP_CP_REJECTED},
    Field{
        Kind::AuthProtocol,
        MPRD_AT(RAS_CONNECTION_2, PppInfo2.lcp.dwAuthenticationProtocol),
        "ppp.peerAuthentication"},
    Field{
        Kind::AuthData,
        MPRD_AT(RAS_CONNECTION_2, PppInfo2.lcp.dwAuthenticationData),
        "ppp.peerAuthentication"},
    Field{
        Kind::AuthProtocol,
        MPRD_AT(RAS_CONNECTION_2, PppInfo2.lcp.dwRemoteAuthenticationProtocol),
        "ppp.localAuthentication"},
    Field{
        Kind::AuthData,
        MPRD_AT(RAS_CONNECTION_2, PppInfo2.lcp.dwRemoteAuthenticationData),
        "ppp.localAuthentication"},
    Field{
        Kind::Bit,
        MPRD_AT(RAS_CONNECTION_2, PppInfo2.lcp.dwOptions),
        "ppp.compressProtocol",
        PPP_LCP_PFC},
    Field{
        Kind::Bit,
        MPRD_AT(RAS_CONNECTION_2, PppInfo2.lcp.dwOptions),
        "ppp.compressAddress",
        PPP_LCP_ACFC},
};
/// The page names no number; 1 is what a first version has.
constexpr std::uint32_t kConnection3Version = 1;
constexpr std::array kRAS_CONNECTION_3{
    Field{Kind::Constant, MPRD_AT(RAS_CONNECTION_3, dwVersion), "", kConnection3Version},
    Field{Kind::Constant, MPRD_AT(RAS_CONNECTION_3, dwSize), "", sizeof(RAS_CONNECTION_3)},
    Field{Kind::Handle, MPRD_AT(RAS_CONNECTION_3, hConnection), "connection"},
    Field{
        Kind::Text,
        MPRD_AT(RAS_CONNECTION_3, wszUserName),
        "userName",
        units(sizeof(RAS_CONNECTION_3::wszUserName))},
    Field{Kind::Number, MPRD_AT(RAS_CONNECTION_3, dwInterfaceType), "interfaceType"},
    Field{
        Kind::Constant, MPRD_AT(RAS_CONNECTION_3, PppInfo3.nbf.dwError), "", ERROR_PPP_CP_REJECTED},
    Field{Kind::Negotiated, MPRD_AT(RAS_CONNECTION_3, PppInfo3.ip.dwError), "ppp.ipv4"},
    Field{
        Kind::Text,
        MPRD_AT(RAS_CONNECTION_3, PppInfo3.ip.wszAddress),
        "ppp.ipv4.address",
        units(sizeof(std::declval<RAS_CONNECTION_3&>().PppInfo3.ip.wszAddress))},
    Field{
        Kind::Text,
        MPRD_AT(RAS_CONNECTION_3, PppInfo3.ip.wszRemoteAddress),
        "ppp.ipv4.remoteAddress",
        units(sizeof(std::declval<RAS_CONNECTION_3&>().PppInfo3.ip.wszRemoteAddress))},
    Field{Kind::Constant, MPRD_AT(RAS_CONNECTION_3, PppInfo3.ipv6.dwVersion), "", 1},
    Field{
        Kind::Constant,
        MPRD_AT(RAS_CONNECTION_3, PppInfo3.ipv6.dwSize),
        "",
        sizeof(PPP_IPV6_CP_INFO)},
    Field{Kind::Negotiated, MPRD_AT(RAS_CONNECTION_3, PppInfo3.ipv6.dwError), "ppp.ipv6"},
    Field{
        Kind::Identifier,
        MPRD_AT(RAS_CONNECTION_3, PppInfo3.ipv6.bInterfaceIdentifier),
        "ppp.ipv6.address"},
    Field{
        Kind::Identifier,
        MPRD_AT(RAS_CONNECTION_3, PppInfo3.ipv6.bRemoteInterfaceIdentifier),
        "ppp.ipv6.remoteAddress"},
    Field{
        Kind::Constant, MPRD_AT(RAS_CONNECTION_3, PppInfo3.ccp.dwError), "", ERROR_PPP_CP_REJECTED},
    Field{
        Kind::AuthProtocol,
        MPRD_AT(RAS_CONNECTION_3, PppInfo3.lcp.dwAuthenticationProtocol),
        "ppp.peerAuthentication"},
    Field{
        Kind::AuthData,
        MPRD_AT(RAS_CONNECTION_3, PppInfo3.lcp.dwAuthenticationData),
        "ppp.peerAuthentication"},
    Field{
        Kind::AuthProtocol,
        MPRD_AT(RAS_CONNECTION_3, PppInfo3.lcp.dwRemoteAuthenticationProtocol),
        "ppp.localAuthentication"},
    Field{
        Kind::AuthData,
        MPRD_AT(RAS_CONNECTION_3, PppInfo3.lcp.dwRemoteAuthenticationData),
        "ppp.localAuthentication"},
    Field{
        Kind::Bit,
        MPRD_AT(RAS_CONNECTION_3, PppInfo3.lcp.dwOptions),
        "ppp.compressProtocol",
        PPP_LCP_PFC},
    Field{
        Kind::Bit,
        MPRD_AT(RAS_CONNECTION_3, PppInfo3.lcp.dwOptions),
        "ppp.compressAddress",
        PPP_LCP_ACFC},
    Field{Kind::Constant, MPRD_AT(RAS_CONNECTION_3, rasQuarState), "", RAS_QUAR_STATE_NOT_CAPABLE},
};
constexpr std::array kRAS_PORT_0{
    Field{Kind::Handle, MPRD_AT(RAS_PORT_0, hPort), "port"},
    Field{Kind::Handle, MPRD_AT(RAS_PORT_0, hConnection), "connection"},
    Field{Kind::Number, MPRD_AT(RAS_PORT_0, dwPortCondition), "portCondition"},
    Field{Kind::Number, MPRD_AT(RAS_PORT_0, dwTotalNumberOfCalls), "totalNumberOfCalls"},
    Field{Kind::Number, MPRD_AT(RAS_PORT_0, dwConnectDuration), "connectDuration"},
    Field{
        Kind::Text,
        MPRD_AT(RAS_PORT_0, wszPortName),
        "portName",
        units(sizeof(RAS_PORT_0::wszPortName))},
    Field{
        Kind::Text,
        MPRD_AT(RAS_PORT_0, wszMediaName),
        "mediaName",
        units(sizeof(RAS_PORT_0::wszMediaName))},
    Field{
        Kind::Text,
        MPRD_AT(RAS_PORT_0, wszDeviceName),
        "deviceName",
        units(sizeof(RAS_PORT_0::wszDeviceName))},
    Field{
        Kind::Text,
        MPRD_AT(RAS_PORT_0, wszDeviceType),
        "deviceType",
        units(sizeof(RAS_PORT_0::wszDeviceType))},
};
constexpr std::array kRAS_PORT_1{
    Field{Kind::Handle, MPRD_AT(RAS_PORT_1, hPort), "port"},
    Field{Kind::Handle, MPRD_AT(RAS_PORT_1, hConnection), "connection"},
    Field{Kind::Number, MPRD_AT(RAS_PORT_1, dwHardwareCondition), "hardwareCondition"},
    Field{Kind::Number, MPRD_AT(RAS_PORT_1, dwLineSpeed), "lineSpeed"},
    Field{Kind::Number, MPRD_AT(RAS_PORT_1, dwBytesXmited), "bytesTransmitted"},
    Field{Kind::Number, MPRD_AT(RAS_PORT_1, dwBytesRcved), "bytesReceived"},
    Field{Kind::Number, MPRD_AT(RAS_PORT_1, dwFramesXmited), "framesTransmitted"},
    Field{Kind::Number, MPRD_AT(RAS_PORT_1, dwFramesRcved), "framesReceived"},
    Field{Kind::Number, MPRD_AT(RAS_PORT_1, dwCrcErr), "crcErrors"},
    Field{Kind::Number, MPRD_AT(RAS_PORT_1, dwFramingErr), "framingErrors"},
    Field{Kind::Number, MPRD_AT(RAS_PORT_1, dwBufferOverrunErr), "bufferOverrunErrors"},
    Field{Kind::Constant, MPRD_AT(RAS_PORT_1, dwCompressionRatioIn), "", 100},
    Field{Kind::Constant, MPRD_AT(RAS_PORT_1, dwCompressionRatioOut), "", 100},
};

}  // namespace

std::span<const Layout> interface_levels() {
    static constexpr std::array kLevels{
        Layout{sizeof(MPR_INTERFACE_0), 552, kUnit, kMPR_INTERFACE_0},
        Layout{sizeof(MPR_INTERFACE_1), 560, kUnit, kMPR_INTERFACE_1},
        Layout{sizeof(MPR_INTERFACE_2), 2496, kUnit, kMPR_INTERFACE_2},
        Layout{sizeof(MPR_INTERFACE_3), 2536, kUnit, kMPR_INTERFACE_3},
    };
    return kLevels;
}

std::span<const Layout> device_levels() {
    static constexpr std::array kLevels{
        Layout{sizeof(MPR_DEVICE_0), 292, kUnit, kMPR_DEVICE_0},
        Layout{sizeof(MPR_DEVICE_1), 560, kUnit, kMPR_DEVICE_1},
    };
    return kLevels;
}

std::span<const Layout> connection_levels() {
    static constexpr std::array kLevels{
        Layout{sizeof(RAS_CONNECTION_0), 1128, kUnit, kRAS_CONNECTION_0},
        Layout{sizeof(RAS_CONNECTION_1), 296, kUnit, kRAS_CONNECTION_1},
        Layout{sizeof(RAS_CONNECTION_2), 848, kUnit, kRAS_CONNECTION_2},
        Layout{sizeof(RAS_CONNECTION_3), 792, kUnit, kRAS_CONNECTION_3},
    };
    return kLevels;
}

std::span<const Layout> port_levels() {
    static constexpr std::array kLevels{
        Layout{sizeof(RAS_PORT_0), 392, kUnit, kRAS_PORT_0},
        Layout{sizeof(RAS_PORT_1), 72, kUnit, kRAS_PORT_1},
    };
    return kLevels;
}

}  // namespace MPRD_TEXT_NAMESPACE
