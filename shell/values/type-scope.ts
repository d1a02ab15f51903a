/** What a script adds to the names of types: its classes, and its `using namespace` statements. */
import type {NetType} from './net-type.ts';

export interface TypeScope {
  find?(name: string): NetType | undefined;
  readonly namespaces?: readonly string[];
}
