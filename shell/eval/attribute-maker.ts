/** Attributes of functions, classes and their members as objects, made where their code runs. */
import {attributeNamed} from '../cmdlet/attributes.ts';
import type {AttributeMaker} from '../cmdlet/script-metadata.ts';
import {construct} from '../values/construct.ts';
import type {TypeScope} from '../values/find-type.ts';
import {findType, requireType} from '../values/find-type.ts';
import {setProperty} from '../values/members.ts';
import type {NetType} from '../values/net-type.ts';
import {typeScope} from './compile-type.ts';
import {evaluateIn} from './evaluate-in.ts';
import type {Frame} from './frame.ts';

export function attributeMaker(frame: Frame): AttributeMaker {
  return {
    evaluate: expression => evaluateIn(frame, expression),
    typeOf: ({fullName}) =>
      findAttribute(fullName, typeScope(frame)) ?? requireType(fullName, typeScope(frame)),
    construct(type, positional, named) {
      const made = construct(type, [...positional]);
      for (const [property, value] of named) setProperty(made, property, value);
      return made;
    },
  };
}

/** The type an attribute's name stands for: built in, or a class of the script, `Attribute` left out or not. */
export function findAttribute(name: string, scope: TypeScope): NetType | undefined {
  return attributeNamed(name) ?? findType(name, scope) ?? findType(`${name}Attribute`, scope);
}
