# Fuzzers of crypto.
strata_add_fuzzer(crypto_pq SOURCES crypto_pq_fuzz.cpp LIBRARIES strata::crypto)
strata_add_fuzzer(crypto_rsa SOURCES crypto_rsa_fuzz.cpp LIBRARIES strata::crypto)
strata_add_fuzzer(crypto_dh SOURCES crypto_dh_fuzz.cpp LIBRARIES strata::crypto)
strata_add_fuzzer(crypto_srp SOURCES crypto_srp_fuzz.cpp LIBRARIES strata::crypto)
strata_add_fuzzer(crypto_message SOURCES crypto_message_fuzz.cpp LIBRARIES strata::crypto)
strata_add_fuzzer(crypto_batch SOURCES crypto_batch_fuzz.cpp LIBRARIES strata::crypto)
strata_add_fuzzer(crypto_bytes SOURCES crypto_bytes_fuzz.cpp LIBRARIES strata::crypto)
