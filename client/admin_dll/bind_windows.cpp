// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/admin_dll/callbacks.hpp"

namespace mprd::admin_dll {

std::unique_ptr<Callbacks> bind(const FindSymbol& find) {
    return text16::bind(find);  // the only size of WCHAR
}

}  // namespace mprd::admin_dll
