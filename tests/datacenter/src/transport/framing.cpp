// Chooses the framing of a transport.
#include "transport/framing.hpp"

namespace strata::datacenter {

std::unique_ptr<Framing> make_framing(TransportKind kind, Random& random) {
  switch (kind) {
    case TransportKind::abridged:
      return make_abridged();
    case TransportKind::intermediate:
      return make_intermediate();
    case TransportKind::padded:
      return make_padded_intermediate(random);
    case TransportKind::full:
      return make_full();
    case TransportKind::http:
      return make_http();
  }
  return nullptr;
}

const char* name_of(TransportKind kind) noexcept {
  switch (kind) {
    case TransportKind::abridged:
      return "abridged";
    case TransportKind::intermediate:
      return "intermediate";
    case TransportKind::padded:
      return "padded";
    case TransportKind::full:
      return "full";
    case TransportKind::http:
      return "http";
  }
  return "";
}

}  // namespace strata::datacenter
