/**
 * Object paths: `\\HOST\root\virtualization\v2:Class.Key="v",Key2="v"` (wmi.md 2).
 *
 * On input the server and namespace may be missing, either slash is taken, keys come in any order,
 * one unnamed key is allowed, quotes may be single. Output is absolute, keys in name order.
 */
import {hostname} from 'node:os';
import type {CimValue} from './cim.ts';
import {isReference} from './cim.ts';
import {DoorError} from './door-error.ts';

export interface ObjectPath {
  readonly server: string | undefined;
  readonly namespace: string | undefined;
  readonly className: string;
  /** Key to value; the unnamed key has the name ''. Empty for a class path; undefined for `Class=@`. */
  readonly keys: ReadonlyMap<string, string> | undefined;
}

/** The name by which this host is known: upper case, without a domain. */
export const hostName: string = (hostname().split('.')[0] ?? 'LOCALHOST').toUpperCase();

const HEAD = /^(?:[\\/]{2}([^\\/]+)[\\/])?(?:([^:"'=]*):)?\s*([A-Za-z_]\w*)\s*/;
const KEY =
  /\s*(?:([A-Za-z_]\w*)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?\w+))\s*(,|$)/y;

export function parsePath(text: string): ObjectPath {
  const head = HEAD.exec(text) ?? invalid(text);
  const rest = text.slice(head[0].length);
  const namespace = head[2]?.replaceAll('\\', '/');
  const base = {server: head[1], namespace: namespace || undefined, className: head[3] ?? ''};
  if (rest === '') return {...base, keys: new Map()};
  if (rest === '=@') return {...base, keys: undefined};
  const start = rest[0] === '.' || rest[0] === '=' ? 1 : invalid(text);
  return {...base, keys: parseKeys(rest.slice(start), text)};
}

function parseKeys(list: string, text: string): Map<string, string> {
  const keys = new Map<string, string>();
  KEY.lastIndex = 0;
  for (let at = 0; at < list.length || at === 0; at = KEY.lastIndex) {
    const found = KEY.exec(list) ?? invalid(text);
    const [, name = '', double, single, bare] = found;
    keys.set(
      name.toLowerCase(),
      double === undefined && single === undefined
        ? (bare ?? '')
        : unescape(double ?? single ?? ''),
    );
    if (found[5] === '') return KEY.lastIndex === list.length ? keys : invalid(text);
  }
  return invalid(text);
}

function unescape(text: string): string {
  return text.replace(/\\([\\"'])/g, '$1');
}

function invalid(text: string): never {
  throw new DoorError('INVALID_OBJECT_PATH', `Invalid object path "${text.slice(0, 200)}".`);
}

/** The absolute path of an instance. `keys` in the order to print them. */
export function formatPath(
  namespace: string,
  className: string,
  keys: Iterable<readonly [string, CimValue]>,
): string {
  const list = [...keys].map(([name, value]) => `${name}=${formatKey(value)}`).join(',');
  return `\\\\${hostName}\\${namespace.replaceAll('/', '\\')}:${className}${list === '' ? '=@' : `.${list}`}`;
}

function formatKey(value: CimValue): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  const text = value !== null && isReference(value) ? value.ref : String(value ?? '');
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** Whether two paths name one object: server and namespace defaulted, keys in any order. */
export function samePath(a: string, b: string): boolean {
  return a === b || canonical(a) === canonical(b);
}

function canonical(text: string): string {
  try {
    const {className, keys} = parsePath(text);
    const list = [...(keys ?? [])].map(([name, value]) => `${name}=${canonicalKey(value)}`).sort();
    return `${className.toLowerCase()}.${list.join(',')}`;
  } catch {
    return text.toLowerCase();
  }
}

/** A key that is itself a path (associations) is compared as a path. */
function canonicalKey(value: string): string {
  return /[:.]\w+(\.\w+)?=["']/.test(value) ? canonical(value) : value.toLowerCase();
}
