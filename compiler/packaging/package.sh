#!/usr/bin/env bash
# package.sh BUILD ARCHIVES VERSION: makes BUILD/packages of a build of the preset release-package:
#   pinwright_VERSION_amd64.deb                      with Debian's libraries
#   pinwright-VERSION-linux-x86_64.tar.gz            both programs, static
#   pinwright-offline-VERSION-linux-x86_64.tar.gz    the one that gates need
#   pinwright-VERSION.tgz, pinwright-linux-x64-VERSION.tgz   for npm: a small one, and the programs of a platform
#   pinwright-VERSION.cdx.json                       what is linked in (CycloneDX)
#   SHA256SUMS
# The same sources give the same bytes: times are SOURCE_DATE_EPOCH, or that of the changelog's last entry.
set -euo pipefail
umask 022
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$(cd "$1" && pwd)
archives=$(cd "$2" && pwd)
version=$3
packages=$build/packages
machine=$(uname -m)
changelog=$here/changelog
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(dpkg-parsechangelog -l "$changelog" -S Timestamp)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "package.sh: $1" >&2
  exit 1
}

[[ $(dpkg-parsechangelog -l "$changelog" -S Version) == "$version" ]] || fail "the last entry of $changelog is not of $version"

# Debian's name of this machine, and npm's.
case $machine in
  x86_64) debian_machine=amd64 node_machine=x64 ;;
  aarch64) debian_machine=arm64 node_machine=arm64 ;;
  *) fail "no package is made for $machine" ;;
esac

# strip_into FILE DIR NAME
strip_into() {
  mkdir -p "$2"
  strip --strip-unneeded --remove-section=.comment --remove-section=.note -o "$2/$3" "$1"
  chmod 755 "$2/$3"
}

# pack DIR FILE: DIR as .tar.gz, with itself as the first part of each path.
pack() {
  tar --create --directory "$(dirname "$1")" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
    --format=ustar "$(basename "$1")" | gzip -9n >"$2"
}

install_tree() { DESTDIR=$1 cmake --install "$build" --prefix /usr >/dev/null; }

make_deb() {
  local tree=$work/deb doc=$work/deb/usr/share/doc/pinwright depends size
  install_tree "$tree"
  strip_into "$build/bin/pinwright" "$tree/usr/bin" pinwright
  strip_into "$build/bin/pinwright-online" "$tree/usr/libexec/pinwright" pinwright-online
  gzip -9n "$tree/usr/share/man/man1/pinwright.1"
  gzip -9nc "$changelog" >"$doc/changelog.gz"
  install -D -m 644 "$here/lintian-overrides" "$tree/usr/share/lintian/overrides/pinwright"
  mkdir -p "$work/source/debian" "$tree/DEBIAN"
  printf 'Source: pinwright\n\nPackage: pinwright\nArchitecture: any\n' >"$work/source/debian/control"
  depends=$(cd "$work/source" && dpkg-shlibdeps -O "$tree/usr/bin/pinwright" "$tree/usr/libexec/pinwright/pinwright-online")
  size=$(du -sk --apparent-size "$tree/usr" | cut -f1)
  sed -e "s/@version@/$version/" -e "s/@architecture@/$debian_machine/" -e "s/@size@/$size/" \
    -e "s/@depends@/${depends#shlibs:Depends=}/" "$here/control" >"$tree/DEBIAN/control"
  (cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
  find "$tree" -type d -exec chmod 755 {} +
  dpkg-deb --root-owner-group -Zxz --build "$tree" "$packages/pinwright_${version}_$debian_machine.deb" >/dev/null
}

# The licences of what is linked in statically: copy_licences DIR
copy_licences() {
  local package rest
  mkdir -p "$1"
  cp "$root/LICENSE" "$1/pinwright"
  while read -r package rest; do
    cp "$(licence_of "$package")" "$1/$package"
  done < <(linked_in)
}

licence_of() { [[ -f $archives/$1.copyright ]] && echo "$archives/$1.copyright" || echo "/usr/share/doc/$1/copyright"; }

# A line for each library that is linked in: its package, version, and package URL.
linked_in() {
  local package version
  while read -r package version _; do
    [[ -z $package || $package == '#'* ]] || echo "$package $version pkg:deb/debian/$package@$version?arch=source"
  done <"$here/archives.txt"
  while read -r package; do
    [[ -z $package || $package == '#'* ]] && continue
    version=$(dpkg-query --show --showformat='${Version}' "$package")
    echo "$package $version pkg:deb/debian/$package@$version?arch=$debian_machine"
  done <"$here/linked.txt"
}

# static_programs DIR [offline]: the programs and their licences, to be run where DIR is unpacked.
offline_program() { strip_into "$build/bin/pinwright-static" "$1/bin" pinwright; }
online_program() { strip_into "$build/bin/pinwright-online-static" "$1/libexec/pinwright" pinwright-online; }

make_portable() {
  local name=pinwright-$version-linux-$machine offline=pinwright-offline-$version-linux-$machine
  install_tree "$work/install"
  mv "$work/install/usr" "$work/$name"
  rm "$work/$name/share/doc/pinwright/copyright"
  offline_program "$work/$name"
  online_program "$work/$name"
  copy_licences "$work/$name/share/doc/pinwright/licences"
  pack "$work/$name" "$packages/$name.tar.gz"

  offline_program "$work/$offline"
  copy_licences "$work/$offline/licences"
  pack "$work/$offline" "$packages/$offline.tar.gz"
}

# npm unpacks what lies below `package`.
make_npm() {
  local main=$work/npm/main/package platform=$work/npm/platform/package name=pinwright-linux-$node_machine
  mkdir -p "$main/bin" "$platform"
  sed -e "s/@version@/$version/" "$here/npm/package.json" >"$main/package.json"
  install -m 755 "$here/npm/pinwright.js" "$main/bin/pinwright.js"
  cp "$here/npm/README.md" "$root/LICENSE" "$main/"
  pack "$main" "$packages/pinwright-$version.tgz"

  sed -e "s/@version@/$version/" -e "s/@cpu@/$node_machine/" "$here/npm/platform.json" >"$platform/package.json"
  offline_program "$platform"
  online_program "$platform"
  copy_licences "$platform/licences"
  cp "$root/LICENSE" "$platform/"
  pack "$platform" "$packages/$name-$version.tgz"
}

make_sbom() {
  local package of url comma=''
  {
    printf '{\n  "bomFormat": "CycloneDX",\n  "specVersion": "1.5",\n  "version": 1,\n  "metadata": {\n'
    printf '    "timestamp": "%s",\n' "$(date --utc --date "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)"
    printf '    "component": {"type": "application", "name": "pinwright", "version": "%s"}\n  },\n  "components": [' "$version"
    while read -r package of url; do
      printf '%s\n    {"type": "library", "name": "%s", "version": "%s", "purl": "%s"}' "$comma" "$package" "$of" "${url//+/%2B}"
      comma=,
    done < <(linked_in)
    printf '\n  ]\n}\n'
  } >"$packages/pinwright-$version.cdx.json"
}

rm -rf "$packages"
mkdir -p "$packages"
make_deb
make_portable
make_npm
make_sbom
(cd "$packages" && sha256sum -- * >"$work/sums" && mv "$work/sums" SHA256SUMS && chmod 644 SHA256SUMS && ls -l)
