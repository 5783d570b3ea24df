// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace mprd {

/// Every failure that code branches on. The values *are* the documented codes of the router
/// administration API (system, RAS 600-877, router 900-956), so that there is no second numbering
/// and no mapping: docs/dev/decisions/0001-one-error-enum.md. Append only; the names drop the
/// `ERROR_` prefix.
///
/// Source: Microsoft, RRAS documentation, "Routing and Remote Access Error Codes".
enum class Errc : std::uint32_t {
    /// Success (same value as ERROR_SUCCESS / SUCCESS).
    Ok = 0,
    /// File not found.
    FileNotFound = 2,
    /// Caller not privileged enough.
    AccessDenied = 5,
    /// Handle not valid.
    InvalidHandle = 6,
    /// Out of memory/resources.
    NotEnoughMemory = 8,
    /// Data not valid.
    InvalidData = 13,
    /// Request (usually the level) not supported.
    NotSupported = 50,
    /// Device gone.
    DeviceNotExist = 55,
    /// A parameter is wrong (typically NULL).
    InvalidParameter = 87,
    /// Function exists but does nothing on this system.
    CallNotImplemented = 120,
    /// Information level not valid.
    InvalidLevel = 124,
    /// More entries remain; call again with the resume handle.
    MoreData = 234,
    /// Nothing left at this position.
    NoMoreItems = 259,
    /// No message text for that number.
    MessageNotFound = 317,  // ERROR_MR_MID_NOT_FOUND
    /// Cannot complete (unknown routing protocol id in MIB calls).
    CanNotComplete = 1003,
    /// Service not started.
    ServiceNotActive = 1062,
    /// Element not found.
    NotFound = 1168,
    /// Server handle NULL or not a valid binding.
    InvalidBinding = 1702,  // RPC_S_INVALID_BINDING
    /// Service not running on the target (interface unknown).
    UnknownInterface = 1717,  // RPC_S_UNKNOWN_IF
    /// Target machine unreachable.
    ServerUnavailable = 1722,  // RPC_S_SERVER_UNAVAILABLE
    /// NULL passed for a required string/pointer.
    NullReference = 1780,  // RPC_X_NULL_REF_POINTER

    /// Operation was started and has not finished yet.
    Pending = 600,
    /// Port handle is bad.
    InvalidPortHandle = 601,
    /// Port has no connection.
    PortNotConnected = 606,
    /// No such device.
    DeviceDoesNotExist = 608,
    /// Port is in the disconnected state.
    PortDisconnected = 619,
    /// Phone-book file cannot be opened (missing/inaccessible).
    CannotOpenPhonebook = 621,
    /// Phone-book file cannot be read into memory.
    CannotLoadPhonebook = 622,
    /// Phone book has no such entry.
    CannotFindPhonebookEntry = 623,
    /// Phone-book file cannot be written.
    CannotWritePhonebook = 624,
    /// Phone-book contents are malformed.
    CorruptPhonebook = 625,
    /// Port got disconnected (cause unspecified).
    Disconnection = 628,
    /// Far end disconnected the port.
    RemoteDisconnection = 629,
    /// Port dropped because hardware failed.
    HardwareFailure = 630,
    /// Local user hung up.
    UserDisconnection = 631,
    /// Port busy, or not set up for dialling out.
    PortNotAvailable = 633,
    /// Unspecified error.
    Unknown = 635,
    /// Request timed out.
    RequestTimeout = 638,
    /// Internal failure while authenticating.
    AuthInternal = 645,
    /// Account may not log on at this hour.
    RestrictedLogonHours = 646,
    /// Account disabled.
    AccountDisabled = 647,
    /// Password expired.
    PasswordExpired = 648,
    /// Account lacks remote-access permission.
    NoDialinPermission = 649,
    /// Modem/device reported an error.
    FromDevice = 651,
    /// Device reply not understood.
    UnrecognizedResponse = 652,
    /// Port not set up for remote access.
    PortNotConfigured = 665,
    /// Modem/device not working.
    DeviceNotReady = 666,
    /// Connection dropped.
    NoConnection = 668,
    /// Line busy.
    LineBusy = 676,
    /// A person picked up.
    VoiceAnswer = 677,
    /// Nobody answered.
    NoAnswer = 678,
    /// No carrier.
    NoCarrier = 679,
    /// No dial tone.
    NoDialtone = 680,
    /// User name and/or password rejected by the domain.
    AuthenticationFailure = 691,
    /// Callback number is wrong.
    BadCallbackNumber = 704,
    /// Static address pool exhausted.
    NoIpAddresses = 717,
    /// PPP timed out.
    PppTimeout = 718,
    /// Far end ended PPP.
    PppRemoteTerminated = 719,
    /// PPP peer silent.
    PppNoResponse = 721,
    /// Bad PPP packet.
    PppInvalidPacket = 722,
    /// No PPP control protocol configured.
    PppNoProtocolsConfigured = 720,
    /// PPP negotiation does not converge.
    PppNotConverging = 732,
    /// Control protocol for this network protocol not offered by the server.
    PppCpRejected = 733,
    /// LCP ended.
    PppLcpTerminated = 734,
    /// Server refused the requested address.
    PppRequiredAddressRejected = 735,
    /// Far end ended the network control protocol.
    PppNcpTerminated = 736,
    /// Link is looped back.
    PppLoopbackDetected = 737,
    /// Server gave no address.
    PppNoAddressAssigned = 738,
    /// Server identity could not be proved.
    UnableToAuthenticateServer = 778,
    /// Dropped after idle time-out.
    IdleTimeout = 828,
    /// Device dropped: link failure.
    LinkFailure = 829,
    /// Name of the remote access server does not resolve.
    NameNotResolved = 868,  // ERROR_DNSNAME_NOT_RESOLVABLE

    /// Router is not running.
    RouterStopped = 900,
    /// Interface is connected already.
    AlreadyConnected = 901,
    /// Transport/protocol id unknown to the router.
    UnknownProtocolId = 902,
    /// Demand-dial manager not running (router is LAN-only, or service down).
    DdmNotRunning = 903,
    /// Interface name already registered.
    InterfaceAlreadyExists = 904,
    /// Interface name not registered; also: transport not present on the interface.
    NoSuchInterface = 905,
    /// Interface (or RAS connection handle) is not connected.
    InterfaceNotConnected = 906,
    /// Interface is connected, so it/its transport cannot be removed.
    InterfaceConnected = 908,
    /// No credentials stored for the interface.
    NoInterfaceCredentialsSet = 909,
    /// A connection attempt is already running on the interface.
    AlreadyConnecting = 910,
    /// A routing-information update is already running on the interface.
    UpdateInProgress = 911,
    InterfaceConfiguration = 912,
    /// Remote-access client came in on a routers-only port.
    NotClientPort = 913,
    /// Demand-dial router came in on a clients-only port.
    NotRouterPort = 914,
    /// Client interface of this name exists and is connected.
    ClientInterfaceAlreadyExists = 915,
    /// Interface is administratively disabled.
    InterfaceDisabled = 916,
    /// Peer rejected the authentication protocol.
    AuthProtocolRejected = 917,
    /// No authentication protocol usable.
    NoAuthProtocolAvailable = 918,
    /// Server's authentication protocol does not match the connection's settings.
    PeerRefusedAuth = 919,
    /// Remote account lacks remote-access permission.
    RemoteNoDialinPermission = 920,
    /// Remote peer's user name/password rejected.
    RemoteAuthenticationFailure = 924,
    /// No routing-enabled port/adapter usable by this demand-dial interface.
    InterfaceHasNoDevices = 925,
    /// Port dropped for inactivity.
    IdleDisconnected = 926,
    /// Interface cannot be reached now.
    InterfaceUnreachable = 927,
    /// Demand-dial service is paused.
    ServiceIsPaused = 928,
    /// Interface was disconnected by the administrator.
    InterfaceDisconnected = 929,
    /// Authentication server too slow.
    AuthServerTimeout = 930,
    /// User's session time limit reached.
    PppSessionTimeout = 932,
    /// Another connection of the same kind is in use.
    UserLimit = 937,
    /// Maximum number of demand-dial interfaces reached.
    MaxWanInterfaceLimit = 934,
    /// Maximum number of remote-access clients reached.
    MaxClientInterfaceLimit = 935,
    /// Interface may not connect at this time.
    DialoutHoursRestriction = 944,
    /// Transport already installed in the router.
    ProtocolAlreadyInstalled = 948,
    /// Account does not exist.
    NoSuchUser = 1317,
    /// Domain does not exist, or the machine is not joined to one.
    NoSuchDomain = 1355,
    /// Computer name is none, or not that of this router.
    InvalidComputer = 2351,  // NERR_InvalidComputer
    /// Beyond what was allowed when the service started: store it and start anew.
    RebootRequired = 3010,  // ERROR_SUCCESS_REBOOT_REQUIRED
    /// Stored; in force when the service starts again.
    RestartRequired = 3011,  // ERROR_SUCCESS_RESTART_REQUIRED
};

[[nodiscard]] constexpr std::uint32_t to_code(Errc errc) {
    return static_cast<std::uint32_t>(errc);
}

/// One line of the table of documented codes: number, symbol as published ("ERROR_LINE_BUSY"), and
/// a text of ours.
struct ErrcText {
    std::uint32_t code;
    std::string_view symbol;
    std::string_view text;
};

/// Looks up any documented code, also those without an enumerator. nullptr when the code is not
/// documented (MprAdminGetErrorString then answers 317).
[[nodiscard]] const ErrcText* find_errc_text(std::uint32_t code);

/// "ERROR_LINE_BUSY", or "ERROR_UNKNOWN" for an undocumented number.
[[nodiscard]] std::string_view symbol_of(Errc errc);

}  // namespace mprd
