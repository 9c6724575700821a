// Tests of files through the methods: up, into a message, and down again.
#include "testing/services/telegram_fixture.hpp"

namespace strata::datacenter {
namespace {

class FilesMethodsTest : public TelegramTest {
 protected:
  static Object part(std::int64_t id, std::int32_t index, Bytes bytes) {
    return Object("upload.saveFilePart",
                  {{"file_id", id}, {"file_part", index}, {"bytes", std::move(bytes)}});
  }
  static Object input_file(std::int64_t id, std::int32_t parts, std::string name = "a.txt") {
    return Object("inputFile",
                  {{"id", id}, {"parts", parts}, {"name", std::move(name)}, {"md5_checksum", ""}});
  }
  static Object uploaded_document(Object file) {
    return Object(
        "inputMediaUploadedDocument",
        {{"file", std::move(file)}, {"mime_type", "text/plain"}, {"attributes", Vector()}});
  }
  Object send_media(Object media, std::string caption = "") {
    return Object("messages.sendMedia", {{"peer", input_peer(ada_, boris_.self)},
                                         {"media", std::move(media)},
                                         {"message", std::move(caption)},
                                         {"random_id", ++random_id_}});
  }
  // The document that Boris received after Ada uploaded `content` in parts of 1 KiB.
  Object received_document(const Bytes& content) {
    std::int32_t parts = 0;
    for (std::size_t at = 0; at < content.size(); at += 1024, ++parts) {
      const auto begin = content.begin() + static_cast<std::ptrdiff_t>(at);
      const auto size = std::min<std::size_t>(1024, content.size() - at);
      ada_.call(part(5, parts, Bytes(begin, begin + static_cast<std::ptrdiff_t>(size))));
    }
    ada_.call(send_media(uploaded_document(input_file(5, parts)), "see"));
    const Object message = boris_.take_updates().at(0).get_object("message");
    EXPECT_EQ(message.get_string("message"), "see");
    return message.get_object("media").get_object("document");
  }
  static Object location(const Object& document) {
    return Object("inputDocumentFileLocation",
                  {{"id", document.get_long("id")},
                   {"access_hash", document.get_long("access_hash")},
                   {"file_reference", document.get_bytes("file_reference")},
                   {"thumb_size", ""}});
  }
  static Object get_file(Object from, std::int64_t offset, std::int32_t limit,
                         bool precise = false) {
    return Object("upload.getFile", {{"precise", precise},
                                     {"location", std::move(from)},
                                     {"offset", offset},
                                     {"limit", limit}});
  }

  Device ada_ = logged_in("ada_archer");
  Device boris_ = logged_in("boris_bell");
  std::int64_t random_id_ = 1000;
};

TEST_F(FilesMethodsTest, ADocumentArrivesAsItWasSent) {
  Bytes content(10'000);
  for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<std::uint8_t>(i % 251);
  const Object document = received_document(content);
  EXPECT_EQ(document.get_long("size"), 10'000);
  EXPECT_EQ(document.get_string("mime_type"), "text/plain");
  EXPECT_EQ(document.get_int("dc_id"), 2);
  EXPECT_EQ(document.get_vector("attributes")[0].as_object().get_string("file_name"), "a.txt");

  Bytes loaded;
  for (std::int64_t offset = 0; offset < 12'288; offset += 4096) {
    append(loaded,
           boris_.call_object(get_file(location(document), offset, 4096)).get_bytes("bytes"));
  }
  EXPECT_EQ(loaded, content);
  EXPECT_TRUE(
      boris_.call_object(get_file(location(document), 1 << 20, 4096)).get_bytes("bytes").empty());
}

TEST_F(FilesMethodsTest, WindowsMustBeAligned) {
  const Object from = location(received_document(Bytes(100, 1)));
  EXPECT_EQ(boris_.refusal(get_file(from, 1, 4096)), "OFFSET_INVALID");
  EXPECT_EQ(boris_.refusal(get_file(from, -4096, 4096)), "OFFSET_INVALID");
  EXPECT_EQ(boris_.refusal(get_file(from, std::numeric_limits<std::int64_t>::max() - 4095, 4096)),
            "OFFSET_INVALID");
  EXPECT_EQ(boris_.refusal(get_file(from, 0, 0)), "LIMIT_INVALID");
  EXPECT_EQ(boris_.refusal(get_file(from, 0, 4095)), "LIMIT_INVALID");
  EXPECT_EQ(boris_.refusal(get_file(from, 0, 12'288)), "LIMIT_INVALID") << "must divide 1 MiB";
  EXPECT_EQ(boris_.refusal(get_file(from, 0, 2 << 20)), "LIMIT_INVALID");
  EXPECT_EQ(boris_.refusal(get_file(from, (1 << 20) - 4096, 8192)), "LIMIT_INVALID")
      << "crosses a block";
  EXPECT_EQ(boris_.refusal(get_file(from, 1024, 12'288, true)), "accepted");
  EXPECT_EQ(boris_.refusal(get_file(from, 0, 1 << 20)), "accepted");
}

TEST_F(FilesMethodsTest, LocationsMustBeTheRightOnes) {
  const Object document = received_document(Bytes(100, 1));
  Object from = location(document);
  from.set("access_hash", std::int64_t{1});
  EXPECT_EQ(boris_.refusal(get_file(from, 0, 4096)), "FILE_ID_INVALID");
  from = location(document);
  from.set("thumb_size", "m");
  EXPECT_EQ(boris_.refusal(get_file(from, 0, 4096)), "LOCATION_INVALID");
  from = location(document);
  from.set("file_reference", Bytes());
  EXPECT_EQ(boris_.refusal(get_file(from, 0, 4096)), "FILE_REFERENCE_EMPTY");
  world_.files().expire_references(document.get_long("id"));
  EXPECT_EQ(boris_.refusal(get_file(location(document), 0, 4096)), "FILE_REFERENCE_EXPIRED");
  EXPECT_EQ(boris_.refusal(get_file(Object("inputTakeoutFileLocation"), 0, 4096)),
            "LOCATION_INVALID");
}

TEST_F(FilesMethodsTest, MissingPartsAreNamed) {
  ada_.call(part(5, 0, Bytes(1024)));
  EXPECT_EQ(ada_.refusal(send_media(uploaded_document(input_file(5, 2)))), "FILE_PART_1_MISSING");
  EXPECT_EQ(ada_.refusal(part(5, -1, Bytes(1))), "FILE_PART_INVALID");
}

TEST_F(FilesMethodsTest, BigFilesHaveTheirOwnMethod) {
  for (std::int32_t index = 0; index < 2; ++index) {
    EXPECT_TRUE(ada_.call(Object("upload.saveBigFilePart", {{"file_id", std::int64_t{6}},
                                                            {"file_part", index},
                                                            {"file_total_parts", 2},
                                                            {"bytes", Bytes(1024, 7)}}))
                    .as_bool());
  }
  const Object file("inputFileBig", {{"id", std::int64_t{6}}, {"parts", 2}, {"name", "big"}});
  ada_.call(send_media(uploaded_document(file)));
  const Object media = boris_.take_updates().at(0).get_object("message").get_object("media");
  EXPECT_EQ(media.get_object("document").get_long("size"), 2048);
}

TEST_F(FilesMethodsTest, DocumentsAreSentAgainByTheirId) {
  const Object document = received_document(Bytes(10, 1));
  const Object again("inputMediaDocument",
                     {{"id", Object("inputDocument",
                                    {{"id", document.get_long("id")},
                                     {"access_hash", document.get_long("access_hash")},
                                     {"file_reference", document.get_bytes("file_reference")}})}});
  ada_.call(send_media(again));
  const Object media = boris_.take_updates().at(0).get_object("message").get_object("media");
  EXPECT_EQ(media.get_object("document").get_long("id"), document.get_long("id"));
}

TEST_F(FilesMethodsTest, PhotosAreMeasured) {
  const Bytes png = *from_hex("89504e470d0a1a0a 0000000d 49484452 00000140 000000f0 0806000000");
  ada_.call(part(7, 0, png));
  ada_.call(send_media(
      Object("inputMediaUploadedPhoto", {{"file", input_file(7, 1)}, {"spoiler", true}})));
  const Object media = boris_.take_updates().at(0).get_object("message").get_object("media");
  EXPECT_TRUE(media.get_bool("spoiler"));
  const Object& photo = media.get_object("photo");
  const Object& size = photo.get_vector("sizes")[0].as_object();
  EXPECT_EQ(size.get_int("w"), 320);
  const Object from("inputPhotoFileLocation",
                    {{"id", photo.get_long("id")},
                     {"access_hash", photo.get_long("access_hash")},
                     {"file_reference", photo.get_bytes("file_reference")},
                     {"thumb_size", size.get_string("type")}});
  const Object loaded = boris_.call_object(get_file(from, 0, 4096));
  EXPECT_EQ(loaded.get_bytes("bytes").size(), png.size());
  ada_.call(part(8, 0, Bytes(10, 1)));
  EXPECT_EQ(
      ada_.refusal(send_media(Object("inputMediaUploadedPhoto", {{"file", input_file(8, 1)}}))),
      "IMAGE_PROCESS_FAILED");
}

TEST_F(FilesMethodsTest, HashesCoverTheFile) {
  const Object from = location(received_document(Bytes(5000, 1)));
  const Vector hashes =
      boris_.call(Object("upload.getFileHashes", {{"location", from}, {"offset", std::int64_t{0}}}))
          .as_vector();
  ASSERT_EQ(hashes.size(), 1U);
  EXPECT_EQ(hashes[0].as_object().get_int("limit"), 5000);
  EXPECT_EQ(hashes[0].as_object().get_bytes("hash").size(), 32U);
}

TEST_F(FilesMethodsTest, MediaThatIsNoneIsRefused) {
  EXPECT_EQ(ada_.refusal(send_media(Object("inputMediaEmpty"))), "MEDIA_EMPTY");
  EXPECT_EQ(ada_.refusal(send_media(Object("inputMediaDice", {{"emoticon", "x"}}))),
            "MEDIA_INVALID");
  ada_.call(part(9, 0, Bytes(10)));
  EXPECT_EQ(ada_.refusal(send_media(uploaded_document(input_file(9, 1)), std::string(1025, 'x'))),
            "MEDIA_CAPTION_TOO_LONG");
}

TEST_F(FilesMethodsTest, AFileSentTwiceIsADuplicateAndNotMissing) {
  ada_.call(part(12, 0, Bytes(10)));
  const Object request = send_media(uploaded_document(input_file(12, 1)));
  ada_.call(request);
  EXPECT_EQ(ada_.refusal(request), "500 RANDOM_ID_DUPLICATE");
  EXPECT_EQ(world_.messaging().attempts(ada_.self, random_id_), 2);
}

TEST_F(FilesMethodsTest, ARefusedCaptionLeavesTheUpload) {
  ada_.call(part(13, 0, Bytes(10)));
  const Object media = uploaded_document(input_file(13, 1));
  EXPECT_EQ(ada_.refusal(send_media(media, std::string(1025, 'x'))), "MEDIA_CAPTION_TOO_LONG");
  EXPECT_EQ(ada_.refusal(send_media(media, "short")), "accepted");
}

TEST_F(FilesMethodsTest, WhatAFileCarriesAlongIsBounded) {
  ada_.call(part(11, 0, Bytes(10)));
  const std::string long_text(40'000, 'x');
  EXPECT_EQ(ada_.refusal(send_media(uploaded_document(input_file(11, 1, long_text)))),
            "MEDIA_INVALID");
  const Object name("documentAttributeFilename", {{"file_name", long_text}});
  Object media = uploaded_document(input_file(11, 1));
  media.set("attributes", Vector{Value(name)});
  EXPECT_EQ(ada_.refusal(send_media(media)), "MEDIA_INVALID");
  media.set("attributes", Vector(21, Value(Object("documentAttributeAnimated"))));
  EXPECT_EQ(ada_.refusal(send_media(media)), "MEDIA_INVALID");
}

TEST_F(FilesMethodsTest, UploadedMediaMayBeKeptForLater) {
  ada_.call(part(10, 0, Bytes(10)));
  const Object media = ada_.call_object(
      Object("messages.uploadMedia",
             {{"peer", Object("inputPeerSelf")}, {"media", uploaded_document(input_file(10, 1))}}));
  EXPECT_EQ(media.name(), "messageMediaDocument");
}

}  // namespace
}  // namespace strata::datacenter
