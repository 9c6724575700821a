// The example of crypto/README.md.
// [example]
#include <strata/crypto/auth_key.hpp>
#include <strata/crypto/message_cipher.hpp>
#include <strata/crypto/random.hpp>

namespace crypto = strata::crypto;

// Encrypts a text for the server, where it stands, and opens the packet again as the server would.
strata::Result<std::string> there_and_back(const crypto::AuthKey& key, std::string_view text,
                                           crypto::RandomSource& random) {
  strata::Buffer packet;
  packet.append(strata::as_bytes(text));
  random.fill(packet.append(48 - text.size() % 16));  // to a multiple of 16
  crypto::encrypt_message(key, crypto::Direction::client_to_server, packet);

  auto opened = crypto::decrypt_message(key, crypto::Direction::client_to_server, packet.bytes());
  if (!opened) return strata::fail(opened.error());  // crypto::Errc::bad_packet, never why
  return std::string(strata::as_text(opened->first(text.size())));
}
// [/example]

#include "support/scripted_random.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace strata {
namespace {

TEST(Readme, Example_ComesBack) {
  const auto key = crypto::AuthKey::from_bytes(test::counting(256));
  test::ScriptedRandom random;
  for (const std::string text : {"", "hello", "a text of sixteen", "0123456789abcdef"}) {
    const auto back = there_and_back(*key, text, random);
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, text);
  }
}

}  // namespace
}  // namespace strata
