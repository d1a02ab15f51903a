/** Evaluates every file that defines a type of System.Management.Automation.Language. */
import './ast-classes.ts';
import './language-parser.ts';
import {registeredType} from '../values/define-type.ts';

export {astObject} from './ast-object.ts';

/** Is `fullName` one of them? They are, now that this file was evaluated. */
export function defineLanguageType(fullName: string): boolean {
  return registeredType(fullName) !== undefined;
}
