/** Scripts for the guest's sh that the host makes: who may run something, and running it as that user. */

/** Exit codes of `checkUser`. */
export const USER = {ok: 0, refused: 1, unknown: 2} as const;

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Whether the password is the user's, by /etc/shadow. A user without a password needs none; a locked one has none
 * that fits.
 */
export function checkUser(user: string, password: string): string {
  return `user=${quoted(user)} password=${quoted(password)}
id "$user" >/dev/null 2>&1 || exit ${USER.refused}
hash=$(awk -F: -v user="$user" '$1 == user { print $2 }' /etc/shadow)
case "$hash" in
'') exit ${USER.ok} ;;
'$'*) ;;
*) exit ${USER.refused} ;;
esac
rest=\${hash#?*\\$}
method=\${hash%"$rest"} salt=\${rest%%\\$*}
case "$method" in
'$1$') kind=md5 ;;
'$5$') kind=sha256 ;;
'$6$') kind=sha512 ;;
*) exit ${USER.unknown} ;;
esac
[ "$(cryptpw -m $kind -S "$salt" "$password")" = "$hash" ] && exit ${USER.ok}
command -v cryptpw >/dev/null || exit ${USER.unknown}
exit ${USER.refused}
`;
}

/**
 * The script as a file, run by bash where the guest has it, else by sh. What it writes to either stream goes to one,
 * in order. Without `user` it runs as the agent does: as root.
 */
export function wrapScript(text: string, user?: string): string {
  const run = '"$shell" "$file"';
  return `exec 2>&1 </dev/null
file=/tmp/script-$$
trap 'rm -f "$file"' EXIT
printf %s ${Buffer.from(text).toString('base64')} | base64 -d >"$file"
shell=/bin/bash
[ -x $shell ] || shell=/bin/sh
${
  user === undefined
    ? run
    : `user=${quoted(user)}
chown "$user" "$file"
if [ "$(id -u "$user")" = 0 ]; then ${run}; else su -s "$shell" "$user" -c "$shell $file"; fi`
}
`;
}

/** Whether the user may read a file, or put one there; fails with a sentence when not. */
export function checkAccess(user: string, path: string, mode: 'read' | 'write'): string {
  const flag = mode === 'read' ? 'r' : 'w';
  // What is not there yet is made in its folder.
  return `path=${quoted(path)} target=$path
[ -e "$path" ] || target=$(dirname "$path")
su -s /bin/sh ${quoted(user)} -c 'test -${flag} "$0"' "$target" && exit 0
echo "$path: Permission denied" >&2
exit 1
`;
}

export function giveTo(user: string, path: string): string {
  return `chown ${quoted(user)} ${quoted(path)}`;
}

/** Fails with a sentence when the folder of a file is not there. */
export function checkFolder(path: string): string {
  return `folder=$(dirname ${quoted(path)})
[ -d "$folder" ] && exit 0
echo "$folder: No such directory" >&2
exit 1
`;
}

/** Size of the terminal on the console, which its programs are told of. */
export function setConsoleSize(columns: number, rows: number): string {
  return `stty -F /dev/ttyS0 cols ${columns} rows ${rows}`;
}
