// Where sessions are kept: the interface, and the backends that need no database.
#pragma once

#include "strata/base/result.hpp"
#include "strata/client/session_data.hpp"
#include "strata/crypto/passphrase_key.hpp"

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace strata {

/// Keeps one session. Write your own over any store: `load`, `save`, `remove` and `name` suffice,
/// the granular updates have defaults that load, change and save.
///
/// *Threads*: the client calls one method at a time, never on its I/O strand, so blocking is fine.
/// *Errors*: a SessionError code of ClientErrc, or any other Error.
class SessionBackend {
 public:
  virtual ~SessionBackend() = default;

  /// The stored session; nothing when none was stored yet. A damaged one is an error, and stays.
  virtual Result<std::optional<SessionData>> load() = 0;
  /// Replaces what is stored, atomically: after a crash either the old or the new session is there.
  virtual Status save(const SessionData& session) = 0;
  /// Lets go of locks and handles; a later `load` or `save` takes them again.
  virtual void close() noexcept {}
  /// Deletes what is stored; fine when there is nothing.
  virtual Status remove() = 0;
  /// What to call this session in a message to the user, without secrets.
  [[nodiscard]] virtual std::string name() const = 0;

  virtual Status update_dc(const DcEntry& dc);
  virtual Status set_home_dc(int id);
  virtual Status apply_update_state(const UpdateStateChange& change);
  virtual Status cache_peer(const CachedPeer& peer);

 protected:
  SessionBackend() = default;
  SessionBackend(const SessionBackend&) = default;
  SessionBackend& operator=(const SessionBackend&) = default;
};

/// One file, mode 0600, replaced atomically. It refuses folders, links, files that others may read
/// or write, and damaged files; it never overwrites what it refused to read.
std::unique_ptr<SessionBackend> make_file_backend(std::filesystem::path path);

/// The same, with everything in the file encrypted under a passphrase (Argon2id, then
/// XChaCha20-Poly1305).
///
/// The backend keeps a wiped copy of `passphrase`; wipe your own. A wrong passphrase gives
/// ClientErrc::session_passphrase and leaves the file alone, and so does an encrypted file in a
/// backend without one. A file that is not encrypted yet is read, and encrypted by the next save.
/// `load` and the first `save` take as long as `cost` says.
std::unique_ptr<SessionBackend> make_encrypted_file_backend(std::filesystem::path path,
                                                            std::string_view passphrase,
                                                            crypto::PassphraseCost cost = {});

/// Nothing on disk; the session ends with the process.
std::unique_ptr<SessionBackend> make_memory_backend();

/// Starts from a text made by Client::export_session_string (or from nothing when it is empty) and
/// keeps changes in memory. A malformed text gives ClientErrc::session_bad_string on load.
std::unique_ptr<SessionBackend> make_string_backend(std::string_view text);

/// The session as portable text. Treat it as a password.
[[nodiscard]] std::string to_session_string(const SessionData& session);

/// The session that such a text holds.
[[nodiscard]] Result<SessionData> from_session_string(std::string_view text);

}  // namespace strata
