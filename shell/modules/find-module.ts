/** Which module a name, path or specification means. */
import type {Session} from '../session/session.ts';
import {NetException} from '../values/net-exception.ts';
import {invalidManifest} from './manifest.ts';
import {type FoundModule, availableModules, isPath, modulesAtPath} from './module-path.ts';
import type {ModuleInfo} from './module-info.ts';
import {type ModuleSpecification, satisfies} from './module-specification.ts';
import {modulesOf} from './module-table.ts';

/** A built-in module, a module's file, or undefined. */
export function findModule(
  specification: ModuleSpecification,
  session: Session,
): ModuleInfo | FoundModule | undefined {
  const {name} = specification;
  const builtIn = modulesOf(session).builtIn(name);
  if (builtIn !== undefined && satisfies(specification, builtIn)) return builtIn;
  const candidates = isPath(name) ? modulesAtPath(name, session) : availableModules(session, name);
  for (const found of candidates) if (fits(specification, found)) return found;
  return undefined;
}

/** A version or an identity is only found in manifests. */
function fits(specification: ModuleSpecification, found: FoundModule): boolean {
  if (found.manifest === null && (specification.hasVersion || specification.guid !== null))
    return false;
  const guid = found.manifest?.text('GUID');
  return satisfies(specification, {version: found.version, ...(guid ? {guid} : {})});
}

/** Modules_ModuleNotFound, or with a version Modules_ModuleWithVersionNotFound. */
export function moduleNotFound(specification: ModuleSpecification): NetException {
  const {name, required, minimum, maximum, hasVersion} = specification;
  return new NetException(
    'System.IO.FileNotFoundException',
    `The specified module '${name}'${wantedVersion(required, minimum, maximum)} was not loaded because no valid module file was found in any module directory.`,
    {
      errorId: hasVersion ? 'Modules_ModuleWithVersionNotFound' : 'Modules_ModuleNotFound',
      category: 'ResourceUnavailable',
      target: name,
    },
  );
}

function wantedVersion(
  required: string | null,
  minimum: string | null,
  maximum: string | null,
): string {
  const exact = required ?? (maximum === null ? minimum : null);
  if (exact !== null) return ` with version '${exact}'`;
  if (maximum === null) return '';
  const least = minimum === null ? '' : `MinimumVersion '${minimum}' and `;
  return ` with ${least}MaximumVersion '${maximum}'`;
}

/**
 * What a manifest or a script requires and does not get. `loaded`: a module of that name that is imported
 * but does not fit.
 */
export function requiredModuleNotFound(
  specification: ModuleSpecification,
  manifest: string | undefined,
  loaded: ModuleInfo | undefined,
): NetException {
  const {name, required, minimum, maximum, guid} = specification;
  const type = 'System.MissingMemberException';
  const notFound = `The required module '${name}' was not loaded because no valid module file was found in any module directory.`;
  if (manifest === undefined)
    return new NetException(type, notFound, {
      errorId: 'Modules_RequiredModuleNotFound',
      category: 'ResourceUnavailable',
    });
  if (loaded === undefined) return invalidManifest(manifest, notFound, {type});
  const version = wantedVersion(required, minimum, maximum);
  const which = version === '' && guid !== null ? ` with GUID '${guid}'` : version;
  return invalidManifest(
    manifest,
    `The required module '${name}'${which} is not loaded. Load the module or remove the module from 'RequiredModules' in the file '${manifest}'.`,
    {type},
  );
}
