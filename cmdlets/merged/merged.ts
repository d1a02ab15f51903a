/**
 * One bare name over two cmdlets: `Start-VM` takes the parameters of both modules and runs, for each call, the
 * one whose vocabulary the call speaks (usage.md 8):
 *
 * 1. a parameter that only one side has was bound by name: that side;
 * 2. the object at hand came from a cmdlet of one side: that side;
 * 3. the module imported last in this session;
 * 4. an open Connect-VIServer connection: PowerCLI;
 * 5. otherwise Hyper-V.
 *
 * `Hyper-V\Start-VM` and `VMware.VimAutomation.Core\Start-VM` always reach the exact one.
 */
import {
  type Cmdlet,
  cmdlet,
  type ParameterDeclaration,
  type ParameterDeclarations,
  type Run,
} from '../../shell/cmdlet/cmdlet.ts';
import {connections} from '../inventory/connections.ts';
import {type Flavour, vmError} from '../inventory/flavour.ts';
import {VirtualMachine} from '../inventory/virtual-machine.ts';
import {lastImportedFlavour} from './imported-flavour.ts';
import {withMandatory} from './mandatory.ts';

export interface MergeRules {
  readonly name: string;
  readonly module: 'hvsh';
  readonly aliases?: readonly string[];
  readonly hyperV: Cmdlet;
  readonly powerCli: Cmdlet;
  /** PowerCLI's parameter for what was bound as Hyper-V's: `{Name: 'VM'}`. */
  readonly rename?: Readonly<Record<string, string>>;
  /** Changes what PowerCLI's side is given, where renaming is not enough. */
  readonly adapt?: (p: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** Declarations that differ in the merged form. */
  readonly override?: ParameterDeclarations;
  readonly supportsShouldProcess?: boolean;
}

type Arguments = Readonly<Record<string, unknown>>;

const hasSets = (side: Cmdlet): boolean =>
  Object.values(side.parameters).some(declaration => declaration.sets !== undefined);

/** A parameter of one side in the sets of the other: in all of them, neither asked for nor positional. */
function guest(declaration: ParameterDeclaration): ParameterDeclaration {
  const {mandatory: _asked, position: _placed, ...rest} = declaration;
  return rest;
}

/** The parameter that both sides have: Hyper-V's place, both sides' names and changes. */
function shared(ours: ParameterDeclaration, theirs: ParameterDeclaration): ParameterDeclaration {
  const {transform = ours.transform} = theirs;
  const complete = ours.complete ?? theirs.complete;
  return {
    ...ours,
    aliases: [...new Set([...(ours.aliases ?? []), ...(theirs.aliases ?? [])])],
    ...(transform ? {transform} : {}),
    ...(complete ? {complete} : {}),
    ...(ours.sets && theirs.sets ? {sets: {...ours.sets, ...theirs.sets}} : {}),
  };
}

/** The parameters of both. Where PowerCLI has no sets of its own, its parameters join Hyper-V's. */
function union({hyperV, powerCli, override = {}}: MergeRules): ParameterDeclarations {
  const result: Record<string, ParameterDeclaration> = {...hyperV.parameters};
  for (const [name, theirs] of Object.entries(powerCli.parameters)) {
    const ours = result[name];
    if (ours) result[name] = shared(ours, theirs);
    else result[name] = hasSets(powerCli) ? theirs : guest(theirs);
  }
  return {...result, ...override};
}

const bothHave = (rules: MergeRules, name: string): boolean =>
  (name in rules.hyperV.parameters || name in (rules.override ?? {})) &&
  name in rules.powerCli.parameters;

/** The side that owns a parameter bound by name; undefined: both or neither. */
function ownerOf(rules: MergeRules, run: Run): Flavour | 'both' | undefined {
  let owner: Flavour | undefined;
  for (const bound of run.bound.keys()) {
    const name = Object.keys({...rules.hyperV.parameters, ...rules.powerCli.parameters}).find(
      one => one.toLowerCase() === bound.toLowerCase(),
    );
    if (name === undefined || bothHave(rules, name) || rules.rename?.[name] !== undefined) continue;
    const side: Flavour = name in rules.hyperV.parameters ? 'HyperV' : 'PowerCLI';
    if (owner !== undefined && owner !== side) return 'both';
    owner = side;
  }
  return owner;
}

function originOf(p: Arguments): Flavour | undefined {
  for (const value of Object.values(p)) {
    const [first] = Array.isArray(value) ? value : [value];
    if (first instanceof VirtualMachine) return first.flavour;
  }
  return undefined;
}

/** Which vocabulary this call speaks. */
function flavourOf(rules: MergeRules, run: Run, p: Arguments): Flavour {
  const owner = ownerOf(rules, run);
  if (owner === 'both') {
    const message =
      'Parameter set cannot be resolved using the specified named parameters: some belong to the Hyper-V module, others to VMware.VimAutomation.Core.';
    run.throwTerminatingError(
      vmError(
        {flavour: 'HyperV', cmdlet: rules.name},
        'AmbiguousParameterSet',
        'InvalidArgument',
        message,
      ),
    );
  }
  return (
    owner ??
    originOf(p) ??
    lastImportedFlavour(run) ??
    (connections().length > 0 ? 'PowerCLI' : 'HyperV')
  );
}

/** A value as this side declares it: one where the merged form takes a list, a switch that was not given. */
function fit(value: unknown, {type}: ParameterDeclaration): unknown {
  if (Array.isArray(value) && !type.endsWith('[]')) return value[0];
  return value ?? (type === 'switch' ? false : undefined);
}

/** What the chosen side is given: its own parameters, renamed where the vocabularies differ. */
function argumentsFor(rules: MergeRules, flavour: Flavour, bound: Arguments): Arguments {
  const p = flavour === 'PowerCLI' ? (rules.adapt?.(bound) ?? bound) : bound;
  const side = flavour === 'HyperV' ? rules.hyperV : rules.powerCli;
  const result: Record<string, unknown> = {};
  for (const [name, declaration] of Object.entries(side.parameters)) {
    result[name] = fit(p[name], declaration);
  }
  if (flavour === 'PowerCLI') {
    for (const [from, to] of Object.entries(rules.rename ?? {})) result[to] ??= p[from];
  }
  return result;
}

type Body = (run: Run, p: Arguments) => void;

export function merged(rules: MergeRules): Cmdlet {
  const {hyperV, powerCli} = rules;
  const process: Body = (run, p) => {
    const flavour = flavourOf(rules, run, p);
    const side = flavour === 'HyperV' ? hyperV : powerCli;
    run.setConfirmImpact(side.confirmImpact ?? 'Medium');
    (side.process as Body | undefined)?.(
      run,
      withMandatory(side, run, argumentsFor(rules, flavour, p)),
    );
  };
  return cmdlet({
    name: rules.name,
    module: rules.module,
    ...(rules.aliases ? {aliases: rules.aliases} : {}),
    className: hyperV.className,
    synopsis: hyperV.synopsis,
    description: `${hyperV.description ?? hyperV.synopsis} ${powerCli.description ?? powerCli.synopsis} Hyper-V\\${rules.name} and VMware.VimAutomation.Core\\${rules.name} are the strict forms.`,
    ...(rules.supportsShouldProcess === false
      ? {}
      : {supportsShouldProcess: true, confirmImpact: 'Medium' as const}),
    ...(hyperV.defaultParameterSet ? {defaultParameterSet: hyperV.defaultParameterSet} : {}),
    parameters: union(rules),
    outputTypes: [...(hyperV.outputTypes ?? []), ...(powerCli.outputTypes ?? [])],
    examples: [...(hyperV.examples ?? []), ...(powerCli.examples ?? [])],
    process: process as NonNullable<Cmdlet['process']>,
  });
}
