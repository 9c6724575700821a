// Tests of binding temporary keys.
#include "crypto/aes.hpp"
#include "crypto/digest.hpp"
#include "testing/session/engine_fixture.hpp"
#include "testing/support.hpp"
#include "wire.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

/// The client's MTProto 1.0 encryption of the proof.
/// Spec: core.telegram.org/method/auth.bindTempAuthKey#encrypted-message
Bytes seal_proof(const AuthKeyBytes& key, std::int64_t msg_id, BytesView inner) {
  WireWriter plain;
  plain.raw(Bytes(16, 9)).write(msg_id).write(std::int32_t{0}).write(std::int32_t{40}).raw(inner);
  const Sha1 hash = sha1({plain.bytes()});
  const BytesView msg_key = BytesView(hash).subspan(4);
  const BytesView bytes(key);
  const Sha1 a = sha1({msg_key, bytes.subspan(0, 32)});
  const Sha1 b = sha1({bytes.subspan(32, 16), msg_key, bytes.subspan(48, 16)});
  const Sha1 c = sha1({bytes.subspan(64, 32), msg_key});
  const Sha1 d = sha1({msg_key, bytes.subspan(96, 32)});
  Bytes joined(a.begin(), a.begin() + 8);
  joined.insert(joined.end(), b.begin() + 8, b.end());
  joined.insert(joined.end(), c.begin() + 4, c.begin() + 16);
  joined.insert(joined.end(), a.begin() + 8, a.end());
  joined.insert(joined.end(), b.begin(), b.begin() + 8);
  joined.insert(joined.end(), c.begin() + 16, c.end());
  joined.insert(joined.end(), d.begin(), d.begin() + 8);
  AesKey aes_key;
  IgeIv iv;
  std::copy_n(joined.begin(), 32, aes_key.begin());
  std::copy_n(joined.begin() + 32, 32, iv.begin());
  plain.raw(Bytes(8, 1));
  Bytes sealed = plain.take();
  ige_encrypt(sealed, aes_key, iv);
  WireWriter packet;
  packet.write(auth_key_id(key)).raw(msg_key).raw(sealed);
  return packet.take();
}

class Binding : public EngineTest {
 protected:
  static constexpr std::int32_t expires_at = 1'700'003'000;

  /// Sends a proof, changed by `edit`, and gives the error of the answer.
  std::string bind(const std::function<void(Object&)>& edit = {}) {
    const std::int64_t msg_id = next_id(temporary) + 4;
    temporary.last_msg_id = msg_id - 4;
    Object inner("bind_auth_key_inner", {{"nonce", std::int64_t{11}},
                                         {"temp_auth_key_id", auth_key_id(temporary.key)},
                                         {"perm_auth_key_id", auth_key_id(permanent.key)},
                                         {"temp_session_id", temporary.session_id},
                                         {"expires_at", expires_at}});
    if (edit) edit(inner);
    const Bytes proof =
        seal_proof(permanent.key, msg_id + proof_id_offset, mtproto_codec().encode(inner).value());
    const Object request("auth.bindTempAuthKey", {{"perm_auth_key_id", auth_key_id(permanent.key)},
                                                  {"nonce", std::int64_t{11}},
                                                  {"expires_at", expires_at},
                                                  {"encrypted_message", proof}});
    const FromServer answer = ask(link, temporary, call(request));
    EXPECT_EQ(answer.object.get_long("req_msg_id"), msg_id);
    return error_of(answer);
  }

  Client permanent = make_client();
  Client temporary = make_client(3600);
  Link link{*this};
  std::int64_t proof_id_offset = 0;
};

TEST_F(Binding, MakesTheLoginsOfThePermanentKeyAvailable) {
  EXPECT_EQ(bind(), "");
  EXPECT_EQ(engine->counters().keys_bound, 1U);
  ask(link, temporary, first_call(Object("help.getNearestDc")));
  EXPECT_EQ(error_of(ask(link, temporary, call(Object("help.getInviteText")))), "");
  EXPECT_EQ(probe->host->update_sessions(auth_key_id(permanent.key)).size(), 1U);
  EXPECT_EQ(bind(), "") << "again, to the same key";
}

TEST_F(Binding, DestroyingThePermanentKeyDestroysWhatIsBoundToIt) {
  bind();
  probe->host->destroy_key(auth_key_id(permanent.key));
  advance(std::chrono::seconds(1));
  EXPECT_TRUE(link.is_closed);
  EXPECT_EQ(probe->destroyed_keys, std::vector<std::uint64_t>{auth_key_id(permanent.key)});
}

TEST_F(Binding, RefusesProofsThatDoNotFit) {
  const std::string refused = "400 ENCRYPTED_MESSAGE_INVALID";
  for (const char* const field :
       {"nonce", "temp_auth_key_id", "perm_auth_key_id", "temp_session_id"}) {
    EXPECT_EQ(bind([&](Object& inner) { inner.set(field, std::int64_t{5}); }), refused) << field;
  }
  EXPECT_EQ(bind([](Object& inner) { inner.set("expires_at", 1); }), refused);
  proof_id_offset = 4;
  EXPECT_EQ(bind(), refused) << "the proof belongs to one message";
}

TEST_F(Binding, IsToOneKeyOnly) {
  bind();
  permanent = make_client();
  EXPECT_EQ(bind(), "400 TEMP_AUTH_KEY_ALREADY_BOUND");
}

}  // namespace
}  // namespace strata::datacenter
