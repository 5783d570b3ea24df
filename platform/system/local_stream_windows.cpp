// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/system/local_stream.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <utility>

namespace mprd::platform {

void wait_for_hang_up(LocalStream& stream, std::function<void()> gone) {
    // A pipe has no half that could be closed alone: who has ended its input is gone.
    boost::asio::post(stream.get_executor(), std::move(gone));
}

void write_last_word(LocalStream& stream, std::string_view text) {
    // The pipe's buffer is empty and larger than a last word.
    boost::system::error_code ignored;
    boost::asio::write(stream, boost::asio::buffer(text.data(), text.size()), ignored);
}

}  // namespace mprd::platform
