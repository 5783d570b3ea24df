// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/auth_exchange.hpp"

#include "core/ppp/chap_authenticator.hpp"
#include "core/ppp/chap_supplicant.hpp"
#include "core/ppp/pap_authenticator.hpp"
#include "core/ppp/pap_supplicant.hpp"

namespace mprd::ppp {

std::unique_ptr<AuthExchange> make_supplicant(
    AuthMethod method, const PppConfig& config, LinkContext& link
) {
    if (method == AuthMethod::Pap) {
        return std::make_unique<PapSupplicant>(config, link);
    }
    return std::make_unique<ChapSupplicant>(method, config, link);
}

std::unique_ptr<AuthExchange> make_authenticator(
    AuthMethod method, const PppConfig& config, LinkContext& link
) {
    if (method == AuthMethod::Pap) {
        return std::make_unique<PapAuthenticator>(config, link);
    }
    return std::make_unique<ChapAuthenticator>(method, config, link);
}

}  // namespace mprd::ppp
