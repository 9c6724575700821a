// The methods that clients call at start-up and whose honest answer here is "none".
#include "services/empty_answers.hpp"

#include <algorithm>
#include <iterator>

namespace strata::datacenter {
namespace {

const Value none = Vector();

// The first hash of a list that never changes.
constexpr std::int64_t list_hash = 0;

std::vector<EmptyAnswer> account_answers() {
  const Object statuses("account.emojiStatuses", {{"hash", list_hash}, {"statuses", none}});
  const Object themes("account.themes", {{"hash", list_hash}, {"themes", none}});
  const Object nothing_saved("autoSaveSettings");
  return {
      {"account.registerDevice", Caller::logged_in, true},
      {"account.unregisterDevice", Caller::logged_in, true},
      {"account.updateDeviceLocked", Caller::people, true},
      {"account.updateNotifySettings", Caller::people, true},
      {"account.resetNotifySettings", Caller::people, true},
      {"account.getContactSignUpNotification", Caller::people, true},
      {"account.getThemes", Caller::people, themes},
      {"account.getChatThemes", Caller::people, themes},
      {"account.getDefaultEmojiStatuses", Caller::people, statuses},
      {"account.getRecentEmojiStatuses", Caller::people, statuses},
      {"account.getContentSettings", Caller::people, Object("account.contentSettings")},
      {"account.getGlobalPrivacySettings", Caller::people, Object("globalPrivacySettings")},
      {"account.getAccountTTL", Caller::people, Object("accountDaysTTL", {{"days", 365}})},
      {"account.getWallPapers", Caller::people,
       Object("account.wallPapers", {{"hash", list_hash}, {"wallpapers", none}})},
      {"account.getSavedRingtones", Caller::people,
       Object("account.savedRingtones", {{"hash", list_hash}, {"ringtones", none}})},
      {"account.getReactionsNotifySettings", Caller::people,
       Object("reactionsNotifySettings",
              {{"sound", Object("notificationSoundDefault")}, {"show_previews", true}})},
      {"account.getAutoSaveSettings", Caller::people,
       Object("account.autoSaveSettings", {{"users_settings", nothing_saved},
                                           {"chats_settings", nothing_saved},
                                           {"broadcasts_settings", nothing_saved},
                                           {"exceptions", none},
                                           {"chats", none},
                                           {"users", none}})},
      {"account.getConnectedBots", Caller::people,
       Object("account.connectedBots", {{"connected_bots", none}, {"users", none}})},
      {"account.getPrivacy", Caller::people,
       Object("account.privacyRules", {{"rules", Vector{Value(Object("privacyValueAllowAll"))}},
                                       {"chats", none},
                                       {"users", none}})},
      {"account.getWebAuthorizations", Caller::people,
       Object("account.webAuthorizations", {{"authorizations", none}, {"users", none}})},
      {"account.getDefaultProfilePhotoEmojis", Caller::people,
       Object("emojiList", {{"hash", list_hash}, {"document_id", none}})},
  };
}

// Methods that the older of the two layers does not have.
std::vector<EmptyAnswer> recent_answers() {
  return {
      {"account.getWebBrowserSettings", Caller::people,
       Object("account.webBrowserSettings",
              {{"external_exceptions", none}, {"inapp_exceptions", none}, {"hash", list_hash}}),
       227},
      {"aicompose.getTones", Caller::people,
       Object("aicompose.tones", {{"hash", list_hash}, {"tones", none}, {"users", none}}), 227},
  };
}

std::vector<EmptyAnswer> contact_answers() {
  return {
      {"contacts.getStatuses", Caller::people, none},
      {"contacts.getTopPeers", Caller::people, Object("contacts.topPeersDisabled")},
      {"contacts.getBlocked", Caller::people,
       Object("contacts.blocked", {{"blocked", none}, {"chats", none}, {"users", none}})},
      {"contacts.getBirthdays", Caller::people,
       Object("contacts.contactBirthdays", {{"contacts", none}, {"users", none}})},
      {"contacts.search", Caller::people,
       Object("contacts.found",
              {{"my_results", none}, {"results", none}, {"chats", none}, {"users", none}})},
      {"contacts.getSponsoredPeers", Caller::people, Object("contacts.sponsoredPeersEmpty")},
  };
}

std::vector<EmptyAnswer> help_answers() {
  const Object colors("help.peerColors", {{"hash", 0}, {"colors", none}});
  return {
      {"help.getPeerColors", Caller::anyone, colors},
      {"help.getPeerProfileColors", Caller::anyone, colors},
      {"help.getCountriesList", Caller::anyone,
       Object("help.countriesList", {{"countries", none}, {"hash", 0}})},
      {"help.getTimezonesList", Caller::anyone,
       Object("help.timezonesList", {{"timezones", none}, {"hash", 0}})},
      {"help.getCdnConfig", Caller::anyone, Object("cdnConfig", {{"public_keys", none}})},
      {"help.getAppUpdate", Caller::anyone, Object("help.noAppUpdate")},
      {"help.getInviteText", Caller::people,
       Object("help.inviteText", {{"message", "Join me on the local data centre."}})},
      {"help.saveAppLog", Caller::anyone, true},
      {"help.dismissSuggestion", Caller::people, true},
      {"langpack.getLanguages", Caller::anyone, none},
      {"langpack.getStrings", Caller::anyone, none},
      {"phone.getCallConfig", Caller::people, Object("dataJSON", {{"data", "{}"}})},
  };
}

std::vector<EmptyAnswer> sticker_answers() {
  const Object stickers("messages.allStickers", {{"hash", list_hash}, {"sets", none}});
  const Object featured("messages.featuredStickers",
                        {{"hash", list_hash}, {"count", 0}, {"sets", none}, {"unread", none}});
  const Object groups("messages.emojiGroups", {{"hash", 0}, {"groups", none}});
  return {
      {"messages.getStickerSet", Caller::people, RpcError{400, "STICKERSET_INVALID"}},
      {"messages.getAllStickers", Caller::people, stickers},
      {"messages.getMaskStickers", Caller::people, stickers},
      {"messages.getEmojiStickers", Caller::people, stickers},
      {"messages.getFeaturedStickers", Caller::people, featured},
      {"messages.getFeaturedEmojiStickers", Caller::people, featured},
      {"messages.getRecentStickers", Caller::people,
       Object("messages.recentStickers",
              {{"hash", list_hash}, {"packs", none}, {"stickers", none}, {"dates", none}})},
      {"messages.getFavedStickers", Caller::people,
       Object("messages.favedStickers",
              {{"hash", list_hash}, {"packs", none}, {"stickers", none}})},
      {"messages.getSavedGifs", Caller::people,
       Object("messages.savedGifs", {{"hash", list_hash}, {"gifs", none}})},
      {"messages.getEmojiGroups", Caller::people, groups},
      {"messages.getEmojiStatusGroups", Caller::people, groups},
      {"messages.getEmojiProfilePhotoGroups", Caller::people, groups},
      {"messages.getEmojiStickerGroups", Caller::people, groups},
      {"messages.getEmojiKeywordsLanguages", Caller::people, none},
  };
}

std::vector<EmptyAnswer> message_answers() {
  const Object reactions("messages.reactions", {{"hash", list_hash}, {"reactions", none}});
  const Object saved("messages.savedDialogs",
                     {{"dialogs", none}, {"messages", none}, {"chats", none}, {"users", none}});
  const Object messages("messages.messages",
                        {{"messages", none}, {"topics", none}, {"chats", none}, {"users", none}});
  return {
      {"messages.getDialogFilters", Caller::people,
       Object("messages.dialogFilters", {{"filters", none}})},
      {"messages.getSuggestedDialogFilters", Caller::people, none},
      {"messages.getDialogUnreadMarks", Caller::people, none},
      {"messages.getAvailableReactions", Caller::people,
       Object("messages.availableReactions", {{"hash", 0}, {"reactions", none}})},
      {"messages.getTopReactions", Caller::people, reactions},
      {"messages.getRecentReactions", Caller::people, reactions},
      {"messages.getDefaultTagReactions", Caller::people, reactions},
      {"messages.getSavedReactionTags", Caller::people,
       Object("messages.savedReactionTags", {{"tags", none}, {"hash", list_hash}})},
      {"messages.getAvailableEffects", Caller::people,
       Object("messages.availableEffects", {{"hash", 0}, {"effects", none}, {"documents", none}})},
      {"messages.getAttachMenuBots", Caller::people,
       Object("attachMenuBots", {{"hash", list_hash}, {"bots", none}, {"users", none}})},
      {"messages.getQuickReplies", Caller::people,
       Object("messages.quickReplies",
              {{"quick_replies", none}, {"messages", none}, {"chats", none}, {"users", none}})},
      {"messages.getSavedDialogs", Caller::people, saved},
      {"messages.getPinnedSavedDialogs", Caller::people, saved},
      {"messages.getScheduledHistory", Caller::people, messages},
      {"messages.getUnreadMentions", Caller::people, messages},
      {"messages.getDefaultHistoryTTL", Caller::people,
       Object("defaultHistoryTTL", {{"period", 0}})},
      {"messages.receivedMessages", Caller::people, none},
      {"stories.getAllStories", Caller::people,
       Object("stories.allStories", {{"count", 0},
                                     {"state", ""},
                                     {"peer_stories", none},
                                     {"chats", none},
                                     {"users", none},
                                     {"stealth_mode", Object("storiesStealthMode")}})},
  };
}

}  // namespace

std::vector<EmptyAnswer> empty_answers() {
  std::vector<EmptyAnswer> all;
  for (auto part : {account_answers(), contact_answers(), help_answers(), sticker_answers(),
                    message_answers(), recent_answers()}) {
    std::ranges::move(part, std::back_inserter(all));
  }
  return all;
}

}  // namespace strata::datacenter
