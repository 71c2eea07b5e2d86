#!/bin/sh
# Writes the secrets of docker-compose.yml to files in secrets/. A file that exists stays as it is. Passwords and the token that .env
# holds from before are taken over; others are drawn at random.
set -eu
cd "$(dirname "$0")/.."

# Containers run as users of their own and must read the files; the folder keeps other users of this machine out.
mkdir -p secrets
chmod 700 secrets

from_env() {
  [ -f .env ] && sed -n "s/^$1=//p" .env | tail -n 1 | tr -d "\"'"
}

random() {
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

# write NAME VALUE
write() {
  [ -e "secrets/$1" ] && return
  printf '%s\n' "$2" > "secrets/$1"
  chmod 644 "secrets/$1"
  echo "secrets/$1 is new"
}

# first VALUE-IF-NOT-EMPTY or a random one
first() {
  if [ -n "$1" ]; then echo "$1"; else random; fi
}

write postgres-password "$(first "$(from_env POSTGRES_PASSWORD || true)")"
write redis-password "$(first "$(from_env REDIS_PASSWORD || true)")"
write database-url "postgres://friendgate:$(cat secrets/postgres-password)@postgres:5432/friendgate"
write redis-url "redis://:$(cat secrets/redis-password)@redis:6379"
write metrics-token "$(random)"

token="$(from_env CALLBACK_TOKEN || true)"
write callback-token "$(first "$token")"
[ -n "$token" ] || echo "Set the token in secrets/callback-token beside the callback URL in the chat console."
