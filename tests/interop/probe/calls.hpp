// What the probe says to a data centre: small calls and answers, and large ones.
#pragma once

#include "probe/connection.hpp"

namespace strata::probe {

/// help.getConfig as the session's first call. Returns the config's this_dc.
int ask_config(Connection& connection, mtproto::Session& session);

/// Logs in as a bot, uploads a file of one part of half a mebibyte and loads it again: frames that
/// take many records, messages and reads. Throws unless the same bytes come back.
void send_file_around(Connection& connection, mtproto::Session& session);

}  // namespace strata::probe
