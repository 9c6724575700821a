// Encoding from the outside: runs the interpreter, undoes what a failed one wrote, words the error.
#include "strata/tl/encode.hpp"

#include "encoder.hpp"

#include "strata/tl/detail/fast_encoder.hpp"

namespace strata::tl::detail {

Status encode_value(const SchemaTables& schema, const Shape& shape, const void* at, Buffer& out) {
  FastEncoder fast(schema, max_depth, out);
  const FastEncoder::Position end = fast.value(shape, fast.begin(), as_byte_pointer(at));
  fast.finish(end);
  if (end != nullptr) [[likely]]
    return {};
  return encode_carefully(schema, shape, at, out);
}

Status encode_carefully(const SchemaTables& schema, const Shape& shape, const void* at,
                        Buffer& out) {
  const std::size_t before = out.size();
  std::optional<EncodeErrc> error;
  std::string path;
  {
    Writer writer(out);
    Encoder<Writer> encoder(schema, writer);
    encoder.value(shape, as_byte_pointer(at));
    error = writer.error();
    if (error) path = encoder.take_path();
  }
  if (!error) return {};
  out.drop_back(out.size() - before);
  const std::error_code code = make_error_code(*error);
  return fail(code, path.empty() ? code.message() : code.message() + " (" + path + ")");
}

Result<Bytes> value_to_bytes(const SchemaTables& schema, const Shape& shape, const void* at) {
  Buffer out(0);
  const Status status = encode_value(schema, shape, at, out);
  if (!status) return fail(status.error());
  const BytesView bytes = out.bytes();
  return Bytes(bytes.begin(), bytes.end());
}

std::size_t value_size(const SchemaTables& schema, const Shape& shape, const void* at) {
  SizeCounter counter;
  Encoder<SizeCounter> encoder(schema, counter);
  encoder.value(shape, as_byte_pointer(at));
  return counter.failed() ? 0 : counter.size();
}

}  // namespace strata::tl::detail
