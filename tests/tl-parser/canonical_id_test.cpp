// Tests of the canonical line and its CRC32, on ids that Telegram published.
#include "expect.hpp"

#include "strata/tl_parser/print.hpp"

namespace strata::tl_parser {
namespace {

TEST(CanonicalId, EqualsPublishedIds) {
  EXPECT_EQ(canonical_id(parse_one("req_pq_multi nonce:int128 = ResPQ;")), 0xbe7e8ef1U);
  EXPECT_EQ(canonical_id(parse_one("pong msg_id:long ping_id:long = Pong;")), 0x347773c5U);
  EXPECT_EQ(canonical_id(parse_one("destroy_auth_key = DestroyAuthKeyRes;")), 0xd1435160U);
}

TEST(CanonicalId, BytesCountAsStringsOutsideOfVectors) {
  EXPECT_EQ(canonical_line(parse_one("a f:# b:bytes c:f.0?bytes d:Vector<bytes> bytes:int = A;")),
            "a f:# b:string c:f.0?string d:Vector bytes bytes:int = A");
}

TEST(CanonicalId, TrueFlagsDoNotCount) {
  EXPECT_EQ(canonical_line(parse_one("a flags:# b:flags.0?true c:flags.1?Bool d:true = A;")),
            "a flags:# c:flags.1?Bool d:true = A");
}

TEST(CanonicalId, BracketsAndBracesDoNotCount) {
  EXPECT_EQ(canonical_line(parse_one("a.b {X:Type} q:!X v:Vector<Vector<int>> = Vector<X>;")),
            "a.b X:Type q:!X v:Vector Vector int = Vector X");
  EXPECT_EQ(canonical_id(parse_one("invokeWithLayer {X:Type} layer:int query:!X = X;")),
            0xda9b0d0dU);
  EXPECT_EQ(canonical_id(parse_one("resPQ nonce:int128 server_nonce:int128 pq:bytes "
                                   "server_public_key_fingerprints:Vector<long> = ResPQ;")),
            0x05162463U);
}

TEST(CanonicalId, WrittenIdDoesNotCount) {
  EXPECT_EQ(canonical_line(parse_one("boolTrue#12 = Bool;")), "boolTrue = Bool");
}

TEST(CanonicalId, BuiltinBodies) {
  EXPECT_EQ(canonical_line(parse_one("vector {t:Type} # [ t ] = Vector t;")),
            "vector t:Type # [ t ] = Vector t");
  EXPECT_EQ(canonical_line(parse_one("int128 4*[ int ] = Int128;")), "int128 4*[ int ] = Int128");
}

}  // namespace
}  // namespace strata::tl_parser
