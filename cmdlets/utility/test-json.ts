/** Test-Json: is a text or file JSON, and does it fit a schema? */
import {readFileSync} from 'node:fs';
import type {ErrorObject} from 'ajv';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {expandPath, isFile, itemExists} from '../../shell/providers/items.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {decode} from '../../shell/types/encoding.ts';
import {NetException} from '../../shell/values/index.ts';
import {schemaFaults} from './json-schema-errors.ts';
import {referencedSchemas} from './json-schema-files.ts';
import {strictJson} from './strict-json.ts';

type Validate = ((value: unknown) => boolean) & {errors?: readonly ErrorObject[] | null};

export const testJson = cmdlet({
  name: 'Test-Json',
  module: 'Microsoft.PowerShell.Utility',
  className: 'TestJsonCommand',
  defaultParameterSet: 'JsonString',
  outputTypes: ['System.Boolean'],
  synopsis: 'Tests whether a string is a valid JSON document.',
  parameters: {
    Json: {
      type: 'string',
      sets: {
        JsonString: {mandatory: true, position: 0, pipeline: 'value'},
        JsonStringWithSchemaString: {mandatory: true, position: 0, pipeline: 'value'},
        JsonStringWithSchemaFile: {mandatory: true, position: 0, pipeline: 'value'},
      },
      allowEmptyString: true,
      help: 'The text.',
    },
    Path: {
      type: 'string',
      sets: {
        JsonPath: {mandatory: true, position: 0, pipeline: 'name'},
        JsonPathWithSchemaString: {mandatory: true, position: 0, pipeline: 'name'},
        JsonPathWithSchemaFile: {mandatory: true, position: 0, pipeline: 'name'},
      },
      wildcards: true,
      help: 'A file with the text.',
    },
    LiteralPath: {
      type: 'string',
      sets: {
        JsonLiteralPath: {mandatory: true, position: 0, pipeline: 'name'},
        JsonLiteralPathWithSchemaString: {mandatory: true, position: 0, pipeline: 'name'},
        JsonLiteralPathWithSchemaFile: {mandatory: true, position: 0, pipeline: 'name'},
      },
      aliases: ['PSPath', 'LP'],
      help: 'A file, its name taken as it is.',
    },
    Schema: {
      type: 'string',
      sets: {
        JsonStringWithSchemaString: {mandatory: true, position: 1},
        JsonPathWithSchemaString: {mandatory: true, position: 1},
        JsonLiteralPathWithSchemaString: {mandatory: true, position: 1},
      },
      validate: [{notNullOrEmpty: true}],
      help: 'A JSON schema.',
    },
    SchemaFile: {
      type: 'string',
      sets: {
        JsonStringWithSchemaFile: {mandatory: true, position: 1},
        JsonPathWithSchemaFile: {mandatory: true, position: 1},
        JsonLiteralPathWithSchemaFile: {mandatory: true, position: 1},
      },
      validate: [{notNullOrEmpty: true}],
      help: 'A file with a JSON schema.',
    },
    Options: {
      type: 'string[]',
      validate: [{set: ['IgnoreComments', 'AllowTrailingCommas']}],
      help: 'What is let pass: IgnoreComments, AllowTrailingCommas.',
    },
  },
  examples: [{title: 'A document', code: `Test-Json '{"a": 1}'`, output: ['True']}],
  state: () => ({validate: undefined as Validate | undefined}),

  begin(run, p) {
    const text = p.SchemaFile === undefined ? p.Schema : schemaText(run, p.SchemaFile);
    const file = p.SchemaFile === undefined ? null : resolvePath(run.session, p.SchemaFile).path;
    if (text !== undefined) run.state.validate = schemaOf(run, text, file);
  },
  process(run, p) {
    const text =
      p.Json ?? fileText(run, p.LiteralPath ?? p.Path ?? '', p.LiteralPath !== undefined);
    if (text === undefined) return;
    const allowed = new Set((p.Options ?? []).map(option => option.toLowerCase()));
    let value: unknown;
    try {
      value = strictJson(text, {
        comments: allowed.has('ignorecomments'),
        trailingCommas: allowed.has('allowtrailingcommas'),
      });
    } catch (error) {
      fail(run, 'InvalidJson', `Cannot parse the JSON. ${(error as Error).message}`);
      run.writeObject(false);
      return;
    }
    run.writeObject(fits(run, value));
  },
});

type TestRun = Run<{validate: Validate | undefined}>;

function fail(run: TestRun, id: string, message: string, target?: unknown) {
  run.writeError(
    run.error(id, 'InvalidData', new NetException('System.Exception', message), target),
  );
}

function fits(run: TestRun, value: unknown): boolean {
  const {validate} = run.state;
  if (!validate || validate(value)) return true;
  for (const {path, message} of schemaFaults(validate.errors ?? []))
    fail(
      run,
      'InvalidJsonAgainstSchemaDetailed',
      `The JSON is not valid with the schema: ${message} at '${path}'`,
    );
  return false;
}

function fileText(run: TestRun, text: string, isLiteral: boolean): string | undefined {
  const [first] = isLiteral ? [] : expandPath(run.session, text, true);
  const place = first ?? resolvePath(run.session, text);
  if (first || (isLiteral && itemExists(run.session, place) && isFile(place)))
    return readText(run, place.path, 'FileOpenFailure');
  const message = `Cannot find path '${place.path}' because it does not exist.`;
  return end(run, isThereLiterally(run, text) ? 'FileOpenFailure' : 'PathNotFound', message, text);
}

/** A file that the wildcards in its own name do not fit. */
function isThereLiterally(run: TestRun, text: string): boolean {
  return itemExists(run.session, resolvePath(run.session, text));
}

function schemaText(run: TestRun, text: string): string {
  return readText(run, resolvePath(run.session, text).path, 'JsonSchemaFileOpenFailure');
}

function readText(run: TestRun, file: string, id: string): string {
  try {
    return decode(readFileSync(file));
  } catch (error) {
    return end(run, id, `Cannot open file '${file}': ${(error as Error).message}`, file);
  }
}

function end(run: TestRun, id: string, message: string, target: unknown): never {
  const [category, type] =
    id === 'PathNotFound'
      ? (['ObjectNotFound', 'System.Management.Automation.ItemNotFoundException'] as const)
      : (['OpenError', 'System.IO.IOException'] as const);
  run.throwTerminatingError(run.error(id, category, new NetException(type, message), target));
}

/** The schema by the draft it names; 2020-12 when it names none. */
function schemaOf(run: TestRun, text: string, file: string | null): Validate {
  try {
    const schema = JSON.parse(text) as Record<string, unknown> | boolean;
    const named = typeof schema === 'object' ? schema['$schema'] : undefined;
    const isOld = typeof named === 'string' && /draft-0[3-7]/.test(named);
    const options = {allErrors: true, strict: false, logger: false, verbose: true} as const;
    const validator = isOld ? new Ajv(options) : new Ajv2020(options);
    addFormats.default(validator);
    for (const [name, other] of file === null ? [] : referencedSchemas(schema, file))
      validator.addSchema(other as object, name);
    return validator.compile(
      typeof schema === 'object' ? withoutDraft(schema) : schema,
    ) as Validate;
  } catch (error) {
    return run.throwTerminatingError(
      run.error(
        'InvalidJsonSchema',
        'InvalidData',
        new NetException(
          'System.Exception',
          `Cannot parse the JSON schema. ${(error as Error).message}`,
        ),
        text,
      ),
    );
  }
}

/** The draft is chosen already; older names than draft-07 would have to be fetched. */
function withoutDraft(schema: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$schema'));
}
