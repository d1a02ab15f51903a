/** Module manifests (`.psd1`): a hashtable in the data language, with known keys. Language specification 14. */
import {readFileSync} from 'node:fs';
import {parseBlock} from '../eval/parse-block.ts';
import type {Session} from '../session/session.ts';
import {hashtable, Hashtable, isNull, toArray, toText} from '../values/index.ts';
import {type ExceptionDetails, NetException, toNetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {moduleSpecification, type ModuleSpecification} from './module-specification.ts';

const KEYS = [
  'RootModule',
  'ModuleToProcess',
  'ModuleVersion',
  'GUID',
  'Author',
  'CompanyName',
  'Copyright',
  'Description',
  'PowerShellVersion',
  'PowerShellHostName',
  'PowerShellHostVersion',
  'DotNetFrameworkVersion',
  'CLRVersion',
  'ProcessorArchitecture',
  'CompatiblePSEditions',
  'RequiredModules',
  'RequiredAssemblies',
  'ScriptsToProcess',
  'TypesToProcess',
  'FormatsToProcess',
  'NestedModules',
  'FunctionsToExport',
  'CmdletsToExport',
  'VariablesToExport',
  'AliasesToExport',
  'DscResourcesToExport',
  'ModuleList',
  'FileList',
  'HelpInfoURI',
  'DefaultCommandPrefix',
  'PrivateData',
] as const;

type Key = (typeof KEYS)[number];

export class Manifest {
  readonly file: string;
  readonly table: Hashtable;

  constructor(file: string, table: Hashtable) {
    this.file = file;
    this.table = table;
  }

  has(key: Key): boolean {
    return this.table.has(key) && !isNull(this.table.get(key));
  }
  text(key: Key): string {
    const value = this.table.get(key);
    return isNull(value) ? '' : toText(value);
  }
  list(key: Key): string[] {
    const value = this.table.get(key);
    return isNull(value) ? [] : toArray(value).map(toText);
  }
  value(key: Key): Value {
    return this.table.get(key) ?? null;
  }

  get version(): string {
    return this.text('ModuleVersion') || '0.0';
  }
  get rootModule(): string {
    return this.text('RootModule') || this.text('ModuleToProcess');
  }
  get functions(): string[] {
    return this.list('FunctionsToExport');
  }
  get cmdlets(): string[] {
    return this.list('CmdletsToExport');
  }
  get aliases(): string[] {
    return this.list('AliasesToExport');
  }
  get requiredModules(): ModuleSpecification[] {
    return toArray(this.table.get('RequiredModules') ?? []).map(moduleSpecification);
  }
  get nestedModules(): ModuleSpecification[] {
    return toArray(this.table.get('NestedModules') ?? []).map(moduleSpecification);
  }
  /** `PrivateData.PSData`; an empty table when there is none. */
  get psData(): Hashtable {
    const data = this.table.get('PrivateData');
    const inner = data instanceof Hashtable ? data.get('PSData') : undefined;
    return inner instanceof Hashtable ? inner : hashtable();
  }
}

/** Reads a manifest. Throws Modules_InvalidManifest. */
export function readManifest(file: string, session: Session): Manifest {
  const table = readDataFile(file, session);
  for (const key of table.keys()) {
    const known = KEYS.some(name => name.toLowerCase() === toText(key).toLowerCase());
    if (!known) {
      throw invalidManifest(
        file,
        `The module manifest '${file}' contains one or more members that are not valid ('${toText(key)}'). The valid manifest file members are ('${KEYS.join("', '")}'). Remove the members that are not valid ('${toText(key)}'), then try the operation again.`,
      );
    }
  }
  return new Manifest(file, table);
}

/** The hashtable of a `.psd1` file. */
export function readDataFile(file: string, session: Session): Hashtable {
  let value: Value;
  try {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    [value] = parseBlock(text, session, session.globalState, file).invoke();
  } catch (error) {
    throw invalidManifest(
      file,
      `The module manifest '${file}' could not be processed because it is not a valid PowerShell module manifest file. Remove the elements that are not permitted: ${toNetException(error).message}`,
    );
  }
  if (value instanceof Hashtable) return value;
  throw invalidManifest(
    file,
    `The module manifest '${file}' could not be processed because it is not a valid PowerShell module manifest file.`,
  );
}

/** Why a manifest is refused: Modules_InvalidManifest unless `details` say otherwise. */
export function invalidManifest(
  file: string,
  message: string,
  {type = 'System.ArgumentException', ...details}: ExceptionDetails & {type?: string} = {},
): NetException {
  return new NetException(type, message, {
    errorId: 'Modules_InvalidManifest',
    category: 'ResourceUnavailable',
    target: file,
    ...details,
  });
}
