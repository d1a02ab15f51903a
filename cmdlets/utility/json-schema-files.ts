/** Schemas in other files that a schema file refers to by relative path. */
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';

/** By the name the references use. References of those files are followed as well. Throws SyntaxError. */
export function referencedSchemas(schema: unknown, file: string): Map<string, unknown> {
  const found = new Map<string, unknown>();
  follow(schema, file, found);
  return found;
}

function follow(schema: unknown, file: string, found: Map<string, unknown>): void {
  for (const reference of references(schema)) {
    const [name = ''] = reference.split('#');
    const other = path.resolve(path.dirname(file), name);
    if (name === '' || found.has(name) || !existsSync(other)) continue;
    const content: unknown = JSON.parse(readFileSync(other, 'utf8'));
    found.set(name, content);
    follow(content, other, found);
  }
}

function* references(schema: unknown): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === '$ref' && typeof value === 'string') yield value;
    else yield* references(value);
  }
}
