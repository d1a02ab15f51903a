/** `[System.Management.Automation.Language.Parser]`: a text's tree, tokens and syntax errors for scripts. */
import {readFileSync} from 'node:fs';
import type {ParseError} from '../../grammar/parse.ts';
import type {ScriptBlockAst} from '../../grammar/ast.ts';
import {typeScope} from '../eval/compile-type.ts';
import {currentSession} from '../eval/current-session.ts';
import {parseWithTypes} from '../eval/parse-block.ts';
import {SourceText} from '../eval/source-text.ts';
import {defineType} from '../values/define-type.ts';
import {PSReference} from '../values/ps-reference.ts';
import {typedArray} from '../values/typed-array.ts';
import type {Value} from '../values/value.ts';
import {astObject, LANGUAGE} from './ast-object.ts';
import {ScriptExtent} from './extent.ts';
import {tokensOf, tokenType} from './token.ts';

/** A syntax error with the text it is in. */
export class LanguageError {
  readonly error: ParseError;
  readonly source: SourceText;
  constructor(error: ParseError, source: SourceText) {
    this.error = error;
    this.source = source;
  }
}

const errorType = defineType<LanguageError>({
  fullName: `${LANGUAGE}.ParseError`,
  instance: LanguageError,
  toText: ({error, source}) => {
    const {line, column} = source.position(error.start);
    return `At line:${line} char:${column}\n+ ${source.lineAt(error.start)}\n${error.message}`;
  },
  properties: {
    Extent: {get: ({error, source}) => new ScriptExtent(source, error.start, error.end)},
    ErrorId: {type: 'string', get: ({error}) => error.errorId},
    Message: {type: 'string', get: ({error}) => error.message},
    IncompleteInput: {type: 'bool', get: ({error}) => error.incompleteInput},
  },
});

function emptyScript(end: number): ScriptBlockAst {
  return {
    kind: 'ScriptBlockAst',
    start: 0,
    end,
    usingStatements: [],
    attributes: [],
    paramBlock: null,
    dynamicParamBlock: null,
    beginBlock: null,
    processBlock: null,
    endBlock: null,
    cleanBlock: null,
    scriptRequirements: [],
  };
}

function parseInto(text: string, file: string, tokens: Value, errors: Value): Value {
  const source = new SourceText(text, file);
  const result = parseWithTypes(text, typeScope(currentSession().frame));
  const found = result.errors.map(error => new LanguageError(error, source));
  if (errors instanceof PSReference) errors.value = typedArray(errorType, found);
  if (tokens instanceof PSReference) tokens.value = typedArray(tokenType, tokensOf(source, result));
  return astObject(result.ast ?? emptyScript(text.length), source, null);
}

defineType({
  fullName: `${LANGUAGE}.Parser`,
  abstract: true,
  statics: {
    'object ParseInput(string input, ref object tokens, ref object errors)': (
      input: string,
      tokens: Value,
      errors: Value,
    ) => parseInto(input, '', tokens, errors),
    'object ParseInput(string input, string fileName, ref object tokens, ref object errors)': (
      input: string,
      fileName: string,
      tokens: Value,
      errors: Value,
    ) => parseInto(input, fileName, tokens, errors),
    'object ParseFile(string fileName, ref object tokens, ref object errors)': (
      fileName: string,
      tokens: Value,
      errors: Value,
    ) => {
      const file = currentSession().resolvePath(fileName);
      return parseInto(readFileSync(file, 'utf8'), file, tokens, errors);
    },
  },
});
