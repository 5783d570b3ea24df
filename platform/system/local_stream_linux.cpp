// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/system/local_stream.hpp"

#include <boost/asio/write.hpp>

#include <utility>

namespace mprd::platform {

void wait_for_hang_up(LocalStream& stream, std::function<void()> gone) {
    // Nothing is read any more: only a hang-up of the whole connection tells that nobody listens.
    stream.async_wait(
        LocalStream::wait_error,
        [gone = std::move(gone)](const boost::system::error_code& error) {
            if (!error) {
                gone();
            }
        }
    );
}

void write_last_word(LocalStream& stream, std::string_view text) {
    boost::system::error_code ignored;
    stream.non_blocking(true, ignored);
    boost::asio::write(stream, boost::asio::buffer(text.data(), text.size()), ignored);
}

}  // namespace mprd::platform
