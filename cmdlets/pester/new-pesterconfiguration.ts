/** New-PesterConfiguration: the options of a run with their defaults. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {PesterConfiguration} from './configuration.ts';

export const newPesterConfiguration = cmdlet({
  name: 'New-PesterConfiguration',
  module: 'Pester',
  className: 'Pester.NewPesterConfiguration',
  outputTypes: ['PesterConfiguration'],
  synopsis: 'Creates a new PesterConfiguration object for advanced configuration of Invoke-Pester.',
  description:
    'The object has a section for each part of a run, with options that show their defaults and descriptions.',
  parameters: {
    Hashtable: {type: 'hashtable', position: 0, help: 'Sections, each a hashtable of options.'},
  },
  end(run, p) {
    run.writeObject(PesterConfiguration.from(p.Hashtable ?? null));
  },
});
