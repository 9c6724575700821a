// Writes the counters of a data centre as JSON.
#include "counters_file.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iomanip>

namespace strata::datacenter {
namespace {

/// Keys of JSON objects are texts.
nlohmann::json with_text_keys(const std::map<std::int32_t, std::uint64_t>& numbers) {
  nlohmann::json object = nlohmann::json::object();
  for (const auto& [number, count] : numbers) object[std::to_string(number)] = count;
  return object;
}

}  // namespace

void write_counters(const Counters& counters, const std::filesystem::path& file) {
  const nlohmann::json json{
      {"connections_opened", counters.connections_opened},
      {"transports", counters.transports},
      {"packets_received", counters.packets_received},
      {"packets_sent", counters.packets_sent},
      {"bytes_received", counters.bytes_received},
      {"bytes_sent", counters.bytes_sent},
      {"broken_streams", counters.broken_streams},
      {"refused_packets", counters.refused_packets},
      {"handshakes_started", counters.handshakes_started},
      {"permanent_keys_made", counters.permanent_keys_made},
      {"temporary_keys_made", counters.temporary_keys_made},
      {"keys_bound", counters.keys_bound},
      {"transport_errors_sent", counters.transport_errors_sent},
      {"sessions_created", counters.sessions_created},
      {"bad_salts_sent", counters.bad_salts_sent},
      {"bad_messages_sent", with_text_keys(counters.bad_messages_sent)},
      {"salts_requested", counters.salts_requested},
      {"pings", counters.pings},
      {"containers_received", counters.containers_received},
      {"duplicates_received", counters.duplicates_received},
      {"answers_resent", counters.answers_resent},
      {"updates_pushed", counters.updates_pushed},
      {"calls", counters.calls},
      {"errors", counters.errors},
      {"violations", counters.violations},
  };
  std::ofstream(file) << std::setw(2) << json << '\n';
}

}  // namespace strata::datacenter
