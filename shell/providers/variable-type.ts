/** System.Management.Automation.PSVariable: what scripts see of a Variable. */
import {VARIABLE_OPTIONS, Variable} from '../session/variable.ts';
import {defineEnum, defineType, enumValue, list, toText} from '../values/index.ts';

export const optionsType = defineEnum({
  fullName: 'System.Management.Automation.ScopedItemOptions',
  accelerator: 'ScopedItemOptions',
  flags: true,
  values: VARIABLE_OPTIONS,
});

export const visibilityType = defineEnum({
  fullName: 'System.Management.Automation.SessionStateEntryVisibility',
  accelerator: 'SessionStateEntryVisibility',
  values: {Public: 0, Private: 1},
});

defineType<Variable>({
  fullName: 'System.Management.Automation.PSVariable',
  instance: Variable,
  properties: {
    Name: {type: 'string', get: self => self.name},
    Description: {
      type: 'string',
      get: self => self.description,
      set(self, value) {
        self.description = toText(value);
      },
    },
    Value: {
      type: 'object',
      get: self => self.value,
      set: (self, value) => self.assign(value),
    },
    Visibility: {
      type: visibilityType.fullName,
      get: self => enumValue(visibilityType, self.visibility === 'Public' ? 0 : 1),
    },
    Module: {type: 'object', get: () => null},
    ModuleName: {type: 'string', get: self => self.moduleName},
    Options: {type: optionsType.fullName, get: self => enumValue(optionsType, self.options)},
    Attributes: {type: 'object', get: self => list(self.attributes)},
  },
});
