// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/control_protocol.hpp"
#include "core/ppp/ppp_config.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace mprd::ppp {

/// IPCP option types (RFC 1332 section 3, RFC 1877 section 1).
/// IP-Compression-Protocol, RFC 1332 section 3.2.
inline constexpr std::uint8_t kIpcpCompression = 2;
/// IP-Address, four octets in network order, RFC 1332 section 3.3. Zero asks for one.
inline constexpr std::uint8_t kIpcpAddress = 3;
/// Name servers, four octets each. Zero asks for one.
inline constexpr std::uint8_t kIpcpPrimaryDns = 129;
inline constexpr std::uint8_t kIpcpPrimaryNbns = 130;
inline constexpr std::uint8_t kIpcpSecondaryDns = 131;
inline constexpr std::uint8_t kIpcpSecondaryNbns = 132;

/// The IP Control Protocol, RFC 1332 with the name servers of RFC 1877: agrees on the two addresses
/// of the link. Header compression is always rejected.
/// Fails with 735 when a required address is refused, and with 738 when no address comes out.
class Ipcp final : public ControlProtocol {
public:
    /// `link` must outlive the object; IpcpSettings are copied.
    Ipcp(const PppConfig& config, LinkContext& link);

    /// Whether a caller may have another address than the one assigned to him.
    enum class Assignment {
        Required,
        Proposed,  ///< given to him if he asks for one
    };
    /// What the authentication says that this caller gets. Before lower_up().
    /// Overrides IpcpSettings::peer for this call.
    void assign_peer(Ipv4Address address, Assignment assignment);
    /// What was agreed on; meaningful while open.
    [[nodiscard]] Ipv4Opened agreement() const;

private:
    /// The four name server options, in the order of kServerTypes.
    static constexpr std::size_t kServers = 4;
    struct Server {
        /// Asked for in our next request.
        bool wanted = false;
        /// As last asked for or told by the peer.
        Ipv4Address address;
    };

    void begin_request() override;
    void write_request(wire::OptionWriter writer) override;
    void begin_judging() override;
    [[nodiscard]] Opinion judge(const wire::Option& option) override;
    void write_missing(wire::OptionWriter writer) override;
    void nakked(const wire::Option& option) override;
    void rejected(const wire::Option& option) override;
    void gave_up_on(std::uint8_t option_type) override;
    void went_up(TimePoint now) override;

    /// Accepts a usable address that is not ours and, with require_peer, is the wanted one.
    [[nodiscard]] Opinion judge_address(const wire::Option& option);
    /// Naks with the server that we have; rejects when we have none.
    [[nodiscard]] Opinion judge_server(const wire::Option& option);
    /// A Nak with the address that the peer shall use; a Reject when there is none to give.
    [[nodiscard]] Opinion suggest_peer() const;
    /// Unspecified when we have no such server for the peer.
    [[nodiscard]] Ipv4Address server_to_give(std::size_t index) const;
    void nakked_address(Ipv4Address address);
    /// 735 when ours is required, 738 when we have none; else we go on without saying it.
    void rejected_address();

    IpcpSettings settings_;
    /// False: our request leaves the option out, because the peer rejected it.
    bool ask_address_ = true;
    /// Ours, as in our next request.
    Ipv4Address local_;
    /// The peer's, as last accepted.
    Ipv4Address peer_;
    /// Whether the request being judged carried IP-Address.
    bool peer_sent_address_ = false;
    std::array<Server, kServers> servers_;
};

}  // namespace mprd::ppp
