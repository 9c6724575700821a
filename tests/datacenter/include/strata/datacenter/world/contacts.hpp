// Whom people have in their address books.
#pragma once

#include "strata/datacenter/world/ids.hpp"
#include "strata/datacenter/world/limits.hpp"

#include <map>
#include <set>

namespace strata::datacenter {

class Contacts {
 public:
  explicit Contacts(const Limits& limits) : limits_(limits) {}

  /// Enters `contact` into the book of `owner`; false when the book is full.
  bool add(UserId owner, UserId contact) {
    std::set<UserId>& book = books_[owner];
    if (book.size() >= limits_.contacts && !book.contains(contact)) return false;
    book.insert(contact);
    return true;
  }
  void remove(UserId owner, UserId contact) { books_[owner].erase(contact); }

  [[nodiscard]] bool has(UserId owner, UserId contact) const { return of(owner).contains(contact); }
  [[nodiscard]] const std::set<UserId>& of(UserId owner) const {
    static const std::set<UserId> empty;
    const auto found = books_.find(owner);
    return found == books_.end() ? empty : found->second;
  }

 private:
  const Limits& limits_;
  std::map<UserId, std::set<UserId>> books_;
};

}  // namespace strata::datacenter
