// Chooses among both schemas, all boxed types and all shapes.
#include "subject.hpp"

#include "strata/tl/fwd.hpp"
#include "strata/tl/mtproto/fwd.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace strata::tl::fuzzing {
namespace {

Shape choose_shape(const SchemaTables& schema, std::uint16_t choice) {
  const std::size_t types = schema.types.size() - 1;
  const std::size_t shapes = schema.shapes.size() - 1;
  const std::size_t number = choice % (types + shapes);
  if (number < types) {
    return {.op = Op::boxed, .ref = static_cast<std::uint16_t>(number), .size = 8};
  }
  return schema.shapes[number - types];
}

}  // namespace

void require(bool holds) {
  if (!holds) std::abort();
}

Subject subject_of(const std::uint8_t* head) {
  const SchemaTables& schema = (head[0] & 1U) != 0 ? strata::tl::schema() : mtproto::schema();
  return {.schema = schema,
          .shape = choose_shape(schema, load_le<std::uint16_t>(head + 1)),
          .unknown = (head[0] & 2U) != 0 ? UnknownConstructor::keep : UnknownConstructor::refuse};
}

RandomInstances& random_instances(const SchemaTables& schema) {
  constexpr RandomOptions options{.depth = 5, .elements = 2, .text_bytes = 40};
  static RandomInstances api(strata::tl::schema(), 0, options);
  static RandomInstances mtproto(mtproto::schema(), 0, options);
  return &schema == &strata::tl::schema() ? api : mtproto;
}

void* random_value(const Subject& subject, std::uint64_t seed, Arena& arena) {
  const std::size_t size = std::max<std::size_t>(subject.shape.size, 1);
  void* value = std::memset(arena.allocate(size), 0, size);
  RandomInstances& random = random_instances(subject.schema);
  random.restart(seed);
  random.fill(subject.shape, value, arena);
  return value;
}

}  // namespace strata::tl::fuzzing
