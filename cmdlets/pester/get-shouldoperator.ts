/** Get-ShouldOperator: the operators of Should, with their other names. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {customObject} from '../../shell/values/index.ts';
import {allOperators} from './should/operators.ts';

export const getShouldOperator = cmdlet({
  name: 'Get-ShouldOperator',
  module: 'Pester',
  className: 'Pester.GetShouldOperator',
  synopsis: 'Display the assertion operators available for use with Should.',
  description:
    'Lists the operators of Should with their names and aliases, those added by Add-ShouldOperator too.',
  parameters: {
    Name: {type: 'string', position: 0, help: 'One operator only.'},
  },
  end(run, p) {
    for (const {name, aliases} of allOperators(run.session)) {
      const wanted = p.Name?.toLowerCase() ?? name.toLowerCase();
      const names = [name, ...aliases].map(each => each.toLowerCase());
      if (names.includes(wanted))
        run.writeObject(customObject({Name: name, Alias: aliases.join(', ')}));
    }
  },
});
