// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/text/text.hpp"

#include <array>

namespace MPRD_TEXT_NAMESPACE {
namespace {

#define MPRD_EX_AT(member) static_cast<std::uint32_t>(offsetof(RAS_CONNECTION_EX, member))
// The union has a name in one header of the API and none in another.
#define MPRD_PPP(member)                   \
    (MPRD_EX_AT(ProjectionInfo) + kUnion + \
     static_cast<std::uint32_t>(offsetof(PPP_PROJECTION_INFO, member)))
#define MPRD_TEXT(member, source)                                                         \
    Field {                                                                               \
        Kind::Text, MPRD_EX_AT(member), source,                                           \
            static_cast<std::uint32_t>(sizeof(RAS_CONNECTION_EX::member) / sizeof(WCHAR)) \
    }

/// Its larger member is that of PPP.
constexpr auto kUnion =
    static_cast<std::uint32_t>(sizeof(PROJECTION_INFO) - sizeof(PPP_PROJECTION_INFO));
static_assert(sizeof(PPP_PROJECTION_INFO) > sizeof(IKEV2_PROJECTION_INFO) && kUnion == 8);
constexpr std::uint32_t kAddressUnits = IPADDRESSLEN + 1;
constexpr std::uint32_t kHeader = MPRAPI_RAS_CONNECTION_OBJECT_REVISION_1 |
                                  MPRAPI_OBJECT_TYPE_RAS_CONNECTION_OBJECT << 8U |
                                  static_cast<std::uint32_t>(sizeof(RAS_CONNECTION_EX)) << 16U;
static_assert(sizeof(MPRAPI_OBJECT_HEADER) == sizeof kHeader);

constexpr std::array kFields{
    Field{Kind::Constant, MPRD_EX_AT(Header), "", kHeader},
    Field{Kind::Number, MPRD_EX_AT(dwConnectDuration), "connectDuration"},
    Field{Kind::Number, MPRD_EX_AT(dwInterfaceType), "interfaceType"},
    Field{Kind::Number, MPRD_EX_AT(dwConnectionFlags), "connectionFlags"},
    MPRD_TEXT(wszInterfaceName, "interfaceName"),
    MPRD_TEXT(wszUserName, "userName"),
    MPRD_TEXT(wszLogonDomain, "logonDomain"),
    MPRD_TEXT(wszRemoteComputer, "remoteComputer"),
    Field{Kind::Guid, MPRD_EX_AT(guid), "guid"},
    Field{Kind::Number, MPRD_EX_AT(rasQuarState), "rasQuarState"},
    Field{Kind::Number, MPRD_EX_AT(dwBytesXmited), "bytesTransmitted"},
    Field{Kind::Number, MPRD_EX_AT(dwBytesRcved), "bytesReceived"},
    Field{Kind::Number, MPRD_EX_AT(dwFramesXmited), "framesTransmitted"},
    Field{Kind::Number, MPRD_EX_AT(dwFramesRcved), "framesReceived"},
    Field{Kind::Number, MPRD_EX_AT(dwCrcErr), "crcErrors"},
    Field{Kind::Number, MPRD_EX_AT(dwTimeoutErr), "timeoutErrors"},
    Field{Kind::Number, MPRD_EX_AT(dwAlignmentErr), "alignmentErrors"},
    Field{Kind::Number, MPRD_EX_AT(dwHardwareOverrunErr), "hardwareOverrunErrors"},
    Field{Kind::Number, MPRD_EX_AT(dwFramingErr), "framingErrors"},
    Field{Kind::Number, MPRD_EX_AT(dwBufferOverrunErr), "bufferOverrunErrors"},
    Field{Kind::Number, MPRD_EX_AT(dwCompressionRatioIn), "compressionRatioIn"},
    Field{Kind::Number, MPRD_EX_AT(dwCompressionRatioOut), "compressionRatioOut"},
    Field{Kind::Number, MPRD_EX_AT(dwNumSwitchOvers), "numSwitchOvers"},
    MPRD_TEXT(wszRemoteEndpointAddress, "remoteEndpointAddress"),
    MPRD_TEXT(wszLocalEndpointAddress, "localEndpointAddress"),
    // One byte, and the padding behind it is zero anyway.
    Field{
        Kind::Number,
        MPRD_EX_AT(ProjectionInfo.projectionInfoType),
        "projectionInfo.projectionInfoType"},
    Field{Kind::Number, MPRD_PPP(dwIPv4NegotiationError), "projectionInfo.ip.error"},
    Field{Kind::Text, MPRD_PPP(wszAddress), "projectionInfo.ip.address", kAddressUnits},
    Field{Kind::Text, MPRD_PPP(wszRemoteAddress), "projectionInfo.ip.remoteAddress", kAddressUnits},
    Field{Kind::Number, MPRD_PPP(dwIPv4Options), "projectionInfo.ip.options"},
    Field{Kind::Number, MPRD_PPP(dwIPv4RemoteOptions), "projectionInfo.ip.remoteOptions"},
    Field{Kind::Number, MPRD_PPP(dwIPv6NegotiationError), "projectionInfo.ipv6.error"},
    Field{
        Kind::Octets, MPRD_PPP(bInterfaceIdentifier), "projectionInfo.ipv6.interfaceIdentifier", 8},
    Field{
        Kind::Octets,
        MPRD_PPP(bRemoteInterfaceIdentifier),
        "projectionInfo.ipv6.remoteInterfaceIdentifier",
        8},
    Field{Kind::Number, MPRD_PPP(dwPrefixLength), "projectionInfo.ipv6.prefixLength"},
    Field{Kind::Number, MPRD_PPP(dwLcpError), "projectionInfo.lcp.error"},
    Field{
        Kind::Number,
        MPRD_PPP(dwAuthenticationProtocol),
        "projectionInfo.lcp.authenticationProtocol"},
    Field{Kind::Number, MPRD_PPP(dwAuthenticationData), "projectionInfo.lcp.authenticationData"},
    Field{
        Kind::Number,
        MPRD_PPP(dwRemoteAuthenticationProtocol),
        "projectionInfo.lcp.remoteAuthenticationProtocol"},
    Field{
        Kind::Number,
        MPRD_PPP(dwRemoteAuthenticationData),
        "projectionInfo.lcp.remoteAuthenticationData"},
    Field{Kind::Number, MPRD_PPP(dwLcpOptions), "projectionInfo.lcp.options"},
    Field{Kind::Number, MPRD_PPP(dwLcpRemoteOptions), "projectionInfo.lcp.remoteOptions"},
    Field{Kind::Number, MPRD_PPP(dwCcpError), "projectionInfo.ccp.error"},
    Field{Kind::Handle, MPRD_EX_AT(hConnection), "connection"},
    Field{Kind::Handle, MPRD_EX_AT(hInterface), "interface"},
};

}  // namespace

const Layout& connection_ex_layout() {
    static constexpr Layout kLayout{sizeof(RAS_CONNECTION_EX), 1672, kUnit, kFields};
    return kLayout;
}

std::uint32_t connection_ex_header() {
    return kHeader;
}

}  // namespace MPRD_TEXT_NAMESPACE
