// The runtime TL codec: bytes to values and back, by the text of a schema.
#pragma once

#include "strata/base/result.hpp"
#include "strata/datacenter/value.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace strata::datacenter {

/// Limits on what one decode may cost (protocol.md H-03, H-04, H-10).
struct CodecLimits {
  /// Nested objects and vectors.
  std::size_t depth = 64;
  /// Values made by one decode, nested ones included.
  std::size_t values = 1U << 20U;
};

/// Encodes and decodes the objects of one layer by constructor and field name.
///
/// A codec is immutable after loading and may be shared by threads. It shares no code with the
/// generated types of tl-types, so that each checks the other.
class Codec {
 public:
  /// What encoding does with objects that do not match the layer exactly.
  enum class Strictness {
    /// A missing field or one that the layer does not know is an error: services are written
    /// against this layer.
    exact,
    /// Unknown fields are dropped and missing scalars become zero or empty: the layer is another
    /// one than services are written against.
    tolerant,
  };

  /// Loads one layer from the texts of its `.tl` schemas (API and MTProto). Later texts override
  /// definitions of the same name. Fails with the place and reason of the first mistake.
  [[nodiscard]] static Result<Codec> load(std::span<const std::string_view> texts,
                                          Strictness strictness = Strictness::exact);

  Codec(Codec&&) noexcept;
  Codec& operator=(Codec&&) noexcept;
  ~Codec();

  /// The number in the `// LAYER` comment of the schemas, or 0.
  [[nodiscard]] int layer() const noexcept;
  [[nodiscard]] bool has_constructor(std::string_view name) const noexcept;
  [[nodiscard]] bool has_function(std::string_view name) const noexcept;
  /// The name behind a constructor or function id, or nothing when the layer does not know it.
  [[nodiscard]] std::string_view name_of(std::uint32_t id) const noexcept;

  /// Decodes one boxed object or function call. The whole input must be consumed, unless
  /// `consumed` is given, which then receives the length of the object.
  [[nodiscard]] Result<Object> decode(BytesView input, std::size_t* consumed = nullptr,
                                      const CodecLimits& limits = {}) const;
  /// Decodes a function call. The inner call of a wrapper (`query:!X`) may be of another layer, or
  /// packed, so it is left alone: `query` receives its bytes, or nothing when this is no wrapper.
  [[nodiscard]] Result<Object> decode_call(BytesView input, BytesView& query,
                                           const CodecLimits& limits = {}) const;
  /// Decodes a value of the type named as in the schema: `Vector<User>`, `Bool`, `int`, `User`.
  [[nodiscard]] Result<Value> decode_as(std::string_view type, BytesView input,
                                        const CodecLimits& limits = {}) const;
  /// Decodes the answer to the function `function`.
  [[nodiscard]] Result<Value> decode_result(std::string_view function, BytesView input,
                                            const CodecLimits& limits = {}) const;

  /// Encodes a boxed object or a function call.
  [[nodiscard]] Result<Bytes> encode(const Object& object) const;
  [[nodiscard]] Result<Bytes> encode_as(std::string_view type, const Value& value) const;
  /// Encodes the answer to the function `function`.
  [[nodiscard]] Result<Bytes> encode_result(std::string_view function, const Value& value) const;

 private:
  struct Impl;
  explicit Codec(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace strata::datacenter
