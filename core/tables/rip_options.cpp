// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/rip_options.hpp"

namespace mprd {

const char* to_string(RipAuthentication kind) {
    switch (kind) {
        case RipAuthentication::None:
            return "none";
        case RipAuthentication::Password:
            return "password";
        case RipAuthentication::KeyedMd5:
            return "keyedMd5";
    }
    return "";
}

}  // namespace mprd
