// A consumer of testing: a data centre of its own, with an account that it makes.
#include <strata/datacenter/background.hpp>

int main() {
  const auto server = strata::datacenter::BackgroundDataCenter::start();
  if (!server || (*server)->port() == 0) return 1;
  bool made = false;
  (*server)->run([&](auto&, auto& world) {
    strata::datacenter::PersonSpec ada;
    ada.phone = "9996621009";
    ada.first_name = "Ada";
    made = world.create_user(ada).has_value();
  });
  return made ? 0 : 1;
}
