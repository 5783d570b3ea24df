// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/admin_dll/callbacks.hpp"

namespace mprd::admin_dll {

std::unique_ptr<Callbacks> bind(const FindSymbol& find) {
    // Functions that every object must have, in one form or the other (MPRAPI_NAME).
    const bool has_wide = find("MprAdminInitializeDllEx_wchar32") != nullptr ||
                          find("MprAdminAcceptNewLink_wchar32") != nullptr;
    return has_wide ? text32::bind(find) : text16::bind(find);
}

}  // namespace mprd::admin_dll
