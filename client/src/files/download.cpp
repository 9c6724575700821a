// Fetches the file of a message, piece by piece in order.
#include "files/download.hpp"

#include "files/download_window.hpp"

#include "strata/client/account.hpp"
#include "strata/client/messages_api.hpp"
#include "strata/tl/arena.hpp"
#include "strata/tl/functions/upload/get_file.hpp"
#include "strata/tl/types/upload/file.hpp"

#include <asio/experimental/awaitable_operators.hpp>

#include <array>
#include <utility>
#include <vector>

namespace strata::files {

namespace {

constexpr std::size_t pieces_at_a_time = 4;
constexpr int most_refreshes = 3;

[[noreturn]] void throw_bad_piece(const char* what) {
  throw ProtocolError(ClientErrc::unexpected_answer, std::string("while fetching a file: ") + what);
}

/// A piece on its way and what came of it.
struct Slot {
  std::optional<Piece> piece;
  Bytes bytes;
};

class Download {
 public:
  Download(std::shared_ptr<Invoker> invoker, Message message, Location location)
      : invoker_(std::move(invoker)),
        message_(std::move(message)),
        location_(std::move(location)) {}

  /// Fetches up to four pieces at once, then gives them in order.
  asio::awaitable<void> run(Sink& sink, const Progress& progress) {
    using namespace asio::experimental::awaitable_operators;
    DownloadWindow window(location_.size());
    std::uint64_t done = 0;
    while (true) {
      std::array<Slot, pieces_at_a_time> slots;
      for (Slot& slot : slots) slot.piece = window.next();
      if (!slots[0].piece) co_return;
      co_await (fetch(slots[0]) && fetch(slots[1]) && fetch(slots[2]) && fetch(slots[3]));
      for (const Slot& slot : slots) {
        if (!slot.piece) break;
        sink(BytesView(slot.bytes).first(slot.piece->expected));
        done += slot.piece->expected;
        if (progress) progress(done, location_.size());
      }
    }
  }

 private:
  asio::awaitable<void> fetch(Slot& slot) {
    if (!slot.piece) co_return;
    const Piece piece = *slot.piece;
    for (int attempt = 0;; ++attempt) {
      slot.bytes = co_await ask(piece);
      const PieceVerdict verdict = judge(piece, slot.bytes.size());
      if (verdict == PieceVerdict::complete) co_return;
      if (verdict == PieceVerdict::hostile) throw_bad_piece("the server sent more than was asked");
      if (attempt == 1) throw_bad_piece("the server has less of the file than it said");
    }
  }

  asio::awaitable<Bytes> ask(Piece piece) {
    for (int refreshes = 0;; ++refreshes) {
      std::optional<RpcError> refusal;
      try {
        co_return co_await ask_once(piece);
      } catch (const RpcError& error) {
        refusal = error;
      }
      if (!refusal->is("FILE_REFERENCE_*") || refreshes == most_refreshes) throw RpcError(*refusal);
      co_await refresh();
    }
  }

  asio::awaitable<Bytes> ask_once(Piece piece) {
    tl::Arena arena;
    CallOptions options;
    options.session(SessionKind::file).idempotency(Idempotency::repeatable);
    if (location_.dc() != invoker_->account().home_dc()) options.dc(location_.dc());
    const tl::functions::upload::GetFile request{.location = location_.to_tl(arena),
                                                 .offset = static_cast<std::int64_t>(piece.offset),
                                                 .limit = static_cast<std::int32_t>(piece.limit)};
    const auto answer = co_await invoker_->invoke(request, options);
    const auto* file = (*answer).get_if<tl::types::upload::File>();
    // cdn_supported was not set, so a redirection makes no sense.
    if (!file) throw_bad_piece("the server sent it elsewhere");
    co_return Bytes(file->bytes.begin(), file->bytes.end());
  }

  asio::awaitable<void> refresh() {
    const MessagesApi messages(invoker_);
    std::vector<std::int32_t> ids;
    ids.push_back(message_.id());
    const auto found =
        co_await messages.get_messages_by_id(PeerRef(message_.peer()), std::move(ids));
    std::optional<Location> fresh;
    if (found[0]) fresh = Location::of(*found[0]);
    if (!fresh || !location_.refresh(*fresh)) throw_bad_piece("its message is gone");
  }

  std::shared_ptr<Invoker> invoker_;
  Message message_;
  Location location_;
};

}  // namespace

// Spec: core.telegram.org/api/files#downloading-files (F-10 … F-14)
asio::awaitable<void> download(std::shared_ptr<Invoker> invoker, Message message, Location location,
                               Sink sink, Progress progress) {
  Download state(std::move(invoker), std::move(message), std::move(location));
  co_await state.run(sink, progress);
}

}  // namespace strata::files
