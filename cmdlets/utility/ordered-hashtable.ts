/** System.Management.Automation.OrderedHashtable: a Hashtable whose keys stay in order, case-sensitive (ConvertFrom-Json). */
import {defineType, Hashtable, hashtableType} from '../../shell/values/index.ts';

/** Every Hashtable here keeps its order; this one says so by its type. */
export class OrderedHashtable extends Hashtable {}

defineType<OrderedHashtable>({
  fullName: 'System.Management.Automation.OrderedHashtable',
  base: hashtableType,
  instance: OrderedHashtable,
});
