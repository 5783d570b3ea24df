// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/file_rights.hpp"

#include <memory>

// clang-format off
#include <windows.h>
#include <aclapi.h>
#include <sddl.h>
// clang-format on

namespace mprd::test {
namespace {

struct Free {
    void operator()(void* memory) const { ::LocalFree(memory); }
};

}  // namespace

FileRights rights_of(const std::string& path) {
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    std::string name = path;
    if (::GetNamedSecurityInfoA(
            name.data(),
            SE_FILE_OBJECT,
            DACL_SECURITY_INFORMATION,
            nullptr,
            nullptr,
            nullptr,
            nullptr,
            &descriptor
        ) != ERROR_SUCCESS) {
        return FileRights::Other;
    }
    const std::unique_ptr<void, Free> owner(descriptor);
    char* text = nullptr;
    if (::ConvertSecurityDescriptorToStringSecurityDescriptorA(
            descriptor, SDDL_REVISION_1, DACL_SECURITY_INFORMATION, &text, nullptr
        ) == 0) {
        return FileRights::Other;
    }
    const std::unique_ptr<char, Free> text_owner(text);
    // Of everybody, of who has logged on, of users: what a folder hands down.
    for (const char* group : {";WD)", ";AU)", ";BU)"}) {
        if (std::string(text).find(group) != std::string::npos) {
            return FileRights::ReadByOthers;
        }
    }
    return FileRights::Private;
}

// New files have the rights of their folder; nothing of a process changes that.
OpenHanded::OpenHanded() : before_(0) {}

OpenHanded::~OpenHanded() = default;

}  // namespace mprd::test
