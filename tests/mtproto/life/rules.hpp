// What must always hold in a simulated life.
#pragma once

#include <stdexcept>
#include <string>

namespace strata::mtproto::life {

/// A rule that does not hold; ends the simulation, whose program tells seed and hour.
class BrokenRule : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

inline void require(bool holds, const char* rule) {
  if (!holds) throw BrokenRule(rule);
}

}  // namespace strata::mtproto::life
