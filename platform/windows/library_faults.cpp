// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/library_faults.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <windows.h>

namespace mprd::platform {
namespace {

struct TrustRow {
    long result;
    const char* meaning;
};

constexpr std::array kTrust{
    TrustRow{TRUST_E_NOSIGNATURE, "it bears no signature"},
    TrustRow{TRUST_E_SUBJECT_FORM_UNKNOWN, "it is no program library, and bears no signature"},
    TrustRow{TRUST_E_BAD_DIGEST, "it was changed after it was signed"},
    TrustRow{TRUST_E_EXPLICIT_DISTRUST, "this machine distrusts who signed it"},
    TrustRow{CERT_E_UNTRUSTEDROOT, "it is signed by somebody whom this machine does not trust"},
    TrustRow{CERT_E_CHAINING, "it is signed by somebody whom this machine does not trust"},
    TrustRow{CERT_E_EXPIRED, "its signature has expired"},
    TrustRow{CERT_E_REVOKED, "the certificate of its signature was revoked"},
};

struct MachineRow {
    std::uint16_t machine;
    const char* name;
};

constexpr std::uint16_t kOwnMachine = IMAGE_FILE_MACHINE_AMD64;

constexpr std::array kMachines{
    MachineRow{IMAGE_FILE_MACHINE_I386, "x86"},
    MachineRow{IMAGE_FILE_MACHINE_AMD64, "amd64"},
    MachineRow{IMAGE_FILE_MACHINE_ARMNT, "arm"},
    MachineRow{IMAGE_FILE_MACHINE_ARM64, "arm64"},
};

/// Little endian, from files.
std::uint32_t number_at(std::string_view head, std::size_t offset, std::size_t octets) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < octets; ++i) {
        value |= std::uint32_t{static_cast<std::uint8_t>(head[offset + i])} << (8 * i);
    }
    return value;
}

}  // namespace

std::string signature_fault(long result) {
    const auto row = std::find_if(kTrust.begin(), kTrust.end(), [&](const TrustRow& each) {
        return each.result == result;
    });
    return row == kTrust.end() ? "its signature is not valid" : row->meaning;
}

std::string image_fault(std::string_view head) {
    constexpr std::size_t kPlaceOfHeader = 0x3c;  // e_lfanew of IMAGE_DOS_HEADER
    constexpr std::string_view kSignature("PE\0\0", 4);
    const bool is_program = head.starts_with("MZ") && head.size() >= kPlaceOfHeader + 4;
    const std::size_t header = is_program ? number_at(head, kPlaceOfHeader, 4) : head.size();
    if (header > head.size() || head.size() - header < kSignature.size() + 2 ||
        head.substr(header, kSignature.size()) != kSignature) {
        return "it is no program library";
    }
    const std::uint32_t machine = number_at(head, header + kSignature.size(), 2);
    const auto row = std::find_if(kMachines.begin(), kMachines.end(), [&](const MachineRow& each) {
        return each.machine == machine;
    });
    if (row != kMachines.end() && row->machine == kOwnMachine) {
        return {};
    }
    return "it is for another processor (" +
           (row == kMachines.end() ? "machine " + std::to_string(machine) : row->name) + ")";
}

}  // namespace mprd::platform
