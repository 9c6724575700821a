// UpdateSink: what the client's core tells about updates, still encoded and unordered.
#pragma once

#include "strata/base/bytes.hpp"

namespace strata {

/// Why updates may have been missed.
enum class UpdateGap {
  new_session,   ///< the server started a new session and dropped its queue
  reconnected,   ///< the connection was away
  undecodable,   ///< a packet with updates could not be read
  home_changed,  ///< the home data centre is another one
};

/// Receives raw updates. Called on the client's strand: copy and return, never block.
class UpdateSink {
 public:
  virtual ~UpdateSink() = default;

  /// One object of the TL type Updates, valid only during the call.
  virtual void on_updates(BytesView body) = 0;
  /// updates.getDifference is due.
  virtual void on_gap(UpdateGap reason) = 0;
  /// The client was closed; nothing comes any more.
  virtual void on_closed() = 0;
};

}  // namespace strata
