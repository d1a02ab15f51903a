/** BeforeDiscovery: code that makes the data of tests, run where it stands while tests are found. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';

export const beforeDiscovery = cmdlet({
  name: 'BeforeDiscovery',
  module: 'Pester',
  className: 'Pester.BeforeDiscovery',
  synopsis: 'Runs setup code that is used during Discovery phase.',
  description:
    'The block runs at once, while tests are collected: it makes data for -ForEach. Tests do not see what it defines.',
  parameters: {
    ScriptBlock: {type: 'scriptblock', mandatory: true, position: 0, help: 'The code.'},
  },
  end(run, p) {
    run.invoke(p.ScriptBlock);
  },
});
