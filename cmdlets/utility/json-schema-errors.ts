/** What is wrong with a JSON document by its schema, in the words of PowerShell's validator. */
import type {ErrorObject} from 'ajv';

export interface SchemaFault {
  /** JSON pointer, empty for the whole document. */
  readonly path: string;
  readonly message: string;
}

type Params = Readonly<Record<string, unknown>>;

const TEXTS: Readonly<Record<string, (params: Params, value: unknown) => string>> = {
  type: ({type}, value) => `Value is "${kindOf(value)}" but should be ${typesText(type)}`,
  enum: () => 'Value should match one of the values specified by the enum',
  const: ({allowedValue}) => `Expected "${JSON.stringify(allowedValue)}"`,
  minimum: ({limit}, value) => `${String(value)} should be at least ${String(limit)}`,
  maximum: ({limit}, value) => `${String(value)} should be at most ${String(limit)}`,
  exclusiveMinimum: ({limit}, value) => `${String(value)} should be greater than ${String(limit)}`,
  exclusiveMaximum: ({limit}, value) => `${String(value)} should be less than ${String(limit)}`,
  multipleOf: ({multipleOf}, value) =>
    `${String(value)} should be a multiple of ${String(multipleOf)}`,
  minLength: ({limit}) => `Value should be at least ${String(limit)} characters`,
  maxLength: ({limit}) => `Value should be at most ${String(limit)} characters`,
  minItems: ({limit}) => `Value has fewer than ${String(limit)} items`,
  maxItems: ({limit}) => `Value has more than ${String(limit)} items`,
  pattern: () => 'The string value is not a match for the indicated regular expression',
  format: ({format}) => `Value does not match format "${String(format)}"`,
  additionalProperties: () => 'All values fail against the false schema',
  unevaluatedProperties: () => 'All values fail against the false schema',
  'false schema': () => 'All values fail against the false schema',
};

function typesText(type: unknown): string {
  return Array.isArray(type) ? JSON.stringify(type) : `"${String(type)}"`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** One fault a place and rule; properties that are missing are named together. */
export function schemaFaults(errors: readonly ErrorObject[]): SchemaFault[] {
  const faults: SchemaFault[] = [];
  const required = new Map<string, string[]>();
  for (const error of errors) {
    if (error.keyword === 'required') {
      const names = required.get(error.instancePath) ?? [];
      names.push(String((error.params as Params)['missingProperty']));
      required.set(error.instancePath, names);
    } else if (!isFrame(error.keyword)) faults.push({path: pathOf(error), message: textOf(error)});
  }
  for (const [path, names] of required)
    faults.push({path, message: `Required properties ${JSON.stringify(names)} are not present`});
  return faults;
}

/** Keywords that only say that what is inside them failed. */
function isFrame(keyword: string): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf' || keyword === 'allOf' || keyword === 'if';
}

/** A forbidden property is the place itself. */
function pathOf({instancePath, keyword, params}: ErrorObject): string {
  const name = (params as Params)[
    keyword === 'unevaluatedProperties' ? 'unevaluatedProperty' : 'additionalProperty'
  ];
  return name === undefined ? instancePath : `${instancePath}/${String(name)}`;
}

function textOf(error: ErrorObject): string {
  const text = TEXTS[error.keyword];
  return text ? text(error.params as Params, error.data) : (error.message ?? error.keyword);
}
