// Reads auth.sentCode into a LoginToken.
#include "auth/sent_code.hpp"

#include "auth/authorization.hpp"

#include "strata/tl/types/auth/code_type.hpp"
#include "strata/tl/types/auth/sent_code.hpp"
#include "strata/tl/types/auth/sent_code_type.hpp"

#include <utility>

namespace strata::auth {

namespace {

namespace types = tl::types::auth;

struct Delivery {
  CodeDelivery kind = CodeDelivery::unknown;
  std::optional<int> length;
};

template <class T>
bool read(const tl::enums::auth::SentCodeType& type, CodeDelivery kind, Delivery& delivery) {
  const T* found = type.get_if<T>();
  if (!found) return false;
  delivery.kind = kind;
  if constexpr (requires { found->length; }) delivery.length = found->length;
  return true;
}

Delivery delivery_of(const tl::enums::auth::SentCodeType& type) {
  Delivery delivery;
  // The first that matches; none of them leaves it unknown (D-01).
  static_cast<void>(
      read<types::SentCodeTypeApp>(type, CodeDelivery::app, delivery) ||
      read<types::SentCodeTypeSms>(type, CodeDelivery::sms, delivery) ||
      read<types::SentCodeTypeCall>(type, CodeDelivery::call, delivery) ||
      read<types::SentCodeTypeFlashCall>(type, CodeDelivery::flash_call, delivery) ||
      read<types::SentCodeTypeMissedCall>(type, CodeDelivery::missed_call, delivery) ||
      read<types::SentCodeTypeEmailCode>(type, CodeDelivery::email, delivery) ||
      read<types::SentCodeTypeSetUpEmailRequired>(type, CodeDelivery::email_setup, delivery) ||
      read<types::SentCodeTypeFragmentSms>(type, CodeDelivery::fragment, delivery) ||
      read<types::SentCodeTypeFirebaseSms>(type, CodeDelivery::firebase_sms, delivery) ||
      read<types::SentCodeTypeSmsWord>(type, CodeDelivery::sms_word, delivery) ||
      read<types::SentCodeTypeSmsPhrase>(type, CodeDelivery::sms_phrase, delivery));
  return delivery;
}

CodeDelivery next_delivery_of(const tl::enums::auth::CodeType& type) {
  if (type.is<types::CodeTypeSms>()) return CodeDelivery::sms;
  if (type.is<types::CodeTypeCall>()) return CodeDelivery::call;
  if (type.is<types::CodeTypeFlashCall>()) return CodeDelivery::flash_call;
  if (type.is<types::CodeTypeMissedCall>()) return CodeDelivery::missed_call;
  if (type.is<types::CodeTypeFragmentSms>()) return CodeDelivery::fragment;
  return CodeDelivery::unknown;
}

}  // namespace

LoginToken read_sent_code(Invoker& invoker, std::string phone,
                          std::shared_ptr<const tl::Object<tl::enums::auth::SentCode>> answer) {
  const tl::enums::auth::SentCode& box = **answer;
  if (const auto* sent = box.get_if<types::SentCode>()) {
    LoginToken token(std::move(phone), std::string(sent->phone_code_hash));
    const Delivery delivery = delivery_of(sent->type);
    token.set_delivery(delivery.kind, delivery.length);
    std::optional<CodeDelivery> next;
    if (sent->next_type) next = next_delivery_of(*sent->next_type);
    std::optional<std::chrono::seconds> timeout;
    if (sent->timeout) timeout = std::chrono::seconds{*sent->timeout};
    token.set_next(next, timeout);
    return token;
  }
  if (const auto* success = box.get_if<types::SentCodeSuccess>()) {
    LoginToken token(std::move(phone), {});
    token.set_signed_in(note_login(invoker, answer, success->authorization));
    return token;
  }
  throw ProtocolError(ClientErrc::unexpected_answer,
                      "Telegram asks for a payment before it sends this number a code; log in "
                      "with an official app first");
}

}  // namespace strata::auth
