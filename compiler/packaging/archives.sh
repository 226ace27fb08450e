#!/usr/bin/env bash
# archives.sh DIR: builds the archives of archives.txt from Debian's source packages, into DIR. What is there already stays.
# The sources come by apt-get, of the versions named and with the hashes named, or not at all. DIR/sources keeps them, so that
# a second run needs no network.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1/sources/lists/partial"
dir=$(cd "$1" && pwd)
jobs=${JOBS:-$(nproc)}

fail() {
  echo "archives.sh: $1" >&2
  exit 1
}

# A list of sources of our own: the machine's need not name source packages, and stays as it is.
write_source_list() {
  local suite
  for suite in debian:bookworm debian:bookworm-updates debian-security:bookworm-security; do
    printf 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/%s %s main\n' \
      "${suite%%:*}" "${suite#*:}"
  done >"$dir/sources/debian.list"
}

apt() {
  apt-get -qq -o Dir::Etc::sourcelist="$dir/sources/debian.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State::lists="$dir/sources/lists" -o APT::Sandbox::User=root "$@"
}

# fetch PACKAGE VERSION SHA256: leaves the unpacked source in DIR/sources/PACKAGE.
fetch() {
  local dsc=$1_$2.dsc
  cd "$dir/sources"
  if [[ ! -f $dsc ]]; then
    [[ -f debian.list ]] || { write_source_list && apt update; }
    apt source --download-only "$1=$2" || fail "$1 $2 could not be fetched: has Debian replaced it? See archives.txt"
  fi
  sha256sum --quiet --check - <<<"$3  $dsc" || fail "$dsc is not the one that archives.txt names"
  rm -rf "$1"
  dpkg-source --no-check --extract "$dsc" "$1" >/dev/null # the hash stands for the signature
}

# compile PACKAGE TARGET OPTION…: with CMake, with the compiler and the flags of the program that it becomes a part of.
compile() {
  local package=$1 target=$2 flags="-O2 -fPIE -fstack-protector-strong -D_FORTIFY_SOURCE=2 -ffile-prefix-map=$dir/sources/="
  shift 2
  cmake -S "$dir/sources/$package" -B "$dir/sources/$package-build" -G Ninja -DCMAKE_BUILD_TYPE=None \
    -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ \
    -DCMAKE_C_FLAGS="$flags" -DCMAKE_CXX_FLAGS="$flags" -DBUILD_SHARED_LIBS=OFF "$@" &&
  cmake --build "$dir/sources/$package-build" --target "$target" -j "$jobs"
}

# build PACKAGE TARGET ARCHIVE OPTION…: the archive and the licence that it is under, into DIR.
build() {
  local package=$1 target=$2 archive=$3 log=$dir/sources/$1.log
  shift 3
  rm -rf "$dir/sources/$package-build"
  if ! compile "$package" "$target" "$@" >"$log" 2>&1; then
    tail -20 "$log" >&2
    fail "$package does not build; all of it stands in $log"
  fi
  find "$dir/sources/$package-build" -name "$archive" -exec cp {} "$dir/$archive" ';'
  cp "$dir/sources/$package/debian/copyright" "$dir/$package.copyright"
}

# Debian's own options: the headers of libcpp-httplib-dev go with no others.
build_cpp-httplib() {
  (cd "$dir/sources/cpp-httplib" && python3 ./split.py >/dev/null)
  cat >"$dir/sources/cpp-httplib/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(cpp-httplib CXX)
add_library(cpp-httplib STATIC out/httplib.cc)
target_compile_definitions(cpp-httplib PRIVATE CPPHTTPLIB_OPENSSL_SUPPORT CPPHTTPLIB_ZLIB_SUPPORT CPPHTTPLIB_BROTLI_SUPPORT
  CPPHTTPLIB_USE_POLL)
END
  build cpp-httplib cpp-httplib libcpp-httplib.a
}

# HTTP over OpenSSL and no more. Names are resolved by c-ares, as glibc's own resolver loads shared objects; where the
# certificates are, the program says.
build_curl() {
  build curl libcurl libcurl.a -DBUILD_CURL_EXE=OFF -DBUILD_TESTING=OFF -DHTTP_ONLY=ON -DENABLE_ARES=ON \
    -DCURL_USE_OPENSSL=ON -DUSE_NGHTTP2=ON -DCURL_ZLIB=ON -DCURL_BROTLI=OFF -DCURL_ZSTD=OFF -DCURL_USE_LIBSSH2=OFF \
    -DCURL_USE_LIBPSL=OFF -DUSE_LIBIDN2=OFF -DCURL_CA_BUNDLE=none -DCURL_CA_PATH=none -DCURL_DISABLE_NETRC=ON
}

while read -r package version hash; do
  [[ -z $package || $package == '#'* ]] && continue
  built=$dir/$package.built
  [[ $built -nt $here/archives.txt && $built -nt $here/archives.sh ]] && continue
  fetch "$package" "$version" "$hash"
  "build_$package"
  touch "$built"
done <"$here/archives.txt"
touch "$dir"/*.a # newer than this script, whatever of them was built
