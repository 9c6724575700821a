// The codec of one layer: its schema with the decoder and the encoder over it.
#include "strata/datacenter/codec.hpp"

#include "codec/decoder.hpp"
#include "codec/encoder.hpp"
#include "codec/schema.hpp"

#include "strata/datacenter/errors.hpp"

namespace strata::datacenter {

struct Codec::Impl {
  Schema schema;
  Strictness strictness;
};

Codec::Codec(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Codec::Codec(Codec&&) noexcept = default;
Codec& Codec::operator=(Codec&&) noexcept = default;
Codec::~Codec() = default;

Result<Codec> Codec::load(std::span<const std::string_view> texts, Strictness strictness) {
  auto schema = Schema::parse(texts);
  if (!schema) return fail(std::move(schema).error());
  return Codec(std::make_unique<Impl>(Impl{*std::move(schema), strictness}));
}

int Codec::layer() const noexcept { return impl_->schema.layer(); }

bool Codec::has_constructor(std::string_view name) const noexcept {
  return impl_->schema.constructor(name) != nullptr;
}

bool Codec::has_function(std::string_view name) const noexcept {
  return impl_->schema.function(name) != nullptr;
}

std::string_view Codec::name_of(std::uint32_t id) const noexcept {
  const Combinator* const combinator = impl_->schema.by_id(id);
  return combinator == nullptr ? std::string_view() : combinator->name;
}

namespace {

auto trailing_bytes(std::size_t count) {
  return fail(Errc::malformed, std::to_string(count) + " bytes follow the object");
}

}  // namespace

Result<Object> Codec::decode(BytesView input, std::size_t* consumed,
                             const CodecLimits& limits) const {
  Decoder decoder(impl_->schema, input, limits);
  auto object = decoder.object();
  if (!object) return object;
  if (consumed != nullptr) {
    *consumed = decoder.reader().position();
  } else if (!decoder.reader().at_end()) {
    return trailing_bytes(decoder.reader().remaining());
  }
  return object;
}

Result<Object> Codec::decode_call(BytesView input, BytesView& query,
                                  const CodecLimits& limits) const {
  Decoder decoder(impl_->schema, input, limits);
  auto object = decoder.object(true);
  if (!object) return object;
  const Combinator* const function = impl_->schema.function(object->name());
  if (function == nullptr) {
    return fail(Errc::type_mismatch, object->name() + " is not a function");
  }
  const bool wraps =
      !function->fields.empty() && function->fields.back().type.kind == TypeRef::Kind::call;
  query = wraps ? decoder.reader().rest() : BytesView();
  if (wraps && query.empty()) return fail(Errc::malformed, object->name() + " wraps nothing");
  if (!wraps && !decoder.reader().at_end()) return trailing_bytes(decoder.reader().remaining());
  return object;
}

Result<Value> Codec::decode_as(std::string_view type, BytesView input,
                               const CodecLimits& limits) const {
  const auto reference = impl_->schema.type_named(type);
  if (!reference) return fail(reference.error());
  Decoder decoder(impl_->schema, input, limits);
  auto value = decoder.value(*reference);
  if (value && !decoder.reader().at_end()) return trailing_bytes(decoder.reader().remaining());
  return value;
}

Result<Value> Codec::decode_result(std::string_view function, BytesView input,
                                   const CodecLimits& limits) const {
  const Combinator* const combinator = impl_->schema.function(function);
  if (combinator == nullptr) {
    return fail(Errc::unknown_constructor, "no function is called " + std::string(function));
  }
  Decoder decoder(impl_->schema, input, limits);
  auto value = decoder.value(combinator->result);
  if (value && !decoder.reader().at_end()) return trailing_bytes(decoder.reader().remaining());
  return value;
}

Result<Bytes> Codec::encode(const Object& object) const {
  Encoder encoder(impl_->schema, impl_->strictness);
  if (auto written = encoder.object(object); !written) return fail(std::move(written).error());
  return encoder.take();
}

Result<Bytes> Codec::encode_as(std::string_view type, const Value& value) const {
  const auto reference = impl_->schema.type_named(type);
  if (!reference) return fail(reference.error());
  Encoder encoder(impl_->schema, impl_->strictness);
  if (auto written = encoder.value(*reference, value); !written) {
    return fail(std::move(written).error());
  }
  return encoder.take();
}

Result<Bytes> Codec::encode_result(std::string_view function, const Value& value) const {
  const Combinator* const combinator = impl_->schema.function(function);
  if (combinator == nullptr) {
    return fail(Errc::unknown_constructor, "no function is called " + std::string(function));
  }
  Encoder encoder(impl_->schema, impl_->strictness);
  if (auto written = encoder.value(combinator->result, value); !written) {
    return fail(std::move(written).error());
  }
  return encoder.take();
}

}  // namespace strata::datacenter
