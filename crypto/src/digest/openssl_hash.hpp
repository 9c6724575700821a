// OpenSSL's hash contexts as plain structures.
#pragma once

// OpenSSL 3 marks these functions as deprecated in favour of EVP. They are what fits here: EVP
// needs an allocated context that can fail and that keeps the state of keyed hashes after use,
// while these work on the stack, cannot fail, and use the same assembly.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/md5.h>
#include <openssl/sha.h>
