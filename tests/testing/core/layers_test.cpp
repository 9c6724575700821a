// Tests of choosing the layer for a client, and of answers in several layers.
#include "core/layers.hpp"

#include "testing/codec/codec_fixture.hpp"

#include "strata/datacenter/errors.hpp"

#include <filesystem>
#include <fstream>

namespace strata::datacenter {
namespace {

class LayersTest : public testing::Test {
 protected:
  ~LayersTest() override {
    for (const auto& file : files_) std::filesystem::remove(file);
  }

  std::filesystem::path file(std::string_view text) {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    files_.push_back(std::filesystem::path(testing::TempDir()) /
                     ("strata_" + test + std::to_string(files_.size()) + ".tl"));
    std::ofstream(files_.back()) << text;
    return files_.back();
  }
  // A build for another layer (STRATA_TL_API) embeds that one too; these tests are about the
  // others.
  static bool is_expected(int layer) {
    return layer == 144 || layer == 200 || layer == 220 || layer == 227;
  }
  static std::vector<int> loaded(const Layers& layers) {
    std::vector<int> numbers = layers.loaded();
    std::erase_if(numbers, [](int layer) { return !is_expected(layer); });
    return numbers;
  }
  static std::vector<int> tried(const Layers& layers, int layer) {
    std::vector<int> numbers;
    for (const Codec* const codec : layers.for_layer(layer)) {
      if (is_expected(codec->layer())) numbers.push_back(codec->layer());
    }
    return numbers;
  }

 private:
  std::vector<std::filesystem::path> files_;
};

const Object two_fields("thing", {{"one", 1}, {"two", "2"}});

TEST_F(LayersTest, ServesTheDeclaredLayerElseTheNearest) {
  const auto layers = Layers::load({file("// LAYER 200\nthing#00000200 one:int = Thing;"),
                                    file("// LAYER 220\nthing#00000220 one:int = Thing;")});
  ASSERT_TRUE(layers.has_value()) << layers.error().message();
  EXPECT_EQ(loaded(*layers), (std::vector<int>{144, 200, 220, 227}));
  EXPECT_EQ(layers->newest().layer(), 227);
  EXPECT_EQ(tried(*layers, 0), std::vector<int>{227});
  EXPECT_EQ(tried(*layers, 200), std::vector<int>{200});
  EXPECT_EQ(tried(*layers, 211), (std::vector<int>{220, 200, 227, 144}));
  EXPECT_EQ(tried(*layers, 100), (std::vector<int>{144, 200, 220, 227}));
  EXPECT_EQ(tried(*layers, INT32_MIN).size(), 4U);
}

TEST_F(LayersTest, AnswersFitEachLayerByName) {
  const auto layers =
      Layers::load({file("// LAYER 200\nthing#00000200 one:int = Thing;"),
                    file("// LAYER 220\nthing#00000220 one:int three:long two:string = Thing;"),
                    file("// LAYER 221\nother#00000221 = Other;")});
  ASSERT_TRUE(layers.has_value()) << layers.error().message();
  EXPECT_EQ(to_hex(layers->encode(200, two_fields).value()), "0002000001000000");
  EXPECT_EQ(to_hex(layers->encode(220, two_fields).value()),
            "2002000001000000000000000000000001320000");
  EXPECT_FALSE(layers->encode(221, two_fields).has_value())
      << "a client of a loaded layer gets nothing of another one";
  EXPECT_EQ(to_hex(layers->encode(222, two_fields).value()).substr(0, 8), "20020000")
      << "the nearest that can";
}

TEST_F(LayersTest, PartialLayersStandOnTheEmbeddedOne) {
  const auto layers =
      Layers::load({file("// LAYER 150\n// PARTIAL\nnearestDc#00000150 this_dc:int = NearestDc;")});
  ASSERT_TRUE(layers.has_value()) << layers.error().message();
  const Object nearest("nearestDc", {{"country", "DE"}, {"this_dc", 2}, {"nearest_dc", 2}});
  EXPECT_EQ(to_hex(layers->encode_result(150, "help.getNearestDc", nearest).value()),
            "5001000002000000");
  EXPECT_EQ(layers->encode_result(150, "help.getNearestDc", true).error().code(), Errc::bad_value);
}

TEST_F(LayersTest, TheEmbeddedLayerIsNotReplaced) {
  const auto layers = Layers::load({file("// LAYER 227\nthing#00000227 = Thing;")});
  ASSERT_TRUE(layers.has_value());
  EXPECT_TRUE(layers->newest().has_function("messages.sendMessage"));
}

TEST_F(LayersTest, MistakesNameTheFile) {
  const auto bad = file("// LAYER 200\nthing#00000200 one:Missing = Thing;");
  const auto unnumbered = file("thing#00000200 = Thing;");
  for (const auto& path : {bad, unnumbered, std::filesystem::path("/no/such/file.tl")}) {
    const auto layers = Layers::load({path});
    ASSERT_FALSE(layers.has_value());
    EXPECT_EQ(layers.error().code(), Errc::bad_schema);
    EXPECT_NE(layers.error().message().find(path.filename().string()), std::string::npos)
        << layers.error().message();
  }
}

TEST_F(LayersTest, Layer224GivesConfigAndMessagesInItsOwnIds) {
  const std::filesystem::path path = STRATA_TL_API_224;
  if (path.empty()) GTEST_SKIP() << "the schema of layer 224 is not here";
  const auto layers = Layers::load({path});
  ASSERT_TRUE(layers.has_value()) << layers.error().message();
  const Codec& older = *layers->for_layer(224).front();
  EXPECT_EQ(older.layer(), 224);
  const Object message("message", {{"id", 1},
                                   {"peer_id", Object("peerUser", {{"user_id", std::int64_t{5}}})},
                                   {"date", 1},
                                   {"message", "text"}});
  const Bytes in_227 = layers->encode(227, message).value();
  const Bytes in_224 = layers->encode(224, message).value();
  EXPECT_NE(to_hex(BytesView(in_227).first(4)), to_hex(BytesView(in_224).first(4)));
  EXPECT_EQ(older.decode(in_224).value(), message);
  EXPECT_EQ(api_codec().decode(in_227).value(), message);
}

}  // namespace
}  // namespace strata::datacenter
