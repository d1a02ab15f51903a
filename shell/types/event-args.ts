/** System.EventArgs: the base of what event handlers get. */
import {defineType} from '../values/define-type.ts';

class EventArgs {}

export const eventArgsType = defineType<EventArgs>({
  fullName: 'System.EventArgs',
  instance: EventArgs,
  statics: {'object Empty': () => new EventArgs()},
  constructors: {'()': () => new EventArgs()},
});
