// Writes a preamble's question and reads until its answer is complete.
#include "net/pass_preamble.hpp"

#include "core/clock.hpp"
#include "net/stream_deadline.hpp"
#include "net/stream_with_rest.hpp"

#include "strata/client/errors.hpp"
#include "strata/mtproto/errors.hpp"

#include <array>
#include <utility>

namespace strata::detail {
namespace {

Error lost(const std::error_code& reason) {
  return Error(ClientErrc::connection_lost, "the connection was lost: " + reason.message());
}

/// Returns what came behind the answer.
asio::awaitable<Result<Bytes>> converse(Stream& stream, mtproto::Preamble& preamble,
                                        BytesView question) {
  constexpr std::size_t read_size = 4096;
  std::array<std::uint8_t, read_size> space{};
  std::error_code error;
  co_await stream.write(question, error);
  if (error) co_return fail(lost(error));
  for (;;) {
    const std::size_t count = co_await stream.read_some(MutableBytes(space), error);
    if (error) co_return fail(preamble.on_end());
    const BytesView received = BytesView(space).first(count);
    const Result<mtproto::PreambleProgress> progress = preamble.on_bytes(received);
    if (!progress) co_return fail(progress.error());
    if (!progress->is_done) continue;
    const BytesView rest = received.subspan(progress->used);
    co_return Bytes(rest.begin(), rest.end());
  }
}

}  // namespace

// Spec: our rule (C-15)
asio::awaitable<Status> pass_preamble(asio::any_io_executor strand, std::unique_ptr<Stream>& stream,
                                      mtproto::Preamble& preamble, mtproto::Now now) {
  const Result<Bytes> question = preamble.start(now);
  if (!question) co_return fail(question.error());
  const auto limit = std::chrono::ceil<std::chrono::milliseconds>(
      preamble.deadline().value_or(now.monotonic) - now.monotonic);
  Result<Bytes> rest = Bytes();
  bool too_late = false;
  {
    const StreamDeadline deadline(strand, *stream, limit);
    rest = co_await converse(*stream, preamble, *question);
    too_late = deadline.has_passed();
  }
  if (too_late) co_return fail(Error(mtproto::Errc::preamble_timeout));
  if (!rest) {
    stream->abort();
    co_return fail(rest.error());
  }
  if (!rest->empty())
    stream = std::make_unique<StreamWithRest>(std::move(stream), std::move(*rest));
  co_return Status();
}

}  // namespace strata::detail
