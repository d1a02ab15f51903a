/** Microsoft.Management.Infrastructure.CimClass: a class as an object of the shell. */
import type {
  CimClass,
  CimMethodDeclaration,
  CimPropertyDeclaration,
} from '../../hypervisor/wmi/cim.ts';
import {customObject, defineType, PSCustomObject, type Value} from '../../shell/values/index.ts';
import {cimTypeName} from './cim-type-name.ts';

const TYPE_NAME = 'Microsoft.Management.Infrastructure.CimClass';

export class CimClassObject extends PSCustomObject {
  readonly source: CimClass;

  constructor(source: CimClass) {
    super();
    this.source = source;
    this.typeNames = [
      `${TYPE_NAME}#${source.namespace}/${source.name}`,
      TYPE_NAME,
      'System.Object',
    ];
    this.note('CimClassName', source.name);
    this.note('CimSuperClassName', source.superclass);
    this.note('CimClassProperties', source.properties.map(propertyObject));
    this.note('CimClassMethods', source.methods.map(methodObject));
    this.note('CimClassQualifiers', qualifiers(classQualifiers(source)));
    this.note(
      'CimSystemProperties',
      customObject({
        Namespace: source.namespace,
        ServerName: null,
        ClassName: source.name,
        Path: null,
      }),
    );
  }
}

export function cimClassObject(source: CimClass): CimClassObject {
  return new CimClassObject(source);
}

function classQualifiers({abstract, association}: CimClass): Record<string, Value> {
  return {...(abstract ? {Abstract: true} : {}), ...(association ? {Association: true} : {})};
}

function qualifiers(values: Readonly<Record<string, Value>>): Value {
  return Object.entries(values).map(([name, value]) => customObject({Name: name, Value: value}));
}

function propertyObject(property: CimPropertyDeclaration): Value {
  const {key, valueMap} = property;
  const values = valueMap ? {ValueMap: Object.keys(valueMap), Values: Object.values(valueMap)} : {};
  return customObject(
    {
      Name: property.name,
      Value: null,
      CimType: cimTypeName(property),
      Flags: `Property, ${key ? 'Key, ' : ''}ReadOnly, NullValue`,
      Qualifiers: qualifiers({...(key ? {key: true} : {}), ...values}),
      ReferenceClassName: property.type === 'ref' ? (property.refClass ?? null) : null,
    },
    'Microsoft.Management.Infrastructure.CimPropertyDeclaration',
  );
}

function methodObject({name, parameters}: CimMethodDeclaration): Value {
  const rows = parameters.map(parameter =>
    customObject({
      Name: parameter.name,
      CimType: cimTypeName(parameter),
      Qualifiers: qualifiers({[parameter.direction === 'in' ? 'In' : 'Out']: true}),
      ReferenceClassName: parameter.type === 'ref' ? (parameter.refClass ?? null) : null,
    }),
  );
  return customObject(
    {Name: name, ReturnType: 'UInt32', Parameters: rows, Qualifiers: qualifiers({})},
    'Microsoft.Management.Infrastructure.CimMethodDeclaration',
  );
}

export const cimClassType = defineType<CimClassObject>({
  fullName: TYPE_NAME,
  accelerator: 'cimclass',
  instance: CimClassObject,
  toText: self => `${self.source.namespace}:${self.source.name}`,
});
