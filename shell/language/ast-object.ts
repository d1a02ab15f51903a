/**
 * A node of a script's tree as a value. One object a node, so that what is found twice is the same.
 *
 * Its class is made by ast-classes.ts.
 */
import type {Node, TypeName} from '../../grammar/ast.ts';
import type {AnyNode} from '../../grammar/walk.ts';
import type {SourceText} from '../eval/source-text.ts';
import {requireType} from '../values/find-type.ts';
import type {NetType} from '../values/net-type.ts';
import {TYPE} from '../values/type-symbol.ts';

export const LANGUAGE = 'System.Management.Automation.Language';

export class AstObject {
  readonly node: AnyNode;
  readonly source: SourceText;
  readonly parent: AstObject | null;

  constructor(node: AnyNode, source: SourceText, parent: AstObject | null) {
    this.node = node;
    this.source = source;
    this.parent = parent;
  }

  get [TYPE](): NetType {
    return requireType(`${LANGUAGE}.${this.node.kind}`);
  }

  get text(): string {
    return this.source.textOf(this.node);
  }
}

/** `[type]` in a tree: no node of its own class hierarchy in .NET either. */
export class TypeNameObject {
  readonly name: TypeName;
  readonly source: SourceText;

  constructor(name: TypeName, source: SourceText) {
    this.name = name;
    this.source = source;
  }
}

const objects = new WeakMap<Node, AstObject>();

export function astObject(node: AnyNode, source: SourceText, parent: AstObject | null): AstObject {
  let made = objects.get(node);
  if (made === undefined) {
    made = new AstObject(node, source, parent);
    objects.set(node, made);
  }
  return made;
}
