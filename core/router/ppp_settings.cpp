// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/ppp_settings.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace mprd::router {
namespace {

[[nodiscard]] ppp::AuthMethod to_method(AuthKind kind) {
    switch (kind) {
        case AuthKind::Pap:
            return ppp::AuthMethod::Pap;
        case AuthKind::ChapMd5:
            return ppp::AuthMethod::ChapMd5;
        case AuthKind::MsChapV2:
            return ppp::AuthMethod::MsChapV2;
    }
    return ppp::AuthMethod::Pap;
}

[[nodiscard]] AuthKind to_kind(ppp::AuthMethod method) {
    switch (method) {
        case ppp::AuthMethod::Pap:
            return AuthKind::Pap;
        case ppp::AuthMethod::ChapMd5:
            return AuthKind::ChapMd5;
        case ppp::AuthMethod::MsChapV2:
            return AuthKind::MsChapV2;
    }
    return AuthKind::Pap;
}

[[nodiscard]] std::vector<ppp::AuthMethod> to_methods(const std::vector<AuthKind>& kinds) {
    std::vector<ppp::AuthMethod> methods;
    std::transform(kinds.begin(), kinds.end(), std::back_inserter(methods), to_method);
    return methods;
}

/// The password rules of MPRIO_RequireEncryptedPw and MPRIO_RequireMsEncryptedPw
/// (reference/mprapi-types.md section 3, rules 2 and 4).
[[nodiscard]] std::vector<AuthKind> permitted(std::vector<AuthKind> kinds, std::uint32_t options) {
    const bool needs_ms = (options & kOptionRequireMsEncryptedPassword) != 0;
    const bool needs_encrypted = needs_ms || (options & kOptionRequireEncryptedPassword) != 0;
    std::erase_if(kinds, [&](AuthKind kind) {
        return (needs_encrypted && kind == AuthKind::Pap) ||
               (needs_ms && kind == AuthKind::ChapMd5);
    });
    return kinds;
}

[[nodiscard]] ppp::IpcpSettings calling_ipcp(const InterfaceConfig& config) {
    ppp::IpcpSettings ipcp;
    ipcp.enabled = (config.phonebook.net_protocols & kNetProtocolIpv4) != 0;
    ipcp.ask_dns = config.ppp.ask_dns;
    if ((config.phonebook.options & kOptionSpecificIpAddress) != 0) {
        ipcp.local = config.phonebook.address;
    }
    if (!config.ppp.expected_local.is_unspecified()) {
        ipcp.local = config.ppp.expected_local;
    }
    ipcp.require_local = !ipcp.local.is_unspecified();
    ipcp.peer = config.ppp.expected_peer;
    ipcp.require_peer = !ipcp.peer.is_unspecified();
    return ipcp;
}

[[nodiscard]] ppp::CallBackSettings calling_call_back(const InterfaceConfig& config) {
    using Role = ppp::CallBackSettings::Role;
    const CallBackOptions& options = config.ppp.call_back;
    ppp::CallBackSettings call_back;
    const bool may_ask = (config.phonebook.options & kOptionDisableLcpExtensions) == 0;
    if (may_ask && options.mode != CallBackMode::Never) {
        call_back.role = options.mode == CallBackMode::Required ? Role::AskAndInsist : Role::Ask;
    }
    call_back.number = options.number;
    call_back.delay_seconds = static_cast<std::uint8_t>(options.delay.count());
    return call_back;
}

void fit_to_line(ppp::LcpSettings& lcp, const LinkInfo& link) {
    lcp.mru = std::min(lcp.mru, link.max_mru);
    lcp.line_mru = link.max_mru;
    lcp.whole_frames = link.carries == LinkInfo::Carries::PppFrames;
}

}  // namespace

ppp::PppConfig calling_config(
    const InterfaceRow& row, const AnsweringConfig& answering, const LinkInfo& link
) {
    const PppOptions& options = row.config.ppp;
    ppp::PppConfig config;
    config.lcp.mru = options.mru;
    fit_to_line(config.lcp, link);
    config.lcp.echo_interval = options.echo_interval;
    config.lcp.echo_failures = static_cast<int>(options.echo_failures);
    set_proof(config, proof_of(row));
    config.auth.require = to_methods(options.require);
    config.auth.server_name = answering.server_name;
    config.call_back = calling_call_back(row.config);
    config.ipcp = calling_ipcp(row.config);
    config.ipv6cp.enabled = (row.config.phonebook.net_protocols & kNetProtocolIpv6) != 0;
    return config;
}

ppp::PppConfig awaited_config(
    const InterfaceRow& row, const AnsweringConfig& answering, const LinkInfo& link
) {
    ppp::PppConfig config = calling_config(row, answering, link);
    config.auth.order = ppp::AuthSettings::Order::PeerFirst;
    config.call_back.role = ppp::CallBackSettings::Role::None;  // this is the call-back
    // Nobody has dialled this peer's number. Whoever demands nothing of him must know him
    // otherwise.
    if (config.auth.require.empty() && !row.config.ppp.call_back.from_anybody) {
        config.auth.require = to_methods(answering.require);
        config.auth.unproved = ppp::AuthSettings::Unproved::IfMutual;
    }
    return config;
}

std::optional<ppp::OwnProof> proof_of(const InterfaceRow& row) {
    if (!row.credentials) {
        return std::nullopt;
    }
    return ppp::OwnProof{
        row.credentials->full_name(),
        row.credentials->password,
        to_methods(permitted(row.config.ppp.offer, row.config.phonebook.options))};
}

void set_proof(ppp::PppConfig& config, const std::optional<ppp::OwnProof>& proof) {
    config.auth.offer.clear();
    if (proof) {
        config.auth.offer = proof->methods;
        config.auth.user_name = proof->user_name;
        config.auth.password = proof->password;
    }
    config.auth.order = ppp::AuthSettings::Order::Any;
}

ppp::PppConfig answering_config(
    const AnsweringConfig& answering, Ipv4Address peer, const LinkInfo& link
) {
    ppp::PppConfig config;
    fit_to_line(config.lcp, link);
    if (answering.require.empty()) {
        config.auth.offer.clear();  // nobody is asked, so nobody is told who we are
    }
    config.auth.order = ppp::AuthSettings::Order::PeerNamesUs;
    config.auth.require = to_methods(answering.require);
    config.auth.server_name = answering.server_name;
    config.ipcp.enabled = !answering.local_address.is_unspecified();
    config.ipcp.local = answering.local_address;
    config.ipcp.peer = peer;
    config.ipcp.require_peer = !peer.is_unspecified();
    config.ipcp.ask_dns = false;
    config.ipcp.give_dns = answering.dns;
    config.ipv6cp.enabled = answering.ipv6;
    return config;
}

PppProjection projection_of(const ppp::PppStatus& status) {
    PppProjection projection;
    if (status.local_auth) {
        projection.local_auth = to_kind(*status.local_auth);
    }
    if (status.peer_auth) {
        projection.peer_auth = to_kind(*status.peer_auth);
    }
    if (status.ipv4) {
        projection.ipv4 =
            Ipv4Link{status.ipv4->local, status.ipv4->peer, status.ipv4->dns, status.ipv4->nbns};
    }
    if (status.ipv6) {
        projection.ipv6 = Ipv6Link{status.ipv6->local, status.ipv6->peer};
    }
    projection.send_mru = status.framing.send_mru;
    projection.compress_protocol = status.framing.compress_protocol;
    projection.compress_address = status.framing.compress_address;
    return projection;
}

std::string protocol_name(std::uint16_t protocol) {
    switch (protocol) {  // assigned numbers of PPP
        case 0xc021:
            return "LCP";
        case 0xc023:
            return "PAP";
        case 0xc223:
            return "CHAP";
        case 0xc029:
            return "CBCP";
        case 0x8021:
            return "IPCP";
        case 0x8057:
            return "IPV6CP";
        default: {
            std::array<char, 8> text{};
            std::snprintf(text.data(), text.size(), "0x%04x", static_cast<unsigned>(protocol));
            return text.data();
        }
    }
}

}  // namespace mprd::router
