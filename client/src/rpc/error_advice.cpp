// What the errors that people often meet mean, and what to do about them.
#include "rpc/error_advice.hpp"

#include <algorithm>
#include <array>

namespace strata::rpc {

namespace {

struct Advice {
  std::string_view name;
  std::string_view text;
};

// Spec: core.telegram.org/api/errors; sorted by name.
constexpr std::array advice = {
    Advice{"ACCESS_TOKEN_EXPIRED", "the bot token was revoked; @BotFather has the current one"},
    Advice{"ACCESS_TOKEN_INVALID", "this is no bot's token; @BotFather has the right one"},
    Advice{"API_ID_INVALID",
           "api_id and api_hash do not belong together; both stand at my.telegram.org"},
    Advice{"API_ID_PUBLISHED_FLOOD",
           "this api_id is known to everybody; get one of your own at my.telegram.org"},
    Advice{"AUTH_KEY_DUPLICATED",
           "the session was in use in two places at once and has ended; log in anew"},
    Advice{"AUTH_KEY_UNREGISTERED", "this session is not logged in"},
    Advice{"BOT_METHOD_INVALID", "bots cannot call this method"},
    Advice{"BUTTON_DATA_INVALID", "the data of a button is empty or over 64 bytes"},
    Advice{"CHANNEL_INVALID", "this account does not know the channel; resolve its username first"},
    Advice{"CHANNEL_PRIVATE", "the chat is private, and this account is not in it or was banned"},
    Advice{"CHAT_ADMIN_REQUIRED", "only an administrator with the right to it may do this"},
    Advice{"CHAT_WRITE_FORBIDDEN", "this account may not write in the chat"},
    Advice{"FILE_REFERENCE_EXPIRED",
           "the reference to the file is too old; get its message again and take the file from it"},
    Advice{"FLOOD_WAIT", "too many calls; wait as many seconds as the number says"},
    Advice{"INPUT_USER_DEACTIVATED", "the other account was deleted"},
    Advice{"MESSAGE_EMPTY", "a message needs text or a file"},
    Advice{"MESSAGE_ID_INVALID", "there is no such message in the chat"},
    Advice{"MESSAGE_NOT_MODIFIED", "the message already looks like this"},
    Advice{"MESSAGE_TOO_LONG", "a message holds 4096 UTF-16 units, a caption fewer"},
    Advice{"PASSWORD_HASH_INVALID", "the two-step verification password is wrong"},
    Advice{"PEER_FLOOD", "Telegram restricts the account for writing to too many strangers"},
    Advice{"PEER_ID_INVALID", "this account has never met the peer; resolve its username first"},
    Advice{"PHONE_CODE_EMPTY", "the login code is missing"},
    Advice{"PHONE_CODE_EXPIRED", "the login code is too old; request a new one"},
    Advice{"PHONE_CODE_INVALID", "the login code is wrong; it may be entered again"},
    Advice{"PHONE_NUMBER_BANNED", "Telegram has banned this phone number"},
    Advice{"PHONE_NUMBER_INVALID", "this is no phone number with its country code"},
    Advice{"PHONE_NUMBER_UNOCCUPIED", "nobody has an account under this number; sign up first"},
    Advice{"QUERY_ID_INVALID", "the button was pressed too long ago to be answered"},
    Advice{"SESSION_PASSWORD_NEEDED",
           "the account has a two-step verification password; call check_password"},
    Advice{"SESSION_REVOKED", "the session was ended from another device; log in anew"},
    Advice{"SLOWMODE_WAIT", "the chat is in slow mode; wait as many seconds as the number says"},
    Advice{"USERNAME_INVALID", "this cannot be a username"},
    Advice{"USERNAME_NOT_OCCUPIED", "nobody has this username"},
    Advice{"USER_BOT_REQUIRED", "only bots can call this method"},
    Advice{"USER_DEACTIVATED", "the account was deleted"},
    Advice{"USER_IS_BLOCKED", "the other person has blocked this account"},
    Advice{"USER_PRIVACY_RESTRICTED", "the other person's privacy settings forbid this"},
};

static_assert(std::ranges::is_sorted(advice, {}, &Advice::name));

}  // namespace

std::string_view error_advice(std::string_view name) noexcept {
  const auto found = std::ranges::lower_bound(advice, name, {}, &Advice::name);
  return found != advice.end() && found->name == name ? found->text : std::string_view{};
}

}  // namespace strata::rpc
