// What the links of one client share.
#pragma once

#include "net/async_event.hpp"

#include "strata/client/account.hpp"
#include "strata/client/config.hpp"
#include "strata/client/logging.hpp"
#include "strata/client/update_sink.hpp"
#include "strata/crypto/rsa.hpp"

#include <asio/any_io_executor.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace strata::detail {

class Link;

/// Hears what happens on the links. Called on the strand.
class LinkObserver {
 public:
  virtual ~LinkObserver() = default;
  virtual void on_link_changed(const Link& link) = 0;
  virtual void on_updates(const Link& link, BytesView body) = 0;
  virtual void on_gap(const Link& link, UpdateGap reason) = 0;
  /// Every known address led to another data centre (-444).
  virtual void on_wrong_address(const Link& link) = 0;
  /// Each address of the link's data centre was tried in vain since the last connection, once more.
  virtual void on_addresses_failed(const Link& link) = 0;
  /// The link cannot go on; its calls have failed with this.
  virtual void on_link_failed(const Link& link, const Error& reason) = 0;
};

/// Fixed once the client is made; lives as long as any link.
struct LinkEnvironment {
  explicit LinkEnvironment(ClientConfig settings) : config(std::move(settings)) {}

  ClientConfig config;
  asio::any_io_executor strand;
  asio::any_io_executor worker;
  Logger logger;
  std::shared_ptr<Account> account;
  crypto::ServerKeys server_keys;
  std::map<int, DcAddress> address_overrides;
  /// What goes before the first call of a session, see mtproto::SessionOptions::init_prefix.
  Bytes init_prefix;
  Bytes anonymous_init_prefix;  ///< the same for data centres of others (B-83)

  /// Data centres with a key exchange under way; links of one data centre share its key.
  std::set<int> exchanging;
  AsyncEvent exchanged;
  /// When this process made which data centre's key, in the monotonic clock.
  std::map<int, std::chrono::nanoseconds> keys_made_at;
};

}  // namespace strata::detail
