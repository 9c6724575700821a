// Running scripts, straight and with faults.
#include "mtproto/session/session_script.hpp"

#include "mtproto/session/cooperative_server.hpp"
#include "mtproto/session/tl_builder.hpp"

#include "strata/mtproto/errors.hpp"

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace strata::mtproto::session_test {

Message fixed(Bytes body) {
  return [body = std::move(body)](World&) { return body; };
}

Message answer(std::string call, Bytes object) {
  return [call = std::move(call), object = std::move(object)](World& world) {
    return rpc_result(world.id_of(call), object);
  };
}

Message answer_true(std::string call) { return answer(std::move(call), bool_true()); }

Message error(std::string call, std::int32_t code, std::string text) {
  return answer(std::move(call), rpc_error(code, text));
}

Message ack(std::string call) {
  return [call = std::move(call)](World& world) { return msgs_ack({world.id_of(call)}); };
}

Message bad_salt(std::string call, std::int64_t salt) {
  return [call = std::move(call), salt](World& world) {
    return bad_server_salt(world.id_of(call), salt);
  };
}

Message bad_salt_of_container(std::string call, std::int64_t salt) {
  return [call = std::move(call), salt](World& world) {
    return bad_server_salt(world.container_of(call), salt);
  };
}

Message bad_msg(std::string call, std::int32_t code) {
  return [call = std::move(call), code](World& world) {
    return bad_msg_notification(world.id_of(call), code);
  };
}

Message bad_msg_of_container(std::string call, std::int32_t code) {
  return [call = std::move(call), code](World& world) {
    return bad_msg_notification(world.container_of(call), code);
  };
}

Message new_session(std::string first_call, std::int64_t unique_id, std::int64_t salt) {
  return [first_call = std::move(first_call), unique_id, salt](World& world) {
    return new_session_created(world.id_of(first_call), unique_id, salt);
  };
}

Message pong_to_last() {
  return [](World& world) {
    const ClientMessage* const ping = world.last("ping");
    if (ping == nullptr) return pong(0, 0);
    return pong(ping->msg_id, load_le<std::int64_t>(ping->body.data() + 4));
  };
}

Message states(Bytes info) {
  return [info = std::move(info)](World& world) {
    return msgs_state_info(world.id_of("state?"), info);
  };
}

Message container_of(std::vector<Inner> parts) {
  return [parts = std::move(parts)](World& world) {
    std::vector<Part> members;
    for (const Inner& part : parts) {
      const std::int64_t id = world.server().next_id(world.server_time());
      members.push_back(
          {id, world.server().next_seq_no(part.content_related), part.message(world)});
    }
    return container(members);
  };
}

SessionScript& SessionScript::add(Kind kind, std::string name, std::function<void(World&)> act) {
  steps_.push_back({kind, std::move(name), std::move(act), {}, true});
  return *this;
}

SessionScript& SessionScript::call(const std::string& name, SendOptions options) {
  return add(Kind::act, "call " + name, [=](World& world) { world.call(name, options); });
}

SessionScript& SessionScript::cancel(const std::string& name) {
  return add(Kind::act, "cancel " + name, [=](World& world) { world.cancel(name); });
}

SessionScript& SessionScript::receive(Message message, bool content_related) {
  steps_.push_back({Kind::receive, "receive", {}, std::move(message), content_related});
  return *this;
}

SessionScript& SessionScript::advance(nanoseconds time) {
  return add(Kind::act, "advance", [=](World& world) { world.advance(time); });
}

SessionScript& SessionScript::disconnect() {
  return add(Kind::act, "disconnect", [](World& world) { world.disconnect(); });
}

SessionScript& SessionScript::connect() {
  return add(Kind::act, "connect", [](World& world) { world.connect(); });
}

SessionScript& SessionScript::run(std::function<void(World&)> step) {
  return add(Kind::act, "run", std::move(step));
}

SessionScript& SessionScript::verify(std::function<void(World&)> step) {
  return add(Kind::expect, "verify", std::move(step));
}

SessionScript& SessionScript::call_after(const std::string& name, std::vector<std::string> before,
                                         SendOptions options) {
  return add(Kind::act, "call " + name, [=](World& world) {
    std::vector<CallId> ids;
    for (const std::string& one : before) ids.push_back(world.id(one));
    SendOptions with_predecessors = options;
    with_predecessors.after = ids;
    world.call(name, with_predecessors);
  });
}

SessionScript& SessionScript::expect_sent(std::vector<std::string> words) {
  return add(Kind::expect, "expect_sent",
             [=](World& world) { EXPECT_EQ(world.take_sent(), words); });
}

SessionScript& SessionScript::expect_event(std::string words) {
  return expect_events({std::move(words)});
}

SessionScript& SessionScript::expect_events(std::vector<std::string> words) {
  return add(Kind::expect, "expect_events",
             [=](World& world) { EXPECT_EQ(world.take_events(), words); });
}

SessionScript& SessionScript::expect_close(Errc code) {
  return add(Kind::expect, "expect_close", [=](World& world) {
    ASSERT_TRUE(world.closed().has_value()) << "nothing asked for CLOSE";
    EXPECT_EQ(*world.closed(), make_error_code(code)) << world.closed()->message();
  });
}

void SessionScript::check() {
  World world(options_);
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    SCOPED_TRACE("step " + std::to_string(i) + ": " + steps_[i].name);
    if (steps_[i].kind == Kind::receive) {
      const Status status = world.receive(steps_[i].message(world), steps_[i].content_related);
      const bool expected = i + 1 < steps_.size() && steps_[i + 1].name == "expect_close";
      EXPECT_TRUE(status || expected) << status.error().what();
    } else {
      steps_[i].act(world);
    }
  }
  EXPECT_EQ(world.take_sent(), std::vector<std::string>{}) << "sent and not expected";
  EXPECT_EQ(world.take_events(), std::vector<std::string>{}) << "events not expected";
  EXPECT_EQ(world.server().violations(), std::vector<std::string>{});
}

std::vector<std::string> SessionScript::play(const WorldOptions& options) const {
  World world(options);
  std::vector<std::string> log;
  const auto add_all = [&](const std::vector<std::string>& words) {
    log.insert(log.end(), words.begin(), words.end());
  };
  for (const Step& step : steps_) {
    if (step.kind == Kind::expect) continue;
    log.push_back(step.name);
    if (step.kind == Kind::receive) {
      const Status status = world.receive(step.message(world), step.content_related);
      if (!status) log.push_back("CLOSE " + status.error().code().message());
    } else {
      step.act(world);
    }
    add_all(world.take_sent());
    add_all(world.take_events());
  }
  return log;
}

void SessionScript::check_every_split() const {
  const std::vector<std::string> whole = play(options_);
  for (const TransportKind kind :
       {TransportKind::abridged, TransportKind::intermediate, TransportKind::padded_intermediate,
        TransportKind::full, TransportKind::obfuscated_intermediate}) {
    SCOPED_TRACE("over transport " + std::to_string(static_cast<int>(kind)));
    WorldOptions options = options_;
    options.transport = kind;
    const bool pads = kind == TransportKind::padded_intermediate;
    options.session.transport_pads_packets = options.session.transport_pads_packets || pads;
    EXPECT_EQ(play(options), whole);
  }
}

void SessionScript::check_every_fault() {
  check_every_split();
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (steps_[i].kind == Kind::expect) continue;
    const bool receives = steps_[i].kind == Kind::receive;
    for (const Fault fault : {Fault::truncated, Fault::damaged, Fault::doubled, Fault::delayed,
                              Fault::lost, Fault::unwritten, Fault::broken}) {
      const bool of_connection = fault == Fault::unwritten || fault == Fault::broken;
      if (!receives && !of_connection) continue;
      SCOPED_TRACE("fault " + std::to_string(static_cast<int>(fault)) + " in step " +
                   std::to_string(i) + ": " + steps_[i].name);
      run_with_fault(i, fault);
      if (::testing::Test::HasFailure()) return;
    }
  }
}

void SessionScript::receive_with_fault(World& world, const Step& step, Fault fault,
                                       Bytes& delayed) {
  const Bytes body = step.message(world);
  const std::int64_t id = world.server().next_id(world.server_time());
  Bytes packet = world.server().seal(id, world.server().next_seq_no(step.content_related), body);
  switch (fault) {
    case Fault::truncated:
      packet.resize(packet.size() / 2);
      break;
    case Fault::damaged:
      packet[packet.size() / 2] ^= 1;
      break;
    case Fault::doubled:
      static_cast<void>(world.receive_packet(packet));
      break;
    case Fault::delayed:
      delayed = packet;
      return;
    case Fault::lost:
      return;
    default:
      break;
  }
  const Status status = world.receive_packet(packet);
  if (status) return;
  world.disconnect();
  world.connect();
}

void SessionScript::run_with_fault(std::size_t at, Fault fault) const {
  World world(options_);
  world.server().tolerate_wrong_time();
  Bytes delayed;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const Step& step = steps_[i];
    if (step.kind == Kind::expect) continue;
    const bool here = i == at;
    if (here && fault == Fault::broken) {
      world.disconnect();
      world.connect();
    }
    world.lose_packets(here && fault == Fault::unwritten);
    if (step.kind == Kind::receive) {
      receive_with_fault(world, step, here ? fault : Fault::none, delayed);
    } else {
      step.act(world);
    }
    if (here && fault == Fault::unwritten) {
      world.lose_packets(false);
      world.disconnect();
      world.connect();
    }
    if (i == at + 2 && !delayed.empty()) static_cast<void>(world.receive_packet(delayed));
  }
  CooperativeServer(world).serve(std::chrono::minutes(5));
  expect_clean_end(world);
}

}  // namespace strata::mtproto::session_test
