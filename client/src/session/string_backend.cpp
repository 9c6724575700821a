// Sessions as text, and the backend that starts from one.
#include "session/base64.hpp"
#include "session/session_codec.hpp"

#include "strata/client/errors.hpp"
#include "strata/client/session_backend.hpp"

namespace strata {
namespace {

class StringBackend final : public SessionBackend {
 public:
  explicit StringBackend(std::string_view text) : text_(text.begin(), text.end()) {}

  Result<std::optional<SessionData>> load() override {
    if (session_ || text_.empty()) return session_;
    Result<SessionData> session = from_session_string(as_text(text_));
    if (!session) return fail(std::move(session).error());
    session_ = std::move(*session);
    return session_;
  }

  Status save(const SessionData& session) override {
    session_ = session;
    return {};
  }

  Status remove() override {
    session_.reset();
    text_ = {};
    return {};
  }

  [[nodiscard]] std::string name() const override { return "session string"; }

 private:
  detail::SecretBuffer text_;
  std::optional<SessionData> session_;
};

::tl::unexpected<Error> bad_string(const std::string& why) {
  return fail(ClientErrc::session_bad_string, "the text is not a session string: " + why);
}

}  // namespace

std::unique_ptr<SessionBackend> make_string_backend(std::string_view text) {
  return std::make_unique<StringBackend>(text);
}

std::string to_session_string(const SessionData& session) {
  return detail::to_base64url(detail::encode_session(session));
}

// Spec: H-20
Result<SessionData> from_session_string(std::string_view text) {
  if (text.empty()) return bad_string("it is empty");
  if (text.size() > detail::max_session_size) return bad_string("it is too long");
  const std::optional<detail::SecretBuffer> stored = detail::from_base64url(text);
  if (!stored) return bad_string("it is not base64url; copy it whole and without blanks");
  Result<SessionData> session = detail::decode_session(*stored);
  if (!session && session.error().code() == ClientErrc::session_corrupt) {
    return bad_string("it is damaged; copy it whole");
  }
  return session;
}

}  // namespace strata
