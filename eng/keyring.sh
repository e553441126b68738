# A private session bus with an unlocked keyring on it, for the tests alone: the person's own keyring is never touched.
# start_keyring sets keyring_bus to the bus's address; stop_keyring ends the two processes and removes what they kept.

keyring_home=""
keyring_bus=""
keyring_pids=()

# start_bus [XML]: the bus alone; what is given is added to its configuration.
start_bus() {
  keyring_home="$(mktemp -d)"
  mkdir -m 700 "$keyring_home/run" "$keyring_home/data" "$keyring_home/config" "$keyring_home/cache" "$keyring_home/services"
  # No service of the system's: nothing is started by the bus that would ask for a display.
  cat >"$keyring_home/bus.conf" <<CONF
<busconfig>
  <type>session</type>
  <listen>unix:path=$keyring_home/bus</listen>
  <servicedir>$keyring_home/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
  ${1:-}
</busconfig>
CONF
  with_parent dbus-daemon --config-file="$keyring_home/bus.conf" --nofork --nopidfile --print-address=3 \
    3>"$keyring_home/address" >"$keyring_home/bus.log" 2>&1 </dev/null &
  keyring_pids+=("$!")
  wait_until test -s "$keyring_home/address"
  keyring_bus="$(head -n 1 "$keyring_home/address")"
}

# start_keyring [locked]: the keyring; with an unlocked login keyring, or with none.
start_keyring() {
  local how=(--unlock)
  [ "${1:-}" != locked ] || how=()
  [ -n "$keyring_bus" ] || start_bus
  printf 'for the tests alone' | with_parent env -u DISPLAY -u WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS="$keyring_bus" HOME="$keyring_home" \
    XDG_RUNTIME_DIR="$keyring_home/run" XDG_DATA_HOME="$keyring_home/data" \
    XDG_CONFIG_HOME="$keyring_home/config" XDG_CACHE_HOME="$keyring_home/cache" \
    gnome-keyring-daemon --foreground "${how[@]}" --components=secrets --control-directory="$keyring_home/run/keyring" \
    >"$keyring_home/keyring.log" 2>&1 &
  keyring_pids+=("$!")
  wait_until keyring_is_there
  [ "${#how[@]}" -eq 0 ] || wait_until keyring_is_unlocked
}

stop_keyring() {
  local pid
  for pid in "${keyring_pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${keyring_pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  keyring_pids=()
  [ -z "$keyring_home" ] || rm -rf "$keyring_home"
  keyring_home="" keyring_bus=""
}

lock_keyring() {
  DBUS_SESSION_BUS_ADDRESS="$keyring_bus" dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
    org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >/dev/null
}

# Somebody who has a prompt to show, and shows none: takes the call and never answers.
never_prompt() {
  cat >"$keyring_home/services/prompter.service" <<SERVICE
[D-BUS Service]
Name=org.gnome.keyring.SystemPrompter
Exec=$(command -v setpriv) --pdeathsig TERM sleep 120
SERVICE
}

# Ends with this script even where it is killed and no trap runs.
with_parent() {
  if command -v setpriv >/dev/null 2>&1; then exec setpriv --pdeathsig TERM "$@"; else exec "$@"; fi
}

keyring_is_there() {
  DBUS_SESSION_BUS_ADDRESS="$keyring_bus" dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
    org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true'
}

keyring_is_unlocked() {
  DBUS_SESSION_BUS_ADDRESS="$keyring_bus" dbus-send --session --print-reply --reply-timeout=2000 --dest=org.freedesktop.secrets \
    /org/freedesktop/secrets/aliases/default org.freedesktop.DBus.Properties.Get string:org.freedesktop.Secret.Collection string:Locked 2>/dev/null |
    grep -q 'boolean false'
}

wait_until() {
  local try
  for try in $(seq 1 100); do
    if "$@"; then return 0; fi
    sleep 0.1
  done
  echo "eng/test.sh started a keyring for the tests, and it did not come up:" >&2
  cat "$keyring_home"/*.log >&2
  exit 2
}
