// Which types the concepts admit.
#include "strata/tl/concepts.hpp"

#include "nameless/functions/call/count.hpp"
#include "zoo/functions/call/count.hpp"
#include "zoo/types/animal.hpp"

#include "strata/tl/functions/help/get_config.hpp"
#include "strata/tl/layer.hpp"
#include "strata/tl/types/input_peer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace strata::tl {
namespace {

static_assert(Identifiable<types::InputPeerUser>);
static_assert(Identifiable<functions::help::GetConfig>);
static_assert(!Identifiable<enums::InputPeer>);
static_assert(!Identifiable<std::int32_t>);

static_assert(Serializable<types::InputPeerUser>);
static_assert(Serializable<enums::InputPeer>);
static_assert(Serializable<functions::help::GetConfig>);
static_assert(Serializable<std::span<const enums::InputPeer>>);
static_assert(Serializable<std::string_view> && Serializable<double> && Serializable<Blob>);
static_assert(!Serializable<std::string> && !Serializable<std::vector<int>>);

static_assert(Deserializable<types::InputPeerUser>);
static_assert(Deserializable<enums::InputPeer>);
static_assert(Deserializable<zoo::functions::call::Count>);
static_assert(!Deserializable<nameless::functions::call::Count>);

static_assert(RemoteCall<functions::help::GetConfig>);
static_assert(std::same_as<functions::help::GetConfig::Result, enums::Config>);
static_assert(!RemoteCall<types::InputPeerUser>);

template <Identifiable T>
constexpr std::uint32_t id_of(const T&) {
  return T::ID;
}

TEST(Concepts, GenericCode_KnowsIdAndLayer) {
  EXPECT_EQ(id_of(zoo::types::Ghost{}), 0xbU);
  EXPECT_EQ(LAYER, schema().layer);
}

}  // namespace
}  // namespace strata::tl
