/**
 * The value model: everything other areas need to work with .NET values. README.md has the table of
 * representations; language specification 5 to 8 is the law.
 *
 * Reading and writing members: `getProperty`/`setProperty` see the object's own properties (what a cmdlet
 * wants); `readMember`/`writeMember`/`invokeMethod` are the language's `.` with member enumeration and the
 * members every value has.
 */
export type {Value} from './value.ts';
export {TYPE, ELEMENT_TYPE} from './type-symbol.ts';

// Numbers and characters. double(5) boxes what would look like an Int32; asNumber reads any number.
export {BigInteger, Char, Double, double, Integer, integerOf, isInt32, Single} from './numbers.ts';
export type {IntegerKind, IntegerTypeName} from './numbers.ts';
export {Decimal, decimal} from './decimal.ts';
export {asBigInt, asNumber} from '../conversion/plain-number.ts';
export {isNumber, numberTypeName} from '../conversion/to-number.ts';
export {parseNumber} from '../conversion/number-literal.ts';

// Types.
export {NetType} from './net-type.ts';
export type {MemberTables, MethodSpec, PropertySpec, TypeBehaviour, TypeSpec} from './type-spec.ts';
export {defineType, makeType} from './define-type.ts';
export {defineGeneric} from './generic-type.ts';
export {defineEnum, enumValue} from './define-enum.ts';
export {EnumValue} from './enum-value.ts';
export {findType, requireType} from './find-type.ts';
export type {TypeScope} from './find-type.ts';
export {arrayType} from './array-type.ts';
export {isNull, typeOf} from './type-of.ts';
export {typeNamesOf} from './type-data.ts';
export * from './core-types.ts';

// Collections and objects.
export {arrayItems, elementTypeOf, typedArray} from './typed-array.ts';
export {defaultValue} from './default-value.ts';
export {arrayList, NetList} from './net-list.ts';
export {list} from './make-list.ts';
export {psCollection} from './ps-collection.ts';
export {
  Dictionary,
  Hashtable,
  hashtable,
  hashtableType,
  ordered,
  OrderedDictionary,
  orderedType,
} from './hashtable.ts';
export {
  customObject,
  customObjectType,
  PSCustomObject,
  psObjectType,
  recordMaker,
} from './custom-object.ts';
export {SwitchParameter} from './switch-parameter.ts';
export {PSReference} from './ps-reference.ts';
export {Delegate} from './delegate.ts';
export {enumerate, isEnumerable, toArray} from './enumerate.ts';
export {DictionaryEntry} from './dictionary-entry.ts';

// Members.
export type {ExtendedMember, MemberType} from './member.ts';
export type {FoundMember} from './members.ts';
export {
  getMember,
  getProperty,
  hasProperty,
  isProperty,
  propertyReader,
  setProperty,
  setStaticProperty,
} from './members.ts';
export {memberReader, readMember, readStatic, staticOwner, writeMember} from './member-access.ts';
export {invokeMethod, invokeStatic} from './invoke.ts';
export {construct, isDefaultConstructible} from './construct.ts';
export {PropertyInfo, methodsOf, propertiesOf, propertyName, propertyOf} from './property-info.ts';
export type {MethodInfo} from './property-info.ts';
export {PSMethod} from './ps-method.ts';
export {addMember, notedText, insertTypeName, removeMember, setTypeNames} from './add-member.ts';
export {shapeOf} from './member-bag.ts';
export {foldName} from './fold-name.ts';
export {extrasOf} from './extras.ts';
export {PSWrapper, unwrap} from './ps-wrapper.ts';
export {copyObject, psObjectView} from './ps-object-view.ts';
export type {TypeData} from './type-data.ts';
export {
  allTypeData,
  changeTypeData,
  fromTypeData,
  removeTypeData,
  shipTypeData,
  typeDataOf,
  TypeTable,
  useTypeTable,
} from './type-data.ts';
export {getIndex, setIndex} from './indexing.ts';

// Conversion and text.
export {convertTo, tryConvert} from '../conversion/convert.ts';
export {ConversionError} from '../conversion/conversion-error.ts';
export {toBool} from '../conversion/to-bool.ts';
export {toCurrentText, toText, typeText} from '../conversion/to-text.ts';
export {formatString} from '../text-format/format-string.ts';
export {formatValue} from '../text-format/format-value.ts';
export type {CompareOptions} from '../operators/compare.ts';
export {compare, looseEquals} from '../operators/compare.ts';
export {escapeWildcard, hasWildcard, unescapeWildcard, wildcard} from './wildcard.ts';

// Errors and the engine's hooks.
export type {ExceptionDetails} from './net-exception.ts';
export {NetException, runtimeError, throwNet, toNetException} from './net-exception.ts';
export type {Hooks, ScriptCall} from './hooks.ts';
export {hooks, setHooks} from './hooks.ts';
