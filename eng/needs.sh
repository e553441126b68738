# install_missing "COMMAND-OR-FILE PACKAGE"...: installs the packages whose command or file is missing; exit 2 where it can't.

is_there() {
  case "$1" in
    /*) compgen -G "$1" >/dev/null ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
  esac
}

install_missing() {
  local need missing=() as_root=()
  for need in "$@"; do
    is_there "${need%% *}" || missing+=("${need##* }")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root=(sudo -n); else cannot_install "only root may install packages" "${missing[@]}"; fi
  fi
  command -v apt-get >/dev/null 2>&1 || cannot_install "there is no apt-get" "${missing[@]}"
  echo "eng/test.sh installs ${missing[*]}."
  local said
  said="$(mktemp)"
  install() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >"$said" 2>&1; }
  # The lists of a fresh machine may be missing or old; they are asked for only then.
  if ! install && ! { "${as_root[@]}" apt-get update -q >"$said" 2>&1 && install; }; then
    tail -n 5 "$said" >&2
    rm -f "$said"
    cannot_install "apt-get failed" "${missing[@]}"
  fi
  rm -f "$said"
  for need in "$@"; do
    is_there "${need%% *}" || cannot_install "${need%% *} is still missing" "${need##* }"
  done
}

cannot_install() {
  local why="$1"; shift
  echo "eng/test.sh needs the Debian packages $*, and can't install them: $why. Install them ('apt-get install $*') and run this again." >&2
  exit 2
}
