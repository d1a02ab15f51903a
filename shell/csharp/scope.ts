/** What names mean in C# code: locals, members of the class and its bases, types. */

/** A member as the code of the class sees it. */
export interface SeenMember {
  readonly isStatic: boolean;
  readonly isMethod: boolean;
  /** Its type, '' when not known. */
  readonly type: string;
}

export interface ClassScope {
  readonly name: string;
  readonly base: string;
  readonly members: ReadonlyMap<string, SeenMember>;
  /** Of the base class, when it is in the same text. */
  readonly outer: ClassScope | null;
}

/** One method: its parameters and locals with their types. */
export class MethodScope {
  readonly owner: ClassScope;
  readonly isStatic: boolean;
  readonly locals = new Map<string, string>();

  constructor(owner: ClassScope, isStatic: boolean) {
    this.owner = owner;
    this.isStatic = isStatic;
  }

  member(name: string): {readonly owner: string; readonly member: SeenMember} | undefined {
    for (let scope: ClassScope | null = this.owner; scope !== null; scope = scope.outer) {
      const member = scope.members.get(name);
      if (member !== undefined) return {owner: scope.name, member};
    }
    return undefined;
  }
}
