// The data centre without network of the tests of services.
#include "testing/services/telegram_fixture.hpp"

#include <algorithm>

namespace strata::datacenter {
namespace {

Object decoded(const Bytes& bytes) {
  auto object = api_codec().decode(bytes);
  if (!object) throw std::runtime_error(object.error().message());
  return *std::move(object);
}

Object request_through_the_wire(const Object& request) {
  const auto bytes = api_codec().encode(request);
  if (!bytes) throw std::runtime_error(request.name() + ": " + bytes.error().message());
  return decoded(*bytes);
}

}  // namespace

Value through_the_wire(std::string_view method, const Value& answer) {
  const auto bytes = api_codec().encode_result(method, answer);
  if (!bytes) throw std::runtime_error(std::string(method) + ": " + bytes.error().message());
  auto value = api_codec().decode_result(method, *bytes);
  if (!value) throw std::runtime_error(std::string(method) + ": " + value.error().message());
  return *std::move(value);
}

void FakeSession::push_updates(const Object& updates) {
  const auto bytes = api_codec().encode_as("Updates", updates);
  if (!bytes) throw std::runtime_error("pushed: " + bytes.error().message());
  pushed.push_back(decoded(*bytes));
}

void FakeHost::fill_random(MutableBytes bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 7 + 3);
}

void FakeHost::schedule(std::chrono::nanoseconds delay, std::function<void()> task) {
  tasks_.push_back(
      {seconds_ + std::chrono::ceil<std::chrono::seconds>(delay).count(), std::move(task)});
}

void FakeHost::advance(std::chrono::seconds time) {
  seconds_ += time.count();
  std::vector<Task> due;
  std::erase_if(tasks_, [&](Task& task) {
    if (task.due > seconds_) return false;
    due.push_back(std::move(task));
    return true;
  });
  for (const Task& task : due) task.run();
}

std::vector<ClientSession*> FakeHost::update_sessions(std::uint64_t permanent_key_id) {
  std::vector<ClientSession*> found;
  for (FakeSession& session : sessions) {
    if (session.permanent_key_id() == permanent_key_id) found.push_back(&session);
  }
  return found;
}

Value Device::call(const Object& request) {
  const RpcResult result = test_.dispatch(session_, request, nullptr);
  if (const RpcError* error = std::get_if<RpcError>(&result)) {
    ADD_FAILURE() << request.name() << ": " << error->code << " " << error->text;
    return {};
  }
  const Value* value = std::get_if<Value>(&result);
  return value != nullptr ? through_the_wire(request.name(), *value) : Value();
}

std::string Device::refusal(const Object& request) {
  const RpcResult result = test_.dispatch(session_, request, nullptr);
  const RpcError* error = std::get_if<RpcError>(&result);
  if (error == nullptr) return "accepted";
  return error->code == 400 ? error->text : std::to_string(error->code) + " " + error->text;
}

std::shared_ptr<RpcResult> Device::start(const Object& request) {
  auto slot = std::make_shared<RpcResult>(AnswerLater{});
  const RpcResult result = test_.dispatch(session_, request, slot);
  if (!std::holds_alternative<AnswerLater>(result)) *slot = result;
  return slot;
}

std::vector<Object> Device::take_updates() {
  std::vector<Object> updates;
  for (const Object& envelope : session_.pushed) {
    EXPECT_TRUE(envelope.is("updates"));
    for (const Value& update : envelope.get_vector("updates")) {
      updates.push_back(update.as_object());
    }
  }
  session_.pushed.clear();
  return updates;
}

TelegramTest::TelegramTest(WorldOptions options)
    : world_(std::move(options)), services_(world_, [this] {
        ServiceOptions made;
        made.other_dcs = {{4, "127.0.0.1", 4431, false}};
        made.on_login_code = [this](const std::string& phone, const std::string& code) {
          codes_.emplace_back(phone, code);
        };
        return made;
      }()) {
  add_cast(world_);
  services_.install(dispatcher_, host_);
}

Device TelegramTest::device() {
  const auto number = host_.sessions.size() + 1;
  FakeSession& session =
      host_.sessions.emplace_back(1000 + number, static_cast<std::int64_t>(number));
  return Device(*this, session);
}

Device TelegramTest::logged_in(std::string_view username) {
  Device made = device();
  made.self = id_of(username);
  world_.authorizations().log_in(made.session_.permanent_key_id(), made.self);
  return made;
}

UserId TelegramTest::id_of(std::string_view username) {
  return world_.users().find_username(username)->id;
}

Object TelegramTest::input_user(const Device& viewer, UserId user) {
  return Object("inputUser", {{"user_id", user},
                              {"access_hash", world_.users().access_hash(viewer.self, user)}});
}

Object TelegramTest::input_peer(const Device& viewer, UserId user) {
  return Object("inputPeerUser", {{"user_id", user},
                                  {"access_hash", world_.users().access_hash(viewer.self, user)}});
}

Object TelegramTest::message(const Device& from, UserId to, std::string text) {
  return Object(
      "messages.sendMessage",
      {{"peer", input_peer(from, to)}, {"message", std::move(text)}, {"random_id", ++random_id_}});
}

RpcResult TelegramTest::dispatch(FakeSession& session, const Object& request,
                                 std::shared_ptr<RpcResult> later) {
  RequestContext context(host_, session, 4, [later]() -> Responder {
    return [later](RpcResult result) {
      if (later) *later = std::move(result);
    };
  });
  return dispatcher_.dispatch(context, request_through_the_wire(request));
}

}  // namespace strata::datacenter
