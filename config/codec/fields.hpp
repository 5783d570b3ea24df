// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/codec/archive.hpp"
#include "config/codec/transport_fields.hpp"
#include "core/base/base64.hpp"
#include "core/tables/router_config.hpp"

// The names of configuration values in JSON, in files and on the socket alike: each member stands
// here once, with the text that the published schema shows.

namespace mprd::config {

/// dwIdleDisconnectSeconds: a number, or a word for the two special values.
struct IdleSeconds {
    /// Refers to the member of the structure itself.
    std::uint32_t& value;
};

/// Members of a structure: name, place, description, range. One list serves reading, writing and
/// the schema; a member that is not listed is not stored.
template <class A>
void fields(A& a, Route& route) {
    a.required(
        "destination",
        route.destination,
        "Where the route leads: an address block without host bits."
    );
    a.field(
        "metric", route.metric, "Metric in the host's routing table; 0 leaves it to the system."
    );
    a.field(
        "mayDial",
        route.may_dial,
        "Whether a packet that takes this route may start a call (protocol 10006 or 10007)."
    );
    a.field(
        "origin",
        route.origin,
        "Who set the route: \"static\" an administrator, \"autoStatic\" an update from the "
        "neighbour "
        "(protocol 10002), \"netmgmt\" network management (protocol 3)."
    );
}

template <class A>
void fields(A& a, InterfaceDevice& device) {
    a.field(
        "type",
        device.type,
        "Device type as in MPR_DEVICE_0: \"SERIAL\", \"modem\"; compared without case."
    );
    a.field("name", device.name, "Name of a device of the router; empty for any of the type.");
    a.field(
        "number",
        device.number,
        "The entire number or host to dial; empty for a line without numbers."
    );
    a.field("alternates", device.alternates, "Numbers dialled in order when the first fails.");
}

template <class A>
void fields(A& a, PhonebookEntry& entry) {
    a.field("options", entry.options, "dwfOptions, a mask of MPRIO_ bits.");
    a.field(
        "phoneNumber",
        entry.phone_number,
        "szLocalPhoneNumber: dialled when no device has a number of its own."
    );
    a.field("address", entry.address, "ipaddr: the address to ask for, with option bit 0x2.");
    a.field("dns", entry.dns, "ipaddrDns.");
    a.field("dnsAlternate", entry.dns_alternate, "ipaddrDnsAlt.");
    a.field("wins", entry.wins, "ipaddrWins.");
    a.field("winsAlternate", entry.wins_alternate, "ipaddrWinsAlt.");
    a.field("dns6", entry.dns6, "ipv6addrDns.");
    a.field("dns6Alternate", entry.dns6_alternate, "ipv6addrDnsAlt.");
    a.field(
        "netProtocols", entry.net_protocols, "dwfNetProtocols: 4 for IPv4, 8 for IPv6, 12 for both."
    );
    a.field(
        "deviceType", entry.device_type, "szDeviceType, used when the interface lists no devices."
    );
    a.field(
        "deviceName", entry.device_name, "szDeviceName, used when the interface lists no devices."
    );
    a.field("dialMode", entry.dial_mode, "dwDialMode.");
    a.field("dialExtraPercent", entry.dial_extra_percent, "dwDialExtraPercent.");
    a.field("dialExtraSampleSeconds", entry.dial_extra_sample_seconds, "dwDialExtraSampleSeconds.");
    a.field("hangUpExtraPercent", entry.hang_up_extra_percent, "dwHangUpExtraPercent.");
    a.field(
        "hangUpExtraSampleSeconds",
        entry.hang_up_extra_sample_seconds,
        "dwHangUpExtraSampleSeconds."
    );
    a.field("type", entry.type, "dwType: 1 phone, 2 VPN, 3 direct.");
    a.field("encryptionType", entry.encryption_type, "dwEncryptionType.");
    a.field("customAuthKey", entry.custom_auth_key, "dwCustomAuthKey.");
    a.field("guid", entry.guid, "guidId; the router makes it.");
    a.field("vpnStrategy", entry.vpn_strategy, "dwVpnStrategy.");
    a.field("x25PadType", entry.x25_pad_type, "szX25PadType; kept, not used.");
    a.field("x25Address", entry.x25_address, "szX25Address; kept, not used.");
    a.field("x25Facilities", entry.x25_facilities, "szX25Facilities; kept, not used.");
    a.field("x25UserData", entry.x25_user_data, "szX25UserData; kept, not used.");
}

template <class A>
void fields(A& a, CallBackOptions& call_back) {
    a.field(
        "mode",
        call_back.mode,
        "Whether the peer may hang up and call back: \"required\" hangs up one that does not."
    );
    a.field("number", call_back.number, "Where we can be called, for a peer that lets us say.");
    a.field(
        "delaySeconds", call_back.delay, "What we ask the peer to wait before he calls.", {0, 255}
    );
    a.field(
        "waitSeconds", call_back.wait_limit, "How long the peer may take to call back.", {10, 3600}
    );
    a.field(
        "fromAnybody",
        call_back.from_anybody,
        "Take the first call in that time for the peer's, although nothing shows that it is."
    );
}

template <class A>
void fields(A& a, PppOptions& ppp) {
    a.field("mru", ppp.mru, "Largest packet that we are ready to receive.", {128, 1500});
    a.field("offer", ppp.offer, "How we prove who we are to the peer that we call, best first.");
    a.field(
        "require", ppp.require, "What the peer that we call must prove itself with; [] for nothing."
    );
    a.field(
        "localAddress", ppp.expected_local, "Our end of the link; 0.0.0.0 asks the peer for one."
    );
    a.field(
        "peerAddress", ppp.expected_peer, "The peer's end of the link; 0.0.0.0 takes what he says."
    );
    a.field("askDns", ppp.ask_dns, "Ask the peer for name servers.");
    a.field(
        "echoSeconds", ppp.echo_interval, "Period of LCP echo requests; 0 sends none.", {0, 86400}
    );
    a.field(
        "echoFailures",
        ppp.echo_failures,
        "Unanswered echo requests before the link counts as dead.",
        {1, 100}
    );
    a.field("callBack", ppp.call_back, "How the peer calls back.");
}

template <class A>
void fields(A& a, IkePolicy& policy) {
    a.field("integrityMethod", policy.integrity, "dwIntegrityMethod (IKEEXT_INTEGRITY_TYPE).");
    a.field("encryptionMethod", policy.encryption, "dwEncryptionMethod (IKEEXT_CIPHER_TYPE).");
    a.field(
        "cipherTransformConstant",
        policy.cipher_transform,
        "dwCipherTransformConstant (IPSEC_CIPHER_TYPE)."
    );
    a.field(
        "authTransformConstant", policy.auth_transform, "dwAuthTransformConstant (IPSEC_AUTH_TYPE)."
    );
    a.field("pfsGroup", policy.pfs_group, "dwPfsGroup (IPSEC_PFS_GROUP).");
    a.field("dhGroup", policy.dh_group, "dwDhGroup (IKEEXT_DH_GROUP).");
}

template <class A>
void fields(A& a, TrafficSelector& selector) {
    a.field("type", selector.type, "7 for IPv4, 8 for IPv6.");
    a.field("protocolId", selector.protocol_id, "IP protocol, 0 for any.");
    a.field("portStart", selector.port_start, "First port.");
    a.field("portEnd", selector.port_end, "Last port.");
    a.field("payloadId", selector.payload_id, "tsPayloadId.");
    a.required("addressStart", selector.address_start, "First address.");
    a.required("addressEnd", selector.address_end, "Last address.");
}

template <class A>
void fields(A& a, Ikev2Custom& custom) {
    a.field("saLifeTime", custom.sa_life_time, "Seconds, 300 to 17279999.");
    a.field("saDataSize", custom.sa_data_size, "Kilobytes, at least 1024.");
    a.field("mmSaLifeTime", custom.main_mode_life_time, "Main mode: seconds, 300 to 17279999.");
    a.field("certificateName", custom.certificate_name, "Base64 of the encoded name; empty: none.");
    a.field("certificateHash", custom.certificate_hash, "Base64 of the hash; empty: none.");
    a.field("customPolicy", custom.custom_policy, "ROUTER_CUSTOM_IKEv2_POLICY0; null for none.");
    a.field("initiatorSelectors", custom.initiator_selectors, "vpnTrafficSelectors, tsI.");
    a.field("responderSelectors", custom.responder_selectors, "vpnTrafficSelectors, tsR.");
}

template <class A>
void fields(A& a, RipOptions& rip) {
    a.field(
        "authentication",
        rip.authentication,
        "What both ends prove themselves with; the key is in the secrets file (ripKey). "
        "\"password\" "
        "travels in clear text."
    );
    a.field("keyId", rip.key_id, "Number of the key, with \"keyedMd5\".", {0, 255});
}

// A table, and as long as the configuration of an interface has members:
// NOLINTBEGIN(readability-function-size)
template <class A>
void fields(A& a, InterfaceConfig& interface) {
    a.required(
        "name",
        interface.name,
        "Name of the interface, 1 to 256 bytes; also the user name of its peer's calls."
    );
    a.field(
        "type", interface.type, "ROUTER_INTERFACE_TYPE; a demand-dial interface is \"fullRouter\"."
    );
    a.field(
        "enabled", interface.enabled, "false keeps the interface from dialling and being called."
    );
    a.field(
        "acceptIncoming",
        interface.accept_incoming,
        "Whether a caller with this user name becomes this interface."
    );
    DialPolicy& policy = interface.policy;
    a.field("dialOnDemand", policy.dial_on_demand, "Whether traffic may start a call.");
    a.field("persistent", policy.persistent, "Dial by itself and never hang up for being idle.");
    a.field(
        "redialOnLinkFailure",
        policy.redial_on_link_failure,
        "Call again at once when the line is lost."
    );
    a.field("redialAttempts", policy.redial_attempts, "Further tries after the first.", {0, 99});
    a.field(
        "redialSeconds", policy.redial_interval, "Wait between the tries of one attempt.", {1, 600}
    );
    IdleSeconds idle{policy.idle_disconnect_seconds};
    a.field(
        "idleDisconnectSeconds",
        idle,
        "Hang up after so long without traffic: seconds, \"default\" or \"never\"."
    );
    a.field(
        "minUnreachabilitySeconds",
        policy.min_unreachability,
        "First wait of the back-off, and its step."
    );
    a.field("maxUnreachabilitySeconds", policy.max_unreachability, "Longest wait of the back-off.");
    a.field(
        "dialOutHours",
        policy.dialout_hours,
        "When dialling is allowed: \"<day> HH:MM-HH:MM ...\", day 0 is Sunday; [] is always."
    );
    a.field("phonebook", interface.phonebook, "The phonebook members of MPR_INTERFACE_2 and _3.");
    a.field("devices", interface.devices, "What the interface dials with, in order.");
    a.field("routes", interface.routes, "Static routes through this interface.");
    a.field(
        "transports",
        interface.transports,
        "Filters and status by family; a family that is not listed is up and has no filters."
    );
    a.field("ppp", interface.ppp, "What is negotiated with the peer.");
    a.field("rip", interface.rip, "How auto-static updates ask the neighbour for his routes.");
    a.field(
        "networkName",
        interface.network_name,
        "Name of the host's network interface, at most 15 bytes; empty: made from the name."
    );
    a.field("mtu", interface.mtu, "MTU of the host's network interface.", {128, 65535});
    a.field(
        "ikev2",
        interface.ikev2,
        "IKEv2 policy of a full router (MPR_IF_CUSTOMINFOEX); null for the engine's own."
    );
}
// NOLINTEND(readability-function-size)

template <class A>
void fields(A& a, TunnelParameters& parameters) {
    a.field("idleTimeout", parameters.idle_timeout, "Seconds, 300 to 17279999.");
    a.field(
        "networkBlackoutTime",
        parameters.network_blackout,
        "Seconds without an answer before a tunnel is given up, at least 120; IKEv2 only."
    );
    a.field("saLifeTime", parameters.sa_life_time, "Seconds, 300 to 17279999.");
    a.field("saDataSizeForRenegotiation", parameters.sa_data_size, "Kilobytes, at least 1024.");
    a.field(
        "encryptionType", parameters.encryption_type, "0 none, 1 request, 2 require, 3 maximum."
    );
    a.field("mmSaLifeTime", parameters.main_mode_life_time, "Main mode: seconds, 300 to 17279999.");
    a.field(
        "customPolicy", parameters.custom_policy, "ROUTER_CUSTOM_IKEv2_POLICY0; null for none."
    );
}

template <class A>
void fields(A& a, TunnelPorts& ports) {
    a.field("numPorts", ports.ports, "How many; null for as many as the devices offer.");
    a.field("portFlags", ports.flags, "1 for remote access, 2 for routing, 3 for both.");
    a.field("maxPorts", ports.max_ports, "Largest numPorts that can be set while the router runs.");
    a.field(
        "tunnelConfigParams", ports.parameters, "ikev2 and l2tp only; null for the engine's own."
    );
}

template <class A>
void fields(A& a, SstpListener& listener) {
    a.field("useHttps", listener.use_https, "false when a proxy before the router ends TLS.");
    a.field(
        "certificate",
        listener.certificate,
        "SHA-256 hash of the certificate, in hexadecimal; empty to choose one."
    );
}

template <class A>
void fields(A& a, TunnelSettings& tunnels) {
    a.field("pptp", tunnels.pptp, "Ports of PPTP.");
    a.field("l2tp", tunnels.l2tp, "Ports of L2TP.");
    a.field("sstp", tunnels.sstp, "Ports of SSTP.");
    a.field("ikev2", tunnels.ikev2, "Ports of IKEv2.");
    a.field("gre", tunnels.gre, "Ports of GRE.");
    a.field("sstpListener", tunnels.sstp_listener, "How SSTP is answered.");
}

template <class A>
void fields(A& a, UserConfig& user) {
    a.required("name", user.name, "The user name that the caller sends.");
    a.field("mayDialIn", user.may_dial_in, "false refuses the caller whatever his password.");
    a.field(
        "address",
        user.address,
        "Address of this caller, given to nobody else; 0.0.0.0 takes one from the pools."
    );
    a.field(
        "mayChooseAddress",
        user.may_choose_address,
        "Whether he may insist on another address than that from the pools, if it is free."
    );
    a.field(
        "ipv6Identifier",
        user.ipv6_identifier,
        "Interface identifier that he must take, such as \"::1\"; \"::\" lets him choose."
    );
    a.field(
        "ipv6Prefix",
        user.ipv6_prefix,
        "His own IPv6 prefix of 64 bits; null takes one from answering.ipv6Prefixes."
    );
    a.field("routes", user.routes, "Routes through his interface while he is connected.");
    IdleSeconds idle{user.idle_seconds};
    a.field(
        "idleSeconds",
        idle,
        "Hang up after so long without traffic: seconds, \"default\" (answering.idleSeconds) or "
        "\"never\"."
    );
    IdleSeconds session{user.session_seconds};
    a.field(
        "sessionSeconds",
        session,
        "Hang up after so long: seconds, \"default\" (answering.sessionSeconds) or \"never\"."
    );
    a.field("maxCalls", user.max_calls, "How many calls he may have at once; 0 for any number.");
    a.field(
        "callBack",
        user.call_back,
        "\"router\" hangs up and calls callBackNumber; \"caller\" lets him choose a number, or "
        "none."
    );
    a.field("callBackNumber", user.call_back_number, "The number to call, at most 128 bytes.");
    a.field(
        "callBackPrefixes",
        user.call_back_prefixes,
        "With \"caller\": what other numbers that he may give begin with; [] allows no other."
    );
    a.field("policyDecides", user.policy_decides, "RASPRIV2_DialinPolicy; kept, not used.");
}

template <class A>
void fields(A& a, AnsweringConfig& answering) {
    a.field(
        "require",
        answering.require,
        "What callers must prove themselves with, best first; [] asks nobody."
    );
    a.field("serverName", answering.server_name, "The name in our challenges.");
    a.field(
        "localAddress",
        answering.local_address,
        "Our end of the links of callers; 0.0.0.0 refuses IPv4."
    );
    a.field(
        "pools",
        answering.pools,
        "Addresses for callers: \"FIRST-LAST\", \"NETWORK/BITS\" or one address; [] lets callers "
        "bring their own."
    );
    a.field(
        "excluded",
        answering.excluded,
        "Addresses of the pools that no caller gets, in the same form."
    );
    a.field("dns", answering.dns, "Name servers told to callers, at most two.");
    a.field("ipv6", answering.ipv6, "Whether callers may use IPv6.");
    a.field(
        "ipv6Prefixes",
        answering.ipv6_prefixes,
        "IPv6 prefixes of 44 to 64 bits; each caller gets a /64 of them, routed to him while he is "
        "connected."
    );
    a.field(
        "idleSeconds",
        answering.idle_limit,
        "Hang up a caller after so long without traffic; 0 never does."
    );
    a.field(
        "sessionSeconds", answering.session_limit, "Hang up a caller after so long; 0 never does."
    );
}

template <class A>
void fields(A& a, Credentials& credentials) {
    a.field("userName", credentials.user_name, "User name.");
    a.field("domain", credentials.domain, "Domain, may be empty.");
    a.field("password", credentials.password, "Password.");
}

/// A key of any bytes: base64.
struct KeyText {
    /// Refers to the member of the structure itself.
    Secret& value;
};

template <class A>
void fields(A& a, ExtendedCredentials& credentials) {
    KeyText key{credentials.pre_shared_key};
    a.field("preSharedKey", key, "Pre-shared key, base64.");
    KeyText eap{credentials.eap_data};
    a.field("eapData", eap, "EAP data, base64.");
    a.field("ripKey", credentials.rip_key, "Password or key of rip.authentication, 1 to 16 bytes.");
}

template <>
struct JsonValue<KeyText> {
    static bool read(const json& value, KeyText& out) {
        const auto bytes =
            value.is_string() ? from_base64(value.get_ref<const std::string&>()) : std::nullopt;
        if (bytes) {
            out.value = Secret(as_text(*bytes));
        }
        return bytes.has_value();
    }
    static json write(const KeyText& key) { return to_base64(key.value.reveal()); }
    static std::string expected() { return "a text in base64"; }
    static json schema() { return {{"type", "string"}}; }
};

template <>
struct JsonValue<IdleSeconds> {
    static bool read(const json& value, IdleSeconds& out) {
        if (value == "never") {
            out.value = kIdleNever;
        } else if (value == "default") {
            out.value = kIdleUseGlobal;
        } else if (value.is_number_unsigned() && value.get<std::uint64_t>() <= kIdleNever) {
            out.value = value.get<std::uint32_t>();
        } else {
            return false;
        }
        return true;
    }
    static json write(const IdleSeconds& idle) {
        if (idle.value == kIdleNever) {
            return "never";
        }
        return idle.value == kIdleUseGlobal ? json("default") : json(idle.value);
    }
    static std::string expected() { return "a number of seconds, \"default\" or \"never\""; }
    static json schema() {
        return {
            {"anyOf", {{{"type", "integer"}, {"minimum", 0}}, {{"enum", {"default", "never"}}}}}};
    }
};

}  // namespace mprd::config
