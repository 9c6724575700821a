// contacts.*: finding accounts and keeping an address book.
#include "services/input.hpp"
#include "services/render/updates.hpp"
#include "services/render/users.hpp"

namespace strata::datacenter {
namespace {

RpcResult resolved(const Call& call, const User& user) {
  const View view{call.world, call.self, call.now};
  People people;
  people.add(user.id);
  return Object("contacts.resolvedPeer", {{"peer", render_peer(PeerId::user(user.id))},
                                          {"chats", Vector()},
                                          {"users", render_users(view, people)}});
}

RpcResult resolve_username(Call& call) {
  const std::string& username = call.request.get_string("username");
  if (username.empty() || username.size() > call.world.limits().username_length + 1) {
    return no("USERNAME_INVALID");
  }
  const User* user = call.world.users().find_username(username);
  if (user == nullptr) return no("USERNAME_NOT_OCCUPIED");
  return resolved(call, *user);
}

RpcResult resolve_phone(Call& call) {
  const auto phone = normalize_phone(call.request.get_string("phone"));
  const User* user = phone ? call.world.users().find_phone(*phone) : nullptr;
  if (user == nullptr) return no("PHONE_NOT_OCCUPIED");
  return resolved(call, *user);
}

Object render_contact(const Call& call, UserId contact) {
  const bool mutual = call.world.contacts().has(contact, call.self);
  return Object("contact", {{"user_id", contact}, {"mutual", mutual}});
}

RpcResult get_contacts(Call& call) {
  const View view{call.world, call.self, call.now};
  Vector contacts;
  People people;
  for (const UserId contact : call.world.contacts().of(call.self)) {
    contacts.push_back(render_contact(call, contact));
    people.add(contact);
  }
  return Object(
      "contacts.contacts",
      {{"contacts", contacts}, {"saved_count", 0}, {"users", render_users(view, people)}});
}

// Spec: core.telegram.org/method/contacts.importContacts: unknown numbers are passed over.
RpcResult import_contacts(Call& call) {
  const Vector& asked = call.request.get_vector("contacts");
  if (asked.size() > call.world.limits().request_ids) return no("LIMIT_INVALID");
  Vector imported;
  People people;
  for (const Value& value : asked) {
    const Object& contact = value.as_object();
    const auto phone = normalize_phone(contact.get_string("phone"));
    const User* user = phone ? call.world.users().find_phone(*phone) : nullptr;
    if (user == nullptr || !call.world.contacts().add(call.self, user->id)) continue;
    imported.push_back(Object(
        "importedContact", {{"user_id", user->id}, {"client_id", contact.get_long("client_id")}}));
    people.add(user->id);
  }
  const View view{call.world, call.self, call.now};
  return Object("contacts.importedContacts", {{"imported", imported},
                                              {"popular_invites", Vector()},
                                              {"retry_contacts", Vector()},
                                              {"users", render_users(view, people)}});
}

Object render_peer_settings(UserId user) {
  return Object("updatePeerSettings",
                {{"peer", render_peer(PeerId::user(user))}, {"settings", Object("peerSettings")}});
}

RpcResult add_contact(Call& call) {
  const auto user = input_user(call, call.request.get_object("id"));
  if (!user) return no(user.error());
  if (*user == call.self) return no("CONTACT_ID_INVALID");
  if (!call.world.contacts().add(call.self, *user)) return no("CONTACTS_TOO_MUCH");
  const View view{call.world, call.self, call.now};
  return render_envelope(view, {render_peer_settings(*user)});
}

RpcResult delete_contacts(Call& call) {
  const Vector& asked = call.request.get_vector("id");
  if (asked.size() > call.world.limits().request_ids) return no("LIMIT_INVALID");
  std::vector<Object> updates;
  for (const Value& input : asked) {
    const auto user = input_user(call, input.as_object());
    if (!user) continue;
    call.world.contacts().remove(call.self, *user);
    updates.push_back(render_peer_settings(*user));
  }
  const View view{call.world, call.self, call.now};
  return render_envelope(view, std::move(updates));
}

constexpr Method table[] = {
    {"contacts.resolveUsername", Caller::logged_in, resolve_username},
    {"contacts.resolvePhone", Caller::people, resolve_phone},
    {"contacts.getContacts", Caller::people, get_contacts},
    {"contacts.importContacts", Caller::people, import_contacts},
    {"contacts.addContact", Caller::people, add_contact},
    {"contacts.deleteContacts", Caller::people, delete_contacts},
};

}  // namespace

std::span<const Method> contact_methods() { return table; }

}  // namespace strata::datacenter
