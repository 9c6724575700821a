// The proof of a two-step verification password, from what account.getPassword answered.
#include "auth/password_proof.hpp"

#include "strata/base/bytes.hpp"
#include "strata/client/errors.hpp"
#include "strata/tl/types/account/password.hpp"
#include "strata/tl/types/password_kdf_algo.hpp"

namespace strata::auth {

using Algorithm = tl::types::PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow;

PasswordProof prove_password(const tl::types::account::Password& password, std::string_view entered,
                             crypto::RandomSource& random) {
  if (!password.current_algo || !password.srp_B || !password.srp_id) {
    throw ProtocolError(ClientErrc::unexpected_answer,
                        "this account has no two-step verification password");
  }
  const Algorithm* algorithm = password.current_algo->get_if<Algorithm>();
  if (!algorithm) {
    throw ProtocolError(ClientErrc::unexpected_answer,
                        "the server asks for the password in a way that this version does not "
                        "know; update Strata");
  }
  const crypto::SrpParameters parameters{.p = algorithm->p,
                                         .g = algorithm->g,
                                         .salt1 = algorithm->salt1,
                                         .salt2 = algorithm->salt2,
                                         .B = *password.srp_B};
  Result<crypto::SrpAnswer> answer = crypto::srp_answer(parameters, as_bytes(entered), random);
  if (!answer) throw SecurityError(answer.error());
  return {.srp_id = *password.srp_id, .answer = *answer};
}

}  // namespace strata::auth
