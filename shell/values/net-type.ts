/**
 * NetType: what `[int]` is. Its place in the hierarchy, its behaviour in the language, and its members.
 *
 * Types are made by define-type.ts and found by find-type.ts. A type's member table is made when a member
 * is first asked for, so that naming a type costs nothing.
 */
import type {EnumInfo} from './define-enum.ts';
import type {MemberTable, Method, Property} from './member-table.ts';
import type {TypeBehaviour} from './type-spec.ts';

export type TypeKind = 'class' | 'struct' | 'enum' | 'interface';

export interface TypeHead {
  readonly fullName: string;
  readonly base: NetType | null;
  readonly kind: TypeKind;
  readonly interfaces: readonly string[];
  readonly behaviour: TypeBehaviour;
  /** Makes the type's own members when one is first asked for. */
  readonly table: (owner: NetType) => MemberTable;
  readonly accelerator?: string | undefined;
  readonly abstract?: boolean | undefined;
  readonly elementType?: NetType | undefined;
  readonly rank?: number | undefined;
  readonly genericDefinition?: string | undefined;
  readonly genericArguments?: readonly NetType[] | undefined;
  readonly genericParameters?: readonly string[] | undefined;
}

export class NetType {
  /** `System.Int32`, `System.Collections.Generic.List`1[System.Int32]`. */
  readonly fullName: string;
  /** `Int32`, `List`1`. */
  readonly name: string;
  readonly base: NetType | null;
  readonly kind: TypeKind;
  /** Full names of the interfaces of this type and its bases. */
  readonly interfaces: ReadonlySet<string>;
  /** How the language treats values of this type; what is absent here is taken from the base. */
  readonly behaviour: TypeBehaviour;
  /** `int`; the form in which the type prints in strings and error texts. */
  readonly accelerator: string | undefined;
  readonly isAbstract: boolean;
  /** Of arrays and enumerations of known elements. */
  readonly elementType: NetType | undefined;
  /** Array rank; 0 when this is no array. */
  readonly rank: number;
  /** `System.Collections.Generic.List`1` of a constructed generic type. */
  readonly genericDefinition: string | undefined;
  readonly genericArguments: readonly NetType[];
  /** Names such as `T`, in the order of the arguments. */
  readonly genericParameters: readonly string[];
  /** Names and numbers, when this is an enumeration. */
  enumInfo?: EnumInfo;
  /** The attributes a script put on its class. */
  attributes?: () => readonly unknown[];
  /** Where the script that defined the type is: its file, '' for none; undefined for types that are built in. */
  scriptFile?: string;
  private readonly makeTable: (owner: NetType) => MemberTable;
  private ownTable: MemberTable | undefined;
  private readonly found = new Map<string, Property | Method | null>();
  private readonly foundStatics = new Map<string, Property | Method | null>();

  constructor(head: TypeHead) {
    this.fullName = head.fullName;
    this.name = shortName(head.fullName);
    this.base = head.base;
    this.kind = head.kind;
    this.interfaces = new Set([...(head.base?.interfaces ?? []), ...head.interfaces]);
    this.behaviour = {...head.base?.behaviour, ...head.behaviour};
    this.accelerator = head.accelerator;
    this.isAbstract = head.abstract ?? false;
    this.elementType = head.elementType;
    this.rank = head.rank ?? 0;
    this.genericDefinition = head.genericDefinition;
    this.genericArguments = head.genericArguments ?? [];
    this.genericParameters = head.genericParameters ?? [];
    this.makeTable = head.table;
  }

  get isEnum(): boolean {
    return this.kind === 'enum';
  }
  get isValueType(): boolean {
    return this.kind === 'struct' || this.kind === 'enum';
  }
  get isArray(): boolean {
    return this.rank > 0;
  }
  get namespace(): string {
    const stem = this.fullName.split('[', 1)[0] ?? '';
    return stem.includes('.') ? stem.slice(0, stem.lastIndexOf('.')) : '';
  }

  /** The members this type itself defines. */
  get table(): MemberTable {
    this.ownTable ??= this.makeTable(this);
    return this.ownTable;
  }

  /** An instance property or method of this type or a base, by name in any case. */
  member(name: string): Property | Method | undefined {
    const known = this.found.get(name);
    if (known !== undefined) return known ?? undefined;
    const lower = name.toLowerCase();
    const hit = this.table.members.get(lower) ?? this.base?.member(lower);
    this.found.set(name, hit ?? null);
    return hit;
  }

  /** A static property, field or method of this type or a base. */
  staticMember(name: string): Property | Method | undefined {
    const known = this.foundStatics.get(name);
    if (known !== undefined) return known ?? undefined;
    const lower = name.toLowerCase();
    const hit = this.table.statics.get(lower) ?? this.base?.staticMember(lower);
    this.foundStatics.set(name, hit ?? null);
    return hit;
  }

  /** This type, a base of it, or an interface of it. */
  is(other: NetType): boolean {
    if (other.kind === 'interface') return this === other || this.interfaces.has(other.fullName);
    return this === other || (this.base?.is(other) ?? false);
  }

  /** This type's full name and those of its bases, most derived first. */
  get hierarchy(): string[] {
    return [this.fullName, ...(this.base?.hierarchy ?? [])];
  }

  toString(): string {
    return this.fullName;
  }
}

/** `System.Collections.Generic.List`1[System.Int32]` is `List`1`; `System.Int32[]` is `Int32[]`. */
function shortName(fullName: string): string {
  const open = fullName.search(/\[[^\],]/);
  const stem = open < 0 ? fullName : fullName.slice(0, open);
  const last = stem.slice(stem.lastIndexOf('.') + 1);
  const ranks = /(?:\[,*\])+$/.exec(fullName)?.[0] ?? '';
  const bare = last.replace(/(?:\[,*\])+$/, '') + ranks;
  return bare.slice(bare.lastIndexOf('+') + 1);
}
