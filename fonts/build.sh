#!/bin/sh
# Rebuilds fonts/*.ttf from Debian 12 packages.
#
# Run as root on Debian 12, with the package lists fresh (apt-get update) or
# absent. The font packages are unpacked in a temporary folder and never
# installed: together they would take half a gigabyte. Two runs give the same
# bytes, so `git status` tells whether a newer package changed a face.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Debian's own interpreter: python3-fonttools is compiled for it, and `python3`
# on PATH may be another.
python=/usr/bin/python3
packages="fonts-liberation2 fonts-lxgw-wenkai fonts-noto-cjk fonts-noto-cjk-extra
	python3-fonttools texlive-lang-chinese"

if ! apt-cache show fonts-lxgw-wenkai >/dev/null 2>&1; then
	apt-get update -qq
fi
if [ ! -x "$python" ]; then
	apt-get install -y --no-install-recommends python3
fi

mkdir "$work/deb" "$work/root"
# shellcheck disable=SC2086 # the list is words on purpose
(cd "$work/deb" && apt-get -o APT::Sandbox::User=root download -qq $packages)
for deb in "$work"/deb/*.deb; do
	dpkg-deb -f "$deb" Package Version | paste -s -d ' '
	dpkg-deb -x "$deb" "$work/root"
done

PYTHONPATH="$work/root/usr/lib/python3/dist-packages" PYTHONDONTWRITEBYTECODE=1 \
	"$python" "$here/build.py" "$work/root" "$here/tgh.txt" "${1:-$here}"
