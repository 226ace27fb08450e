#include <boost/url.hpp>
