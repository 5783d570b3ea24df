// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/ip_helper.hpp"

#include "platform/windows/socket_address.hpp"
#include "platform/windows/text.hpp"

namespace mprd::platform {
namespace {

/// A network interface of ours that idles must not win against one that works.
constexpr ULONG kInterfaceMetric = 50;

NET_LUID luid_of(std::uint64_t value) {
    NET_LUID luid{};
    luid.Value = value;
    return luid;
}

Result<void> outcome(DWORD error, const std::string& what) {
    return error == NO_ERROR ? Result<void>()
                             : Result<void>(windows_error(Errc::CanNotComplete, what, error));
}

/// For removals: what is not there need not be removed.
Result<void> removal(DWORD error, const std::string& what) {
    return error == ERROR_NOT_FOUND ? Result<void>() : outcome(error, what);
}

MIB_UNICASTIPADDRESS_ROW address_row(std::uint64_t luid, const IpAddress& address) {
    MIB_UNICASTIPADDRESS_ROW row{};
    ::InitializeUnicastIpAddressEntry(&row);
    row.InterfaceLuid = luid_of(luid);
    row.Address = socket_address(address);
    row.DadState = IpDadStatePreferred;  // a point-to-point link: nobody else can have it
    return row;
}

MIB_IPFORWARD_ROW2 route_row(std::uint64_t luid, const Route& route) {
    MIB_IPFORWARD_ROW2 row{};
    ::InitializeIpForwardEntry(&row);
    row.InterfaceLuid = luid_of(luid);
    row.DestinationPrefix.Prefix = socket_address(route.destination.address);
    row.DestinationPrefix.PrefixLength = route.destination.length;
    IpAddress none;
    none.is_v6 = route.destination.address.is_v6;
    row.NextHop = socket_address(none);
    row.Metric = route.metric;
    row.Protocol = static_cast<NL_ROUTE_PROTOCOL>(MIB_IPPROTO_NETMGMT);
    return row;
}

class RealIpHelper final : public IpHelper {
public:
    Result<void> set_up(std::uint64_t luid, std::uint16_t mtu) override {
        for (const int family : {AF_INET, AF_INET6}) {
            MIB_IPINTERFACE_ROW row{};
            ::InitializeIpInterfaceEntry(&row);
            row.Family = static_cast<ADDRESS_FAMILY>(family);
            row.InterfaceLuid = luid_of(luid);
            if (::GetIpInterfaceEntry(&row) != NO_ERROR) {
                continue;  // this family is switched off
            }
            row.NlMtu = mtu;
            row.SitePrefixLength = 0;  // the call wants it so for IPv4
            row.DadTransmits = 0;
            row.RouterDiscoveryBehavior = RouterDiscoveryDisabled;
            row.UseAutomaticMetric = FALSE;
            row.Metric = kInterfaceMetric;
            if (auto set = outcome(::SetIpInterfaceEntry(&row), "cannot set the MTU"); !set) {
                return set;
            }
        }
        return {};
    }

    Result<void> add_address(
        std::uint64_t luid, const IpAddress& address, std::uint8_t prefix_length
    ) override {
        MIB_UNICASTIPADDRESS_ROW row = address_row(luid, address);
        row.OnLinkPrefixLength = prefix_length;
        return outcome(
            ::CreateUnicastIpAddressEntry(&row), "cannot set address " + address.to_string()
        );
    }

    Result<void> remove_address(std::uint64_t luid, const IpAddress& address) override {
        const MIB_UNICASTIPADDRESS_ROW row = address_row(luid, address);
        return removal(
            ::DeleteUnicastIpAddressEntry(&row), "cannot remove address " + address.to_string()
        );
    }

    Result<void> add_route(std::uint64_t luid, const Route& route) override {
        const MIB_IPFORWARD_ROW2 row = route_row(luid, route);
        return outcome(
            ::CreateIpForwardEntry2(&row), "cannot set route " + route.destination.to_string()
        );
    }

    Result<void> remove_route(std::uint64_t luid, const Route& route) override {
        const MIB_IPFORWARD_ROW2 row = route_row(luid, route);
        return removal(
            ::DeleteIpForwardEntry2(&row), "cannot remove route " + route.destination.to_string()
        );
    }

    Result<void> set_dns(std::uint64_t luid, const std::vector<Ipv4Address>& servers) override;
};

/// DNS_INTERFACE_SETTINGS of netioapi.h, which headers of mingw-w64 10 do not have.
struct DnsInterfaceSettings {
    static constexpr ULONG kVersion1 = 1;
    static constexpr ULONG64 kNameServer = 0x2;  ///< DNS_SETTING_NAMESERVER
    ULONG version = kVersion1;
    ULONG64 flags = kNameServer;
    wchar_t* domain = nullptr;
    wchar_t* name_server = nullptr;
    wchar_t* search_list = nullptr;
    ULONG registration_enabled = 0;
    ULONG register_adapter_name = 0;
    ULONG enable_llmnr = 0;
    ULONG query_adapter_name = 0;
    wchar_t* profile_name_server = nullptr;
};

Result<void> RealIpHelper::set_dns(std::uint64_t luid, const std::vector<Ipv4Address>& servers) {
    using SetSettings = DWORD(WINAPI*)(GUID, const DnsInterfaceSettings*);
    // Since Windows 10 2004; before it, name servers are left to the administrator.
    const HMODULE library = ::GetModuleHandleW(L"iphlpapi.dll");
    const FARPROC found =
        library == nullptr ? nullptr : ::GetProcAddress(library, "SetInterfaceDnsSettings");
    if (found == nullptr) {
        return {};
    }
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the way to call what was found
    const auto set_settings = reinterpret_cast<SetSettings>(reinterpret_cast<void*>(found));
    GUID interface_id{};
    const NET_LUID of = luid_of(luid);
    if (const DWORD error = ::ConvertInterfaceLuidToGuid(&of, &interface_id); error != NO_ERROR) {
        return outcome(error, "cannot set name servers");
    }
    std::wstring list;
    for (const Ipv4Address server : servers) {
        list += (list.empty() ? L"" : L",") + to_wide(server.to_string());
    }
    DnsInterfaceSettings settings;
    settings.name_server = list.data();
    return outcome(set_settings(interface_id, &settings), "cannot set name servers");
}

}  // namespace

std::unique_ptr<IpHelper> make_ip_helper() {
    return std::make_unique<RealIpHelper>();
}

}  // namespace mprd::platform
