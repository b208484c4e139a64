#!/usr/bin/env bash
# Roslyn, called directly: csc.sh ARGUMENTS… runs the newest installed SDK's C# compiler without MSBuild.
#   csc.sh --where         prints the path of csc.dll
#   csc.sh --references    prints the folder of the .NET reference assemblies
#   csc.sh --runtime       prints the dotnet host
# Exit 3 where there is no SDK; the message says how to get one.
set -eu

fail() {
  cat >&2 <<'MESSAGE'
the C# compiler is missing: minivm builds its class library with Roslyn, which is part of the .NET 10 SDK.
Install the SDK from Microsoft's package feed for Debian 12 (as root):
    wget https://packages.microsoft.com/config/debian/12/packages-microsoft-prod.deb
    dpkg -i packages-microsoft-prod.deb
    apt-get update && apt-get install -y dotnet-sdk-10.0
or without root:
    curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0
    export DOTNET_ROOT=$HOME/.dotnet
MESSAGE
  exit 3
}

# The first dotnet root that has an SDK with a Roslyn.
find_root() {
  local on_path
  on_path=$(command -v dotnet || true)
  for root in "${DOTNET_ROOT:-}" "${on_path:+$(dirname "$(readlink -f "${on_path:-/}")")}" /usr/share/dotnet /usr/lib/dotnet "$HOME/.dotnet"; do
    [ -n "$root" ] && compgen -G "$root/sdk/*/Roslyn/bincore/csc.dll" >/dev/null && { echo "$root"; return; }
  done
  return 1
}

newest() { printf '%s\n' "$@" | sort -V | tail -n 1; }

root=$(find_root) || fail
csc=$(newest "$root"/sdk/*/Roslyn/bincore/csc.dll)
case "${1:-}" in
  --where) echo "$csc" ;;
  --references) newest "$root"/packs/Microsoft.NETCore.App.Ref/*/ref/net10.0 ;;
  --runtime) echo "$root/dotnet" ;;
  *) DOTNET_TieredPGO=0 exec "$root/dotnet" "$csc" "$@" ;;
esac
