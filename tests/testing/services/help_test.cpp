// Tests of help.*.
#include "testing/services/telegram_fixture.hpp"

namespace strata::datacenter {
namespace {

class HelpTest : public TelegramTest {};

TEST_F(HelpTest, TheConfigurationNamesThisDataCentreAndItsAddress) {
  const Object config = device().call_object(Object("help.getConfig"));
  EXPECT_EQ(config.get_int("this_dc"), 2);
  EXPECT_EQ(config.get_int("date"), host_.now());
  EXPECT_EQ(config.get_int("expires"), host_.now() + 3600);
  EXPECT_FALSE(config.get_bool("test_mode"));
  const Vector& options = config.get_vector("dc_options");
  ASSERT_EQ(options.size(), 2U);
  EXPECT_EQ(options[0].as_object().get_int("id"), 2);
  EXPECT_EQ(options[0].as_object().get_string("ip_address"), "127.0.0.1");
  EXPECT_EQ(options[0].as_object().get_int("port"), 4430);
  EXPECT_EQ(options[1].as_object().get_int("id"), 4);
}

TEST_F(HelpTest, TheNearestDataCentreIsThisOne) {
  const Object nearest = device().call_object(Object("help.getNearestDc"));
  EXPECT_EQ(nearest.get_int("nearest_dc"), 2);
  EXPECT_EQ(nearest.get_string("country"), "DE");
}

TEST_F(HelpTest, TheClientConfigurationIsSentOnce) {
  Device client = device();
  const Object config = client.call_object(Object("help.getAppConfig", {{"hash", 0}}));
  EXPECT_EQ(config.get_object("config").name(), "jsonObject");
  const Object again =
      client.call_object(Object("help.getAppConfig", {{"hash", config.get_int("hash")}}));
  EXPECT_EQ(again.name(), "help.appConfigNotModified");
}

TEST_F(HelpTest, PeriodicQuestionsGetAnExpiry) {
  Device ada = logged_in("ada_archer");
  for (const char* method : {"help.getTermsOfServiceUpdate", "help.getPromoData"}) {
    EXPECT_EQ(ada.call_object(Object(method)).get_int("expires"), host_.now() + 3600);
  }
}

TEST_F(HelpTest, TheLanguagePackIsEmpty) {
  const Object pack = device().call_object(
      Object("langpack.getLangPack", {{"lang_pack", "x"}, {"lang_code", "en"}}));
  EXPECT_EQ(pack.get_string("lang_code"), "en");
  EXPECT_TRUE(pack.get_vector("strings").empty());
}

}  // namespace
}  // namespace strata::datacenter
