// Known objects to known bytes and back.
#include "strata/tl/decode.hpp"
#include "strata/tl/encode.hpp"
#include "strata/tl/functions/messages/send_message.hpp"
#include "strata/tl/layer.hpp"
#include "strata/tl/mtproto/types/res_pq.hpp"
#include "strata/tl/types/config.hpp"
#include "strata/tl/types/dc_option.hpp"
#include "strata/tl/types/input_peer.hpp"
#include "strata/tl/types/message_entity.hpp"

#include <gtest/gtest.h>

namespace strata::tl {
namespace {

// The packet of core.telegram.org/mtproto/samples-auth_key, without its message header.
constexpr std::string_view res_pq_hex =
    "632416053e0549828cca27e966b301a48fece2fca5cf4d33f4a11ea877ba4aa573907330"
    "0817ed48941a08f98100000015c4b51c01000000216be86c022bb4c3";

TEST(Codec, ResPQOfTheOfficialSample_DecodesAndEncodesToTheSameBytes) {
  const Bytes bytes = *from_hex(res_pq_hex);
  const auto decoded = decode<mtproto::enums::ResPQ>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  const mtproto::types::ResPQ& res_pq = ***decoded;
  EXPECT_EQ(to_hex(res_pq.pq), "17ed48941a08f981");
  ASSERT_EQ(res_pq.server_public_key_fingerprints.size(), 1U);
  EXPECT_EQ(static_cast<std::uint64_t>(res_pq.server_public_key_fingerprints[0]),
            0xc3b42b026ce86b21U);
  EXPECT_EQ(to_bytes(**decoded).value(), bytes);
}

TEST(Codec, SendMessage_WritesOnlyTheFlagsThatAreSet) {
  const types::InputPeerUser peer{.user_id = 5, .access_hash = 7};
  const types::MessageEntityBold bold{.offset = 0, .length = 4};
  const std::array<enums::MessageEntity, 1> entities{bold};
  const functions::messages::SendMessage call{
      .silent = true, .peer = peer, .message = "text", .random_id = 9, .entities = entities};
  const Bytes bytes = to_bytes(call).value();

  EXPECT_EQ(load_le<std::uint32_t>(bytes.data()), functions::messages::SendMessage::ID);
  EXPECT_EQ(load_le<std::uint32_t>(bytes.data() + 4), (1U << 5U) | (1U << 3U));
  EXPECT_EQ(load_le<std::uint32_t>(bytes.data() + 8), types::InputPeerUser::ID);
  EXPECT_EQ(bytes.size(), encoded_size(call));
}

TEST(Codec, Config_ComesBackWithItsVectorsAndOptionalFields) {
  const types::DcOption first{.id = 1, .ip_address = "149.154.175.50", .port = 443};
  const types::DcOption second{
      .media_only = true, .id = 4, .ip_address = "10.0.0.1", .port = 80, .secret = BytesView{}};
  const std::array<enums::DcOption, 2> options{first, second};
  const types::Config config{.date = 1700000000,
                             .this_dc = 2,
                             .dc_options = options,
                             .dc_txt_domain_name = "apv3.stel.com",
                             .me_url_prefix = "https://t.me/",
                             .suggested_lang_code = "en",
                             .lang_pack_version = 0,
                             .base_lang_pack_version = 3};
  const Bytes bytes = to_bytes(enums::Config(config)).value();
  const auto decoded = decode<enums::Config>(bytes);
  ASSERT_TRUE(decoded) << decoded.error().message();
  const auto& again = (**decoded).as<types::Config>();
  EXPECT_EQ(again.this_dc, 2);
  ASSERT_EQ(again.dc_options.size(), 2U);
  EXPECT_FALSE(again.dc_options[0].as<types::DcOption>().media_only);
  EXPECT_FALSE(again.dc_options[0].as<types::DcOption>().secret.has_value());
  EXPECT_EQ(again.dc_options[1].as<types::DcOption>().ip_address, "10.0.0.1");
  EXPECT_TRUE(again.dc_options[1].as<types::DcOption>().secret.has_value());
  EXPECT_TRUE(again.dc_options[1].as<types::DcOption>().secret->empty());
  EXPECT_EQ(again.suggested_lang_code, "en");
  EXPECT_FALSE(again.static_maps_provider.has_value());
  EXPECT_EQ(to_bytes(**decoded).value(), bytes);
}

TEST(Codec, FieldsOfOneFlag_AreWrittenTogetherOrNotAtAll) {
  const types::Config config{.suggested_lang_code = "en"};
  const Result<Bytes> bytes = to_bytes(config);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code(), EncodeErrc::missing_companion);
  EXPECT_NE(bytes.error().message().find("config.lang_pack_version"), std::string::npos);
}

TEST(Codec, MissingRequiredBox_IsAnErrorThatNamesTheField) {
  Buffer out;
  const Status status = encode(functions::messages::SendMessage{.message = "x"}, out);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code(), EncodeErrc::missing_field);
  EXPECT_EQ(status.error().message(), "a required field is empty (messages.sendMessage.peer)");
  EXPECT_TRUE(out.empty());
}

}  // namespace
}  // namespace strata::tl
