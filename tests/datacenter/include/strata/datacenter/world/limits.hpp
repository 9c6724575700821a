// Every bound that the world puts on what clients may make it keep.
#pragma once

#include <cstddef>
#include <cstdint>

namespace strata::datacenter {

/// The bounds and periods of the world, Telegram's own where it documents them. Tests lower them.
struct Limits {
  // Accounts
  std::size_t users = 100'000;
  std::size_t name_length = 64;      ///< characters of a first or last name
  std::size_t about_length = 120;    ///< characters
  std::size_t username_length = 32;  ///< characters; at least 5
  std::size_t bot_commands = 100;    ///< per scope and language
  std::size_t bot_command_scopes = 100;
  std::size_t contacts = 10'000;  ///< per account

  // Messages
  std::size_t message_length = 4096;  ///< characters (code points) of a text
  std::size_t caption_length = 1024;
  std::size_t entities = 100;          ///< those after are dropped, as Telegram does
  std::size_t keyboard_buttons = 300;  ///< in all rows together
  std::size_t extra_bytes = 32'768;    ///< of a keyboard, of all entities, of all attributes
  std::size_t callback_data = 64;      ///< bytes
  std::size_t box_messages = 50'000;   ///< kept per account; the oldest are forgotten
  std::size_t box_events = 20'000;     ///< kept per account for getDifference
  std::size_t random_ids = 10'000;     ///< remembered per account
  std::size_t request_ids = 100;       ///< ids in one list of a request
  std::size_t page = 100;              ///< messages or dialogs in one answer
  std::size_t difference_slice = 500;  ///< events in one answer of updates.getDifference
  std::int64_t edit_time = 48 * 3600;  ///< seconds in which a person may edit a message
  std::size_t callback_queries = 1'000;
  std::int64_t callback_timeout = 15;  ///< seconds until BOT_RESPONSE_TIMEOUT

  // Login
  std::size_t codes = 10'000;            ///< phone numbers with a pending code
  std::int64_t code_lifetime = 300;      ///< seconds
  std::int64_t code_resend = 60;         ///< seconds until another code may be asked for
  int code_attempts = 5;                 ///< wrong codes until the code expires
  std::size_t srp_sessions = 8;          ///< open password checks per account
  int password_attempts = 10;            ///< wrong passwords in a row until FLOOD_WAIT
  std::int64_t password_pause = 60;      ///< seconds of that FLOOD_WAIT
  std::size_t authorizations = 200'000;  ///< auth keys known to the world
  std::size_t exported = 10'000;         ///< exported authorisations not imported yet
  std::int64_t exported_lifetime = 300;  ///< seconds

  // Files
  std::size_t file_bytes = std::size_t{256} << 20U;  ///< of all files and uploads together
  std::size_t upload_parts = 4000;                   ///< parts of one file
  std::size_t unfinished_uploads = 100;              ///< per account
  std::size_t files = 100'000;
  std::int64_t upload_lifetime = 3600;  ///< seconds an unfinished upload is kept
};

}  // namespace strata::datacenter
