/** Msvm_KvpExchangeDataItem: key-value pairs as the texts of embedded instances (wmi.md 16.4). */
import {KVP_SOURCE, type SourcedItem} from '../../root/vmms/kvp-items.ts';
import type {KvpItem} from '../../root/vsp/ic-kvp/protocol.ts';
import type {CimInstance} from '../cim.ts';
import {escapeXml} from '../embedded.ts';

/** Texts as Hyper-V writes them: scripts cut them with XPath, and some with regular expressions. */
export function itemTexts(items: readonly KvpItem[], source: number): string[] {
  return items.map(item => itemText(item, source));
}

function itemText({name, data}: KvpItem, source: number): string {
  const inherited = (property: string): string =>
    `<PROPERTY NAME="${property}" PROPAGATED="true" TYPE="string"></PROPERTY>`;
  const own = (property: string, type: string, value: string): string =>
    `<PROPERTY NAME="${property}" TYPE="${type}"><VALUE>${escapeXml(value)}</VALUE></PROPERTY>`;
  const properties = [
    inherited('Caption'),
    own('Data', 'string', data),
    inherited('Description'),
    inherited('ElementName'),
    inherited('InstanceID'),
    own('Name', 'string', name),
    own('Source', 'uint16', String(source)),
  ];
  return `<INSTANCE CLASSNAME="Msvm_KvpExchangeDataItem">${properties.join('')}</INSTANCE>`;
}

/** An item out of a method's parameter; without a source it is for the guest. */
export function dataItem({properties}: CimInstance): SourcedItem {
  const {Name, Data, Source} = properties;
  return {
    name: String(Name ?? ''),
    data: String(Data ?? ''),
    source: Number(Source ?? KVP_SOURCE.Host),
  };
}
