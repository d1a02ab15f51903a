/** ScriptBlock as a .NET type: what scripts can do with `{ ... }`. Language specification 11.3. */
import {toText} from '../conversion/to-text.ts';
import {toArray} from '../values/enumerate.ts';
import {defineType, registeredAccelerator} from '../values/define-type.ts';
import {Hashtable, hashtable} from '../values/hashtable.ts';
import {NetException} from '../values/net-exception.ts';
import {psCollection} from '../values/ps-collection.ts';
import {isNull} from '../values/type-of.ts';
import {PSVariable} from '../session/variable.ts';
import type * as BlockShell from './script-block-shell.ts';
import type * as Language from '../language/index.ts';
import type {Value} from '../values/value.ts';
import {currentSession} from './current-session.ts';
import {parseBlock} from './parse-block.ts';
import {requireRestricted} from './restricted-language.ts';
import {ScriptBlock} from './script-block.ts';
import {steppablePipeline} from './steppable-pipeline.ts';

/**
 * Makes the type known. Called when a session starts, not when this file loads: ScriptBlock and what its
 * members need import each other.
 */
export function defineScriptBlockType(): void {
  if (registeredAccelerator('scriptblock') !== undefined) return;
  defineType<ScriptBlock>({
    fullName: 'System.Management.Automation.ScriptBlock',
    accelerator: 'scriptblock',
    instance: ScriptBlock,
    toText: self => self.text,
    properties: {
      Ast: {get: astOf},
      File: {type: 'string', get: self => (self.source.file === '' ? null : self.source.file)},
      IsFilter: {type: 'bool', get: self => self.isFilter},
      IsConfiguration: {type: 'bool', get: () => false},
      Module: {get: self => self.state?.module ?? null},
      StartPosition: {get: self => position(self)},
      DebuggerHidden: {type: 'bool', get: () => false},
    },
    methods: {
      Invoke: {call: (self, args) => psCollection(self.invoke({args}))},
      InvokeReturnAsIs: {call: (self, args) => returnAsIs(self.invoke({args}))},
      InvokeWithContext: {
        call: (self, [functions, variables, ...args]) =>
          psCollection(invokeWithContext(self, functions, variables, args)),
      },
      GetPowerShell: {call: shellOf},
      GetNewClosure: {call: self => self.getNewClosure(self.session.frame)},
      GetSteppablePipeline: {call: self => steppablePipeline(self)},
      CheckRestrictedLanguage: {
        call: (self, [commands, variables, environment]) =>
          requireRestricted(
            self.ast,
            {
              commands: namesOf(commands),
              variables: namesOf(variables),
              environment: environment === true,
            },
            self.source,
          ),
      },
      ToString: {call: self => self.text},
    },
    statics: {
      'scriptblock Create(string script)': (text: string) => {
        const session = currentSession();
        return parseBlock(text, session, null);
      },
    },
  });
}

/** Hosted shells have hooks in which this type is: loaded when somebody asks. */
function shellOf(self: ScriptBlock, args: Value[]): Value {
  const {shellOfBlock}: typeof BlockShell = require('./script-block-shell.ts');
  return shellOfBlock(self, args);
}

/** The tree as objects: that folder is loaded when somebody asks. */
function astOf({ast, source}: ScriptBlock): Value {
  const {astObject}: typeof Language = require('../language/index.ts');
  return astObject(ast, source, null);
}

function namesOf(list: Value): Set<string> {
  return new Set(isNull(list) ? [] : toArray(list).map(name => toText(name).toLowerCase()));
}

function returnAsIs(output: Value[]): Value {
  return output.length > 1 ? output : output[0];
}

function position(block: ScriptBlock): Value {
  const {ast, source} = block;
  const start = source.position(ast.start);
  return hashtable({
    Content: block.text,
    Start: ast.start,
    Length: ast.end - ast.start,
    StartLine: start.line,
    StartColumn: start.column,
  });
}

/** `functions`: name -> block; `variables`: PSVariable objects. Both live in the block's own scope. */
function invokeWithContext(
  block: ScriptBlock,
  functions: Value,
  variables: Value,
  args: Value[],
): Value[] {
  const named = isNull(variables) ? [] : toArray(variables);
  const defined = functions instanceof Hashtable ? [...functions.entries()] : [];
  return block.invoke({
    args: args.length === 1 && Array.isArray(args[0]) ? args[0] : args,
    prepare(scope) {
      for (const variable of named) {
        if (isNull(variable)) throw nullVariable();
        if (variable instanceof PSVariable)
          scope.put(variable.variable.name.toLowerCase(), variable.variable);
      }
      for (const [name, body] of defined) {
        if (body instanceof ScriptBlock) {
          block.session.setFunction(toText(name), body.asFunction(toText(name)), scope);
        }
      }
    },
  });
}

function nullVariable(): NetException {
  return new NetException(
    'System.Management.Automation.PSArgumentException',
    'The list of variables must not hold $null.',
    {errorId: 'NullEntryInVariablesDefinitionList'},
  );
}
