/** Which module a name, path or specification means. */
import type {Session} from '../session/session.ts';
import {NetException} from '../values/net-exception.ts';
import {type FoundModule, availableModules, moduleAtPath} from './module-path.ts';
import type {ModuleInfo} from './module-info.ts';
import {hasVersion, type ModuleSpecification, satisfies} from './module-specification.ts';
import {modulesOf} from './module-table.ts';

/** A built-in module, a module's file, or undefined. */
export function findModule(
  specification: ModuleSpecification,
  session: Session,
): ModuleInfo | FoundModule | undefined {
  const {name} = specification;
  if (/[/\\]|^\.|^~|\.(psm1|psd1|ps1)$/i.test(name)) {
    const found = moduleAtPath(name, session);
    return found && satisfies(specification, found) ? found : undefined;
  }
  for (const found of availableModules(session, name))
    if (satisfies(specification, {version: found.version, ...guidOf(found)})) return found;
  const builtIn = modulesOf(session).builtIn(name);
  return builtIn && satisfies(specification, {version: builtIn.version}) ? builtIn : undefined;
}

function guidOf(found: FoundModule): {guid?: string} {
  const guid = found.manifest?.text('GUID');
  return guid ? {guid} : {};
}

/** Modules_ModuleNotFound, or with a version Modules_ModuleWithVersionNotFound. */
export function moduleNotFound(specification: ModuleSpecification): NetException {
  const {name, required, minimum, maximum} = specification;
  const version = required ?? minimum ?? maximum;
  const withVersion = hasVersion(specification) ? ` with version '${version}'` : '';
  return new NetException(
    'System.IO.FileNotFoundException',
    `The specified module '${name}'${withVersion} was not loaded because no valid module file was found in any module directory.`,
    {
      errorId: withVersion ? 'Modules_ModuleWithVersionNotFound' : 'Modules_ModuleNotFound',
      category: 'ResourceUnavailable',
      target: name,
    },
  );
}
