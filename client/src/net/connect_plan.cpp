// Orders addresses and ports.
#include "net/connect_plan.hpp"

#include <algorithm>
#include <iterator>

namespace strata::detail {
namespace {

bool is_usual(std::uint16_t port) {
  return std::find(usual_ports.begin(), usual_ports.end(), port) != usual_ports.end();
}

/// The two families by turns; within a family the order stays.
std::vector<DcAddress> interleaved(const std::vector<DcAddress>& addresses) {
  std::vector<DcAddress> first;
  std::vector<DcAddress> second;
  for (const DcAddress& address : addresses) {
    (address.ipv6 == addresses.front().ipv6 ? first : second).push_back(address);
  }
  std::vector<DcAddress> mixed;
  for (std::size_t i = 0; i < std::max(first.size(), second.size()); ++i) {
    if (i < first.size()) mixed.push_back(first[i]);
    if (i < second.size()) mixed.push_back(second[i]);
  }
  return mixed;
}

void add_place(std::vector<DcAddress>& places, const DcAddress& place) {
  const auto same = [&](const DcAddress& known) { return is_same_place(known, place); };
  if (std::none_of(places.begin(), places.end(), same)) places.push_back(place);
}

}  // namespace

std::vector<DcAddress> connect_plan(const std::vector<DcAddress>& addresses, Ports ports,
                                    std::size_t start) {
  std::vector<DcAddress> places;
  const std::vector<DcAddress> mixed = interleaved(addresses);
  for (const DcAddress& address : mixed) add_place(places, address);
  for (const std::uint16_t port : usual_ports) {
    for (DcAddress address : mixed) {
      const bool stays =
          ports == Ports::as_given || !is_usual(address.port) || address.this_port_only;
      if (stays) continue;
      address.port = port;
      add_place(places, address);
    }
  }
  if (places.empty()) return places;
  const auto offset = static_cast<std::ptrdiff_t>(start % places.size());
  std::rotate(places.begin(), places.begin() + offset, places.end());
  if (places.size() > max_connect_places) places.resize(max_connect_places);
  return places;
}

bool is_same_place(const DcAddress& one, const DcAddress& other) noexcept {
  return one.ip == other.ip && one.port == other.port;
}

}  // namespace strata::detail
