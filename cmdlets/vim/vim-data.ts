/**
 * Data objects of the vSphere API: records of named properties, all of which may be read and set, as PowerCLI's
 * classes in VMware.Vim. A property that was not given is null, as an optional one of the API is.
 *
 * Source: the vSphere Web Services API; vim25.md 5.
 */
import {
  convertTo,
  defineType,
  findType,
  type NetType,
  typedArray,
} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';

export class VimData {
  readonly values = new Map<string, Value>();
}

/** Property names with the PowerShell types they take. */
export type Fields = Readonly<Record<string, string>>;

export interface DataType<F extends Fields> {
  readonly type: NetType;
  make(values?: {readonly [Name in keyof F]?: Value}): VimData;
}

interface DataSpec<F extends Fields, B extends Fields> {
  readonly fullName: string;
  /** The class it extends, whose properties it has too. */
  readonly base?: DataType<B>;
  readonly fields: F;
  readonly toText?: (self: VimData) => string;
}

/** Makes a data class known: `New-Object VMware.Vim.X`, and `make` for this folder. */
export function dataType<const F extends Fields, const B extends Fields = {}>(
  spec: DataSpec<F, B>,
): DataType<F & B> {
  const {fullName, fields, base, toText} = spec;
  class Data extends VimData {}
  const type = defineType<VimData>({
    fullName,
    ...(base === undefined ? {} : {base: base.type}),
    instance: Data,
    toText: toText ?? (() => fullName),
    create: () => new Data(),
    constructors: {'()': () => new Data()},
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, typeName]) => [
        name,
        {
          type: typeName,
          get: (self: VimData) => self.values.get(name) ?? null,
          set: (self: VimData, value: Value) => {
            self.values.set(name, fitting(value, typeName));
          },
        },
      ]),
    ),
  });
  const make = (values: Readonly<Record<string, Value>> = {}): VimData => {
    const data = new Data();
    for (const [name, value] of Object.entries(values)) data.values.set(name, value);
    return data;
  };
  return {type, make};
}

/** Null stays null: every property of the API may be unset. */
function fitting(value: Value, typeName: string): Value {
  return value === null || value === undefined ? null : convertTo(value, typeName);
}

/** A typed list; empty ones too, as the API returns them. */
export function listOfType(typeName: string, items: readonly Value[]): Value {
  const type = findType(typeName);
  return type === undefined ? [...items] : typedArray(type, [...items]);
}
