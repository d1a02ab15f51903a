/**
 * The variables every session starts with: automatic ones and preferences with their defaults.
 *
 * Those that belong to a call ($args, $MyInvocation, ...) are in eval/automatic.ts. Source: language
 * specification 4.1 and 4.2.
 */
import {homedir} from 'node:os';
import {convertTo} from '../conversion/convert.ts';
import {defineEnum} from '../values/define-enum.ts';
import {hashtable} from '../values/hashtable.ts';
import {NetException} from '../values/net-exception.ts';
import {productFolder} from '../settings/product-folder.ts';
import type * as Culture from '../types/culture.ts';
import type * as EncodingTypes from '../types/encoding.ts';
import type {Value} from '../values/value.ts';
import {newVersionTable} from './version-table.ts';
import {currentLocation} from './current-location.ts';
import {EngineIntrinsics} from './execution-context.ts';
import {InternalHost} from './host-type.ts';
import {allScopeNames} from './scope.ts';
import type {Session} from './session.ts';
import {ComputedVariable, VARIABLE_OPTIONS, Variable} from './variable.ts';

const {AllScope, Constant, ReadOnly} = VARIABLE_OPTIONS;

export const actionPreference = defineEnum({
  fullName: 'System.Management.Automation.ActionPreference',
  values: {SilentlyContinue: 0, Stop: 1, Continue: 2, Inquire: 3, Ignore: 4, Suspend: 5, Break: 6},
});

export const confirmImpact = defineEnum({
  fullName: 'System.Management.Automation.ConfirmImpact',
  values: {None: 0, Low: 1, Medium: 2, High: 3},
});

defineEnum({
  fullName: 'System.Management.Automation.ErrorView',
  values: {NormalView: 0, CategoryView: 1, ConciseView: 2, DetailedView: 3},
});

defineEnum({
  fullName: 'System.Management.Automation.NativeArgumentPassingStyle',
  values: {Legacy: 0, Standard: 1, Windows: 2},
});

const PREFERENCES: readonly (readonly [name: string, type: string, value: string])[] = [
  ['ErrorActionPreference', 'System.Management.Automation.ActionPreference', 'Continue'],
  ['WarningPreference', 'System.Management.Automation.ActionPreference', 'Continue'],
  ['VerbosePreference', 'System.Management.Automation.ActionPreference', 'SilentlyContinue'],
  ['DebugPreference', 'System.Management.Automation.ActionPreference', 'SilentlyContinue'],
  ['InformationPreference', 'System.Management.Automation.ActionPreference', 'SilentlyContinue'],
  ['ProgressPreference', 'System.Management.Automation.ActionPreference', 'Continue'],
  ['ErrorView', 'System.Management.Automation.ErrorView', 'ConciseView'],
  [
    'PSNativeCommandArgumentPassing',
    'System.Management.Automation.NativeArgumentPassingStyle',
    'Standard',
  ],
  ['ConfirmPreference', 'System.Management.Automation.ConfirmImpact', 'High'],
];

export function defineAutomaticVariables(session: Session): void {
  const define = (variable: Variable): void => {
    session.globalScope.put(variable.name.toLowerCase(), variable);
    if (variable.has(AllScope)) allScopeNames.add(variable.name.toLowerCase());
  };
  const constant = (name: string, value: Value): void =>
    define(new Variable(name, value, Constant | AllScope));

  constant('true', true);
  constant('false', false);
  constant('HOME', homedir());
  constant('PID', process.pid);
  constant('PSEdition', 'Core');
  constant('IsLinux', process.platform === 'linux');
  constant('IsMacOS', process.platform === 'darwin');
  constant('IsWindows', process.platform === 'win32');
  constant('IsCoreCLR', true);
  define(lazyConstant('PSVersionTable', newVersionTable));
  constant('Error', session.errors);
  constant('ShellId', 'Microsoft.PowerShell');
  define(culture('PSCulture', false));
  define(culture('PSUICulture', true));
  define(new Variable('null', null, AllScope));
  define(new ComputedVariable('?', () => session.ok, null, ReadOnly | AllScope));
  define(lazyConstant('Host', () => new InternalHost(session.host)));
  define(lazyConstant(
    'ExecutionContext',
    () => new EngineIntrinsics(session, session.globalState),
  ));
  define(new ComputedVariable('PWD', () => currentLocation(session), null, ReadOnly | AllScope));
  define(lazyConstant('PSHOME', productFolder));
  define(outputEncoding());
  for (const [name, type, value] of PREFERENCES) {
    const variable = new Variable(name, convertTo(value, type));
    variable.transform = preference(name, type);
    define(variable);
  }
  for (const [name, value] of PLAIN) define(new Variable(name, value()));
}

/** The culture of the thread; its file is evaluated when somebody asks. */
function culture(name: string, ofTexts: boolean): Variable {
  const get = (): Value =>
    (require('../types/culture.ts') as typeof Culture).currentCulture(ofTexts).name;
  return new ComputedVariable(name, get, null, Constant | AllScope);
}

/** `$OutputEncoding`, in which programs get text. Its file is evaluated when somebody asks. */
function outputEncoding(): Variable {
  let chosen: Value;
  const get = (): Value => chosen ?? (require('../types/encoding.ts') as typeof EncodingTypes).utf8;
  const set = (value: Value): void => {
    chosen = value;
  };
  return new ComputedVariable('OutputEncoding', get, set);
}

/** A constant that is made when first read. */
function lazyConstant(name: string, make: () => Value): Variable {
  let made: {readonly value: Value} | null = null;
  const get = (): Value => {
    made ??= {value: make()};
    return made.value;
  };
  return new ComputedVariable(name, get, null, Constant | AllScope);
}

/** Variables with nothing special about them. */
const PLAIN: readonly (readonly [string, () => Value])[] = [
  ['WhatIfPreference', () => false],
  ['PSDefaultParameterValues', () => hashtable()],
  ['FormatEnumerationLimit', () => 4],
  ['MaximumHistoryCount', () => 4096],
  ['PSNativeCommandUseErrorActionPreference', () => false],
  ['NestedPromptLevel', () => 0],
  ['StackTrace', () => ''],
];

/** Conversion on assignment to a preference variable; Suspend is refused. */
function preference(name: string, type: string): (value: Value) => Value {
  return value => {
    const converted = convertTo(value, type);
    if (String(value).toLowerCase() === 'suspend')
      throw new NetException(
        'System.NotSupportedException',
        `The value Suspend is not supported for the preference variable ${name}.`,
      );
    return converted;
  };
}
