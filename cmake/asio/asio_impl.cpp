// The compiled part of Asio, so that its headers stay cheap and two libraries share one copy.
#include <asio/impl/src.hpp>
