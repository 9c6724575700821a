// Tests of the fixed answers: each must be one that its method may give.
#include "services/empty_answers.hpp"

#include "testing/services/telegram_fixture.hpp"

#include <gtest/gtest.h>

namespace strata::datacenter {
namespace {

TEST(EmptyAnswers, AreOfTheTypesThatTheirMethodsPromise) {
  for (const EmptyAnswer& empty : empty_answers()) {
    if (api_codec().layer() < empty.since) continue;
    EXPECT_TRUE(api_codec().has_function(empty.method)) << empty.method;
    const Value* answer = std::get_if<Value>(&empty.answer);
    if (answer == nullptr) continue;
    EXPECT_NO_THROW(static_cast<void>(through_the_wire(empty.method, *answer))) << empty.method;
  }
}

TEST(EmptyAnswers, NameEachMethodOnce) {
  std::set<std::string_view> seen;
  for (const EmptyAnswer& answer : empty_answers()) {
    EXPECT_TRUE(seen.insert(answer.method).second) << answer.method;
  }
}

class ServedEmptyAnswers : public TelegramTest {};

TEST_F(ServedEmptyAnswers, WantALoginExceptThoseForEverybody) {
  Device stranger = device();
  EXPECT_EQ(stranger.refusal(Object("contacts.getStatuses")), "401 AUTH_KEY_UNREGISTERED");
  EXPECT_EQ(stranger.call_object(Object("help.getCdnConfig")).name(), "cdnConfig");
  Device bot = logged_in("strata_demo_bot");
  EXPECT_EQ(bot.refusal(Object("contacts.getStatuses")), "BOT_METHOD_INVALID");
  Device ada = logged_in("ada_archer");
  EXPECT_TRUE(ada.call(Object("contacts.getStatuses")).as_vector().empty());
}

}  // namespace
}  // namespace strata::datacenter
