#!/usr/bin/env bash
# Runs every test. Installs what the tests need where it is missing; exit 2 says what is needed and could not be installed.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v dotnet >/dev/null 2>&1; then
  echo "eng/test.sh needs the .NET 10 SDK ('dotnet' is not on the path). Install it and run this again." >&2
  exit 2
fi
sdk="$(dotnet --version 2>/dev/null || true)"
case "$sdk" in
  10.*) ;;
  *) echo "eng/test.sh needs the .NET 10 SDK; found '${sdk:-none}'. Install it and run this again." >&2; exit 2 ;;
esac

# What the tests use from Debian: a command or a file (as a pattern), and the package that brings it.
needs=(
  "chromium chromium"
  "dbus-daemon dbus"
  "gnome-keyring-daemon gnome-keyring"
  "secret-tool libsecret-tools"
  "/usr/lib/*/libsecret-1.so.0 libsecret-1-0"
  "/usr/lib/postgresql/*/bin/initdb postgresql"
)

# shellcheck source=eng/needs.sh
. eng/needs.sh
install_missing "${needs[@]}"

# A full disk and one that can only be read are made of mounts that end with the test.
if ! unshare -m true 2>/dev/null; then
  echo "eng/test.sh needs mounts of its own ('unshare -m true' fails here). Run it as root, or in a container with CAP_SYS_ADMIN." >&2
  exit 2
fi

log="$(mktemp)"
# shellcheck source=eng/keyring.sh
. eng/keyring.sh
trap 'stop_keyring; rm -f "$log"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
start_keyring
export FROB_TEST_BUS="$keyring_bus"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
status=0
# A test that hangs is named and fails after five minutes, instead of holding everybody up.
dotnet test Auth.Frob.sln -c Release --blame-hang --blame-hang-timeout 5m --blame-hang-dump-type none "$@" | tee "$log" || status=$?

# One line for all projects; a skipped test is a failure, for nothing here may be skipped.
awk '
  /(Passed|Failed)! +- +Failed:/ {
    line = $0; gsub(/[^0-9,:A-Za-z ]/, "", line); split(line, part, ",")
    for (i in part) { n = part[i]; sub(/.*: */, "", n)
      if (part[i] ~ /Failed:/) failed += n; else if (part[i] ~ /Passed:/) passed += n; else if (part[i] ~ /Skipped:/) skipped += n }
  }
  END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped; exit (passed == 0 || failed > 0 || skipped > 0) }
' "$log" || status=1
exit "$status"
