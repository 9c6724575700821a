// The accounts that every fresh data centre has, so that demos and examples work at once.
#pragma once

#include "strata/datacenter/world/world.hpp"

#include <array>
#include <string_view>

namespace strata::datacenter {

/// One account of the cast. All phones are Telegram test numbers, so their codes are known.
struct CastMember {
  std::string_view phone;  ///< empty for bots
  std::string_view code;
  std::string_view first_name;
  std::string_view last_name;
  std::string_view username;
  std::string_view password;  ///< of two-step verification; empty: none
  std::string_view token;     ///< of bots
};

/// Ada and Boris log in with a code, Clara with a code and a password; the bot by token.
inline constexpr std::array<CastMember, 4> cast = {{
    {"9996621001", "22222", "Ada", "Archer", "ada_archer", "", ""},
    {"9996621002", "22222", "Boris", "Bell", "boris_bell", "", ""},
    {"9996621003", "22222", "Clara", "Chen", "clara_chen", "correct horse", ""},
    {"", "", "Strata Demo Bot", "", "strata_demo_bot", "",
     "1000000001:AAE-StrataLocalDemoBotToken_0000001"},
}};

/// Creates the cast in a world that has nobody yet.
void add_cast(World& world);

}  // namespace strata::datacenter
