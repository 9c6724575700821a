// A data centre without sockets and a client that talks to it, for tests.
#include "testing/session/engine_fixture.hpp"

#include "session/gzip.hpp"
#include "testing/handshake/client_side.hpp"
#include "testing/support.hpp"
#include "wire.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

constexpr std::uint32_t container_id = 0x73f1f8dc;
constexpr std::uint32_t rpc_result_id = 0xf35c6d01;
constexpr std::uint32_t packed_id = 0x3072cfa1;

FromServer read_one(std::int64_t msg_id, std::int32_t seq_no, BytesView body) {
  FromServer message{msg_id, seq_no, Bytes(body.begin(), body.end()), {}, {}};
  WireReader reader(body);
  if (reader.read<std::uint32_t>() == rpc_result_id) {
    message.object = Object("rpc_result", {{"req_msg_id", reader.read<std::int64_t>()}});
    const BytesView rest = reader.rest();
    message.result.assign(rest.begin(), rest.end());
    if (reader.read<std::uint32_t>() == packed_id) {
      message.result = gunzip(reader.string(), 1U << 24U).value();
    }
    return message;
  }
  const auto service = mtproto_codec().decode(body);
  message.object = service ? *service : api_codec().decode(body).value_or(Object("unknown"));
  return message;
}

}  // namespace

void ProbeService::install(Dispatcher& dispatcher, Host& the_host) {
  host = &the_host;
  dispatcher.set_login_check([](std::uint64_t) { return false; });
  dispatcher.on(
      "help.getNearestDc", Access::anyone, [](RequestContext& context, const Object&) -> RpcResult {
        return Value(
            Object("nearestDc",
                   {{"country", "DE"}, {"this_dc", context.host.dc_id()}, {"nearest_dc", 1}}));
      });
  dispatcher.on("help.getSupportName", Access::anyone,
                [this](RequestContext& context, const Object&) -> RpcResult {
                  waiting.push_back(context.responder());
                  return AnswerLater{};
                });
  dispatcher.on("account.updateStatus", Access::anyone,
                [](RequestContext& context, const Object& request) -> RpcResult {
                  for (ClientSession* const session :
                       context.host.update_sessions(context.session.permanent_key_id())) {
                    session->push_updates(Object("updatesTooLong"));
                  }
                  if (request.get_bool("offline")) return RpcError{400, "NO"};
                  return Value(true);
                });
  dispatcher.on("auth.logOut", Access::anyone,
                [](RequestContext& context, const Object&) -> RpcResult {
                  context.host.destroy_key(context.session.permanent_key_id());
                  return Value(Object("auth.loggedOut"));
                });
  dispatcher.on("users.getUsers",
                [](RequestContext&, const Object&) -> RpcResult { return Value(Vector()); });
  dispatcher.on("help.getInviteText", Access::anyone,
                [](RequestContext&, const Object&) -> RpcResult {
                  return Value(Object("help.inviteText", {{"message", std::string(4000, 'x')}}));
                });
  dispatcher.on("help.getCdnConfig", Access::anyone,
                [](RequestContext&, const Object&) -> RpcResult { return Value(true); });
}

EngineTest::EngineTest() {
  EngineOptions options;
  options.key = test_key();
  options.seed = 5;
  options.idle_timeout = std::chrono::hours(100);
  engine = Engine::create(std::move(options)).value();
  auto service = std::make_unique<ProbeService>();
  probe = service.get();
  engine->add_service(std::move(service));
}

EngineTest::Link::Link(EngineTest& test) : test_(test), id_(test.engine->open(test.now, *this)) {
  send_raw(hex("eeeeeeee"));
}

EngineTest::Link::~Link() {
  if (!is_closed) test_.engine->closed(test_.now, id_);
}

void EngineTest::Link::send_raw(BytesView bytes) { test_.engine->receive(test_.now, id_, bytes); }

void EngineTest::Link::send(BytesView packet) {
  WireWriter frame;
  frame.write(static_cast<std::uint32_t>(packet.size())).raw(packet);
  send_raw(frame.bytes());
}

std::vector<Bytes> EngineTest::Link::take() {
  std::vector<Bytes> packets;
  WireReader reader(unread_);
  while (reader.remaining() >= 4) {
    const BytesView packet = reader.raw(reader.read<std::uint32_t>());
    packets.emplace_back(packet.begin(), packet.end());
  }
  unread_.clear();
  return packets;
}

std::int32_t EngineTest::Link::take_error() {
  const auto packets = take();
  if (packets.empty() || packets.back().size() != 4) return 0;
  return load_le<std::int32_t>(packets.back().data());
}

Object EngineTest::Link::plain(const Object& request, BytesView trailing) {
  const Bytes body = service(request);
  WireWriter writer;
  writer.write(std::int64_t{0}).write(std::int64_t{4});
  writer.write(static_cast<std::uint32_t>(body.size() + trailing.size())).raw(body).raw(trailing);
  send(writer.bytes());
  const auto packets = take();
  if (packets.size() != 1 || packets[0].size() < 20) return {};
  return mtproto_codec().decode(BytesView(packets[0]).subspan(20)).value_or(Object());
}

EngineTest::Client EngineTest::make_client(std::optional<std::int32_t> expires_in) {
  static char mark = 'a';
  HandshakeClient exchange(test_key(), ++mark);
  Link link(*this);
  const Object res_pq = link.plain(exchange.req_pq());
  const char* const form = expires_in ? "p_q_inner_data_temp" : "p_q_inner_data";
  exchange.expires_in = expires_in.value_or(0);
  const Object params = link.plain(exchange.req_dh_params(res_pq, form));
  EXPECT_EQ(link.plain(exchange.set_client_dh_params(params)).name(), "dh_gen_ok");
  Client client;
  client.key = exchange.auth_key;
  client.salt = load_le<std::int64_t>(as_bytes(exchange.new_nonce).data()) ^
                load_le<std::int64_t>(as_bytes(exchange.server_nonce).data());
  return client;
}

std::int64_t EngineTest::next_id(Client& client) {
  const std::int64_t by_time = (now / std::chrono::seconds(1)) << 32;
  client.last_msg_id = std::max(by_time, client.last_msg_id + 4);
  return client.last_msg_id;
}

PlainMessage EngineTest::message(Client& client, Bytes body, bool content_related) {
  PlainMessage message;
  message.salt = client.salt;
  message.session_id = client.session_id;
  message.msg_id = next_id(client);
  message.seq_no = client.content_count * 2 + (content_related ? 1 : 0);
  if (content_related) ++client.content_count;
  message.body = std::move(body);
  return message;
}

void EngineTest::send(Link& link, const Client& client, const PlainMessage& message) {
  link.send(seal_packet(client.key, message, Bytes(smallest_padding(message.body.size())),
                        KeyPart::client_to_server));
}

std::int64_t EngineTest::send(Link& link, Client& client, const Bytes& body, bool content_related) {
  const PlainMessage sent = message(client, body, content_related);
  send(link, client, sent);
  return sent.msg_id;
}

std::vector<FromServer> EngineTest::take(Link& link, const Client& client) {
  std::vector<FromServer> messages;
  for (const Bytes& packet : link.take()) {
    const auto opened = open_packet(client.key, packet, KeyPart::server_to_client);
    if (!opened) {
      ADD_FAILURE() << "a packet of " << packet.size() << " bytes that does not open";
      continue;
    }
    const PlainMessage& outer = opened->message;
    EXPECT_EQ(outer.session_id, client.session_id);
    WireReader reader(outer.body);
    if (reader.read<std::uint32_t>() != container_id) {
      messages.push_back(read_one(outer.msg_id, outer.seq_no, outer.body));
      continue;
    }
    const auto count = reader.read<std::uint32_t>();
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto msg_id = reader.read<std::int64_t>();
      const auto seq_no = reader.read<std::int32_t>();
      messages.push_back(read_one(msg_id, seq_no, reader.raw(reader.read<std::uint32_t>())));
      EXPECT_LT(msg_id, outer.msg_id);
    }
    EXPECT_TRUE(reader.ok() && reader.at_end());
  }
  return messages;
}

FromServer EngineTest::only(const std::vector<FromServer>& messages, std::string_view name) {
  const FromServer* found = nullptr;
  for (const FromServer& message : messages) {
    if (!message.object.is(name)) continue;
    EXPECT_EQ(found, nullptr) << "two messages " << name;
    found = &message;
  }
  if (found != nullptr) return *found;
  std::string names;
  for (const FromServer& message : messages) names += " " + message.object.name();
  ADD_FAILURE() << "no message " << name << ", only:" << names;
  return {};
}

std::size_t EngineTest::count(const std::vector<FromServer>& messages, std::string_view name) {
  return static_cast<std::size_t>(
      std::ranges::count_if(messages, [&](const auto& each) { return each.object.is(name); }));
}

Bytes EngineTest::first_call(const Object& object, int layer) {
  return call(
      Object("invokeWithLayer", {{"layer", layer},
                                 {"query", Object("initConnection", {{"api_id", 1},
                                                                     {"device_model", "test"},
                                                                     {"system_version", "1"},
                                                                     {"app_version", "1"},
                                                                     {"system_lang_code", "en"},
                                                                     {"lang_pack", ""},
                                                                     {"lang_code", "en"},
                                                                     {"query", object}})}}));
}

Bytes EngineTest::container(const std::vector<PlainMessage>& messages) {
  WireWriter writer;
  writer.write(container_id).write(static_cast<std::int32_t>(messages.size()));
  for (const PlainMessage& each : messages) {
    writer.write(each.msg_id).write(each.seq_no);
    writer.write(static_cast<std::uint32_t>(each.body.size())).raw(each.body);
  }
  return writer.take();
}

std::string EngineTest::error_of(const FromServer& answer) {
  const auto error = mtproto_codec().decode(answer.result);
  if (!error || !error->is("rpc_error")) return {};
  return std::to_string(error->get_int("error_code")) + " " + error->get_string("error_message");
}

FromServer EngineTest::ask(Link& link, Client& client, const Bytes& body) {
  const std::int64_t id = send(link, client, body);
  for (const FromServer& each : take(link, client)) {
    if (each.object.is("rpc_result") && each.object.get_long("req_msg_id") == id) return each;
  }
  return {};
}

}  // namespace strata::datacenter
