// The one error type of all layers: a code of the layer's own enumeration, and what happened.
#pragma once

#include <exception>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

namespace strata {

/// What an Error knows beyond its code. Layers derive from it to carry more (an RPC failure its
/// method and value); the text never holds secrets.
class ErrorDetail {
 public:
  explicit ErrorDetail(std::string message) : message_(std::move(message)) {}
  virtual ~ErrorDetail() = default;
  ErrorDetail(const ErrorDetail&) = delete;
  ErrorDetail& operator=(const ErrorDetail&) = delete;

  [[nodiscard]] const std::string& message() const noexcept { return message_; }

 private:
  std::string message_;
};

/// An error as a value (in `Result<T>`) and as an exception (thrown by the client).
///
/// `code()` is what a program compares: each layer has an enumeration registered with
/// `std::error_code` (`tl::DecodeErrc`, `crypto::Errc`, `mtproto::Errc`, …). `what()` is what a
/// person reads: it says what happened and, where it helps, what to do about it.
///
/// Copying never throws, and a copy through the base class loses nothing: types derived from Error
/// add accessors, while their data lives in the shared ErrorDetail.
class Error : public std::exception {
 public:
  Error(std::error_code code, std::string message)
      : code_(code), detail_(std::make_shared<ErrorDetail>(std::move(message))) {}
  Error(std::error_code code, std::shared_ptr<const ErrorDetail> detail) noexcept
      : code_(code), detail_(std::move(detail)) {}
  explicit Error(std::error_code code) : Error(code, code.message()) {}

  [[nodiscard]] std::error_code code() const noexcept { return code_; }
  [[nodiscard]] const std::string& message() const noexcept { return detail_->message(); }
  [[nodiscard]] const char* what() const noexcept override { return message().c_str(); }

  /// The detail as type `T`, or null when this error carries another kind of detail.
  template <class T>
  [[nodiscard]] const T* detail() const noexcept {
    return dynamic_cast<const T*>(detail_.get());
  }

 private:
  std::error_code code_;
  std::shared_ptr<const ErrorDetail> detail_;
};

}  // namespace strata
