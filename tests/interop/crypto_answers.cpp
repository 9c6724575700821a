// What strata::crypto answers to scripted inputs, for comparison with other implementations: one
// line of words in hexadecimal in, one line of results out; `refused` when the library refuses.
//
//   dh P G G_A B                             g_b, the id of the key and the key
//   srp P G SALT1 SALT2 SRP_B PASSWORD A     A and M1
//   verifier P G SALT1 SALT2 PASSWORD SALT   the new salt1 and the hash
//   pq PQ                                    p and q
//   nonces NEW_NONCE SERVER_NONCE            tmp_aes_key and tmp_aes_iv
//   message KEY X PLAINTEXT                  the whole packet; X is 00 or 08
#include "support/scripted_random.hpp"

#include "strata/crypto/dh.hpp"
#include "strata/crypto/factorize.hpp"
#include "strata/crypto/handshake_keys.hpp"
#include "strata/crypto/message_cipher.hpp"
#include "strata/crypto/srp.hpp"

#include <iostream>
#include <sstream>

namespace {

using namespace strata;
using Words = std::vector<Bytes>;

std::string joined(std::initializer_list<BytesView> results) {
  std::string line;
  for (const BytesView result : results) line += (line.empty() ? "" : " ") + to_hex(result);
  return line;
}

std::string dh(const Words& words) {
  test::ScriptedRandom random(words.at(3));
  const auto half = crypto::DhExchange::start(words.at(0), words.at(1).at(0), words.at(2), random);
  if (!half) return "refused";
  const auto key = half->auth_key();
  if (!key) return "refused";
  std::array<std::uint8_t, 8> id;
  store_le(id.data(), key->id());
  return joined({half->g_b(), id, key->bytes()});
}

crypto::SrpParameters srp_parameters(const Words& words) {
  return {words.at(0), words.at(1).at(0), words.at(2), words.at(3), {}};
}

std::string srp(const Words& words) {
  test::ScriptedRandom random(words.at(6));
  crypto::SrpParameters parameters = srp_parameters(words);
  parameters.B = words.at(4);
  const auto answer = crypto::srp_answer(parameters, words.at(5), random);
  return answer ? joined({answer->A, answer->M1}) : "refused";
}

std::string verifier(const Words& words) {
  test::ScriptedRandom random(words.at(5));
  const auto made = crypto::srp_verifier(srp_parameters(words), words.at(4), random);
  return made ? joined({made->salt1, made->password_hash}) : "refused";
}

std::string pq(const Words& words) {
  const auto factors = crypto::factorize_pq(words.at(0));
  return factors ? joined({factors->p, factors->q}) : "refused";
}

std::string nonces(const Words& words) {
  const auto keys =
      crypto::tmp_aes_key(BytesView(words.at(0)).first<32>(), BytesView(words.at(1)).first<16>());
  return joined({keys.key, keys.iv});
}

std::string message(const Words& words) {
  const auto key = crypto::AuthKey::from_bytes(words.at(0));
  if (!key) return "refused";
  Buffer packet;
  packet.append(words.at(2));
  const bool from_server = words.at(1).at(0) == 8;
  crypto::encrypt_message(
      *key, from_server ? crypto::Direction::server_to_client : crypto::Direction::client_to_server,
      packet);
  return joined({packet.bytes()});
}

std::string answer(const std::string& question, const Words& words) {
  if (question == "dh") return dh(words);
  if (question == "srp") return srp(words);
  if (question == "verifier") return verifier(words);
  if (question == "pq") return pq(words);
  if (question == "nonces") return nonces(words);
  if (question == "message") return message(words);
  return "unknown";
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string question;
    words >> question;
    Words arguments;
    for (std::string word; words >> word;) {
      // An empty argument is written as a dash.
      arguments.push_back(from_hex(word == "-" ? "" : word).value());
    }
    std::cout << answer(question, arguments) << std::endl;
  }
}
