/** The classes of a tree: properties by ast-shapes.ts, Extent, Parent, Find, FindAll. */
import {childrenOf} from '../../grammar/walk.ts';
import type {AnyNode} from '../../grammar/walk.ts';
import {toBool} from '../conversion/to-bool.ts';
import {defineType} from '../values/define-type.ts';
import {hooks} from '../values/hooks.ts';
import type {NetType} from '../values/net-type.ts';
import {requireType} from '../values/find-type.ts';
import type {PropertySpec} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';
import {astObject, type AstObject, LANGUAGE, TypeNameObject} from './ast-object.ts';
import {extraMethods, extraProperties} from './ast-members.ts';
import {ABSTRACT, SHAPES} from './ast-shapes.ts';
import {ScriptExtent} from './extent.ts';
import {fieldValue} from './field-value.ts';
import {safeValue} from './safe-value.ts';

/** A property's value as scripts see it: nodes and what holds nodes become objects. */
function wrapped(owner: AstObject, value: unknown): Value {
  return fieldValue(value, {
    node: node => astObject(node, owner.source, owner),
    typeName: name => new TypeNameObject(name, owner.source),
  });
}

// ---- finding -----------------------------------------------------------------------------------

function isNested(node: AnyNode): boolean {
  return node.kind === 'ScriptBlockExpressionAst' || node.kind === 'FunctionDefinitionAst';
}

/** The object and all in it, outer ones first; without what stands in blocks of their own unless asked for. */
function* descendants(root: AstObject, searchNested: boolean): Generator<AstObject> {
  const waiting = [root];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    yield at;
    if (!searchNested && isNested(at.node) && at !== root) continue;
    const inside = childrenOf(at.node);
    for (let index = inside.length - 1; index >= 0; index--)
      waiting.push(astObject(inside[index] as AnyNode, at.source, at));
  }
}

function* matches(root: AstObject, [predicate, nested]: readonly Value[]): Generator<AstObject> {
  for (const each of descendants(root, toBool(nested)))
    if (toBool(hooks.invokeScript(predicate, {args: [each]}))) yield each;
}

// ---- classes -----------------------------------------------------------------------------------

function properties(fields: string): Record<string, PropertySpec<AstObject>> {
  const made: Record<string, PropertySpec<AstObject>> = {};
  for (const entry of fields.split(' ').filter(Boolean)) {
    const [field = '', name] = entry.split('=');
    const get = (self: AstObject): Value =>
      wrapped(self, (self.node as unknown as Record<string, unknown>)[field]);
    made[name ?? field.charAt(0).toUpperCase() + field.slice(1)] = {get};
  }
  return made;
}

const base = defineType<AstObject>({
  fullName: `${LANGUAGE}.Ast`,
  abstract: true,
  toText: self => self.text,
  properties: {
    Extent: {get: ({source, node}) => new ScriptExtent(source, node.start, node.end)},
    Parent: {get: self => self.parent},
  },
  methods: {
    Find: {
      overloads: ['Ast Find(object predicate, bool searchNestedScriptBlocks)'],
      call: (self, args) => matches(self, args).next().value ?? null,
    },
    FindAll: {
      overloads: ['object FindAll(object predicate, bool searchNestedScriptBlocks)'],
      call: (self, args) => [...matches(self, args)],
    },
    SafeGetValue: {call: self => safeValue(self.node, self.source)},
  },
});

const classes = new Map<string, NetType>([['Ast', base]]);

function define(name: string, parent: string, fields: string): void {
  const type = defineType<AstObject>({
    fullName: `${LANGUAGE}.${name}`,
    base: classes.get(parent) ?? base,
    properties: {...properties(fields), ...extraProperties(name)},
    methods: extraMethods(name),
  });
  classes.set(name, type);
}

for (const [name, parent] of ABSTRACT) define(name, parent, '');
for (const [name, shape] of Object.entries(SHAPES)) define(name, shape.base, shape.fields);

defineType<TypeNameObject>({
  fullName: `${LANGUAGE}.TypeName`,
  instance: TypeNameObject,
  toText: ({name}) => name.fullName,
  properties: {
    FullName: {type: 'string', get: ({name}) => name.fullName},
    Name: {type: 'string', get: ({name}) => name.fullName},
    IsArray: {type: 'bool', get: ({name}) => name.ranks.length > 0},
    IsGeneric: {type: 'bool', get: ({name}) => name.genericArguments.length > 0},
    Extent: {get: ({name, source}) => new ScriptExtent(source, name.start, name.end)},
  },
  methods: {GetReflectionType: {call: ({name}) => requireType(name.fullName)}},
});
