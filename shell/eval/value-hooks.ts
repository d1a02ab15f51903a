/** What shell/values asks of the engine: script blocks, `$OFS`, strict mode, the console. */
import {toText} from '../conversion/to-text.ts';
import type {Session} from '../session/session.ts';
import type {ScriptCall} from '../values/hooks.ts';
import {setHooks} from '../values/hooks.ts';
import {invokeMethod, invokeStatic} from '../values/invoke.ts';
import {NetType} from '../values/net-type.ts';
import {PSMethod} from '../values/ps-method.ts';
import type {Value} from '../values/value.ts';
import {badInvocation} from '../errors/engine-errors.ts';
import {typeScope} from './compile-type.ts';
import {currentSession, setCurrentSession} from './current-session.ts';
import {blockReader, callExpression, expressionOf} from './expression-block.ts';
import {ScriptBlock} from './script-block.ts';
import {defineScriptBlockType} from './script-block-type.ts';
import '../errors/error-types.ts';
import '../session/variable-type.ts';

/** Makes `session` the one that values of this thread turn to. */
export function installHooks(session: Session): void {
  setCurrentSession(session);
  defineScriptBlockType();
  setHooks({
    isScriptBlock: value => value instanceof ScriptBlock,
    invokeScript,
    scriptReader: block =>
      block instanceof ScriptBlock
        ? blockReader(block, underscore => invokeScript(block, {underscore}))
        : underscore => invokeScript(block, {underscore}),
    fieldSeparator: () => currentSession().getVariable('OFS'),
    strictMode: () => currentSession().frame.scope.strictVersion(),
    typeScope: () => typeScope(currentSession().frame),
    runningClass: () => currentSession().frame.runningClass,
    writeConsole: text => currentSession().host.write(text),
    writeConsoleError: text =>
      currentSession().host.writeErrorLine(toText(text).replace(/\n$/, '')),
    readConsoleLine: () => currentSession().host.readLine(),
    consoleSize: () => [currentSession().host.width, currentSession().host.height],
    currentDirectory: () => currentSession().location,
  });
}

function invokeScript(block: Value, call: ScriptCall): Value {
  if (block instanceof PSMethod) return callMethodObject(block, [...(call.args ?? [])]);
  if (!(block instanceof ScriptBlock)) throw badInvocation();
  const expression = expressionOf(block);
  if (expression !== null) return callExpression(block, expression, call);
  const output = block.invoke(call);
  return output.length > 1 ? output : output[0];
}

/** A method used as a delegate: `[Func[string,int]][int]::Parse`. */
function callMethodObject({target, name}: PSMethod, args: Value[]): Value {
  return target instanceof NetType
    ? invokeStatic(target, name, args)
    : invokeMethod(target, name, args);
}
