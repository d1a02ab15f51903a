/** What `Mock -CommandName X -ModuleName M` and `Should -Invoke` speak of: a command and the module it is called in. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import type {Command} from '../../shell/eval/runtime.ts';
import type {ModuleInfo} from '../../shell/modules/module-info.ts';
import {modulesOf} from '../../shell/modules/module-table.ts';
import type {SessionState} from '../../shell/session/session.ts';
import {NetException, runtimeError} from '../../shell/values/index.ts';
import {MockCommand} from './mock-command.ts';

export interface MockTarget {
  /** The command itself, also when a mock stands before it. */
  readonly original: Command;
  readonly state: SessionState;
}

/** An imported module by its name, or one nested in it by the path `Root/Nested`. */
function moduleNamed(run: Run, path: string): ModuleInfo {
  const [root = '', ...rest] = path.split(/[/\\]/);
  let module = modulesOf(run.session).find(root);
  if (module === undefined)
    throw runtimeError('RuntimeException', `No modules named '${root}' are currently loaded.`);
  let way = root;
  for (const name of rest) {
    const inner: ModuleInfo | undefined = module.nested.find(
      each => each.name.toLowerCase() === name.toLowerCase(),
    );
    if (inner === undefined) {
      const names = module.nested.map(each => each.name).join(', ');
      throw runtimeError(
        'RuntimeException',
        `No nested module named '${name}' was found under '${way}'. Available nested modules: ${names}`,
      );
    }
    module = inner;
    way = `${way}/${name}`;
  }
  return module;
}

/** The state of an imported script module. Throws when there is none. */
export function moduleState(run: Run, name: string): SessionState {
  const module = moduleNamed(run, name);
  if (module.sessionState === null)
    throw runtimeError(
      'RuntimeException',
      `Module '${name}' is not a Script module.  Detected modules of the following types: '${module.moduleType}'`,
    );
  return module.sessionState;
}

export function mockTarget(run: Run, name: string, moduleName: string | undefined): MockTarget {
  const {frame} = run.context;
  const state = moduleName === undefined ? frame.state : moduleState(run, moduleName);
  const at = state === frame.state ? frame : run.session.frameOf(state, frame);
  const found = run.session.resolveCommand(name, at);
  if (found === undefined)
    throw new NetException(
      'System.Management.Automation.CommandNotFoundException',
      `Could not find Command ${name}`,
      {errorId: 'CommandNotFoundException', category: 'ObjectNotFound', target: name},
    );
  const original = found instanceof MockCommand ? found.settings.original : found;
  return {original, state};
}
