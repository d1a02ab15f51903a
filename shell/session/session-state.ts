/** What belongs to one module, or to everything outside modules. */
import type {Value} from '../values/value.ts';
import type {Scope} from './scope.ts';

/** The variables and commands of one module, or of everything outside modules (`module` null). */
export class SessionState {
  readonly scope: Scope;
  /** The ModuleInfo, made by shell/modules/. */
  module: Value = null;
  /** Name of the module, '' for none. */
  moduleName = '';
  constructor(scope: Scope) {
    this.scope = scope;
  }
}
