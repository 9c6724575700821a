// The digests as functions and as streams.
#include "strata/crypto/digest.hpp"

#include "digest/hash.hpp"

namespace strata::crypto {

Md5Digest md5(Parts parts) noexcept { return hash_parts<Md5>(parts); }
Sha1Digest sha1(Parts parts) noexcept { return hash_parts<Sha1>(parts); }
Sha256Digest sha256(Parts parts) noexcept { return hash_parts<Sha256>(parts); }
Sha512Digest sha512(Parts parts) noexcept { return hash_parts<Sha512>(parts); }

Md5Stream::Md5Stream() noexcept : state_(Md5::start) {}

void Md5Stream::update(BytesView more) noexcept {
  HashProgress<Md5> progress{state_, length_, pending_};
  progress.update(more);
  state_ = progress.state;
  length_ = progress.length;
  pending_ = progress.pending;
}

Md5Digest Md5Stream::digest() const noexcept {
  return HashProgress<Md5>{state_, length_, pending_}.finish();
}

Sha256Stream::Sha256Stream() noexcept : state_(Sha256::start) {}

Sha256Stream::~Sha256Stream() {
  wipe_object(state_);
  wipe_object(pending_);
}

void Sha256Stream::update(BytesView more) noexcept {
  HashProgress<Sha256> progress{state_, length_, pending_};
  const WipeOnExit guard(progress);
  progress.update(more);
  state_ = progress.state;
  length_ = progress.length;
  pending_ = progress.pending;
}

Sha256Digest Sha256Stream::digest() const noexcept {
  HashProgress<Sha256> progress{state_, length_, pending_};
  const WipeOnExit guard(progress);
  return progress.finish();
}

}  // namespace strata::crypto
