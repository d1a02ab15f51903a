/** New-PesterContainer: a file or a script block with data, for Invoke-Pester -Container. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toArray} from '../../shell/values/index.ts';
import {PesterContainer} from './containers.ts';
import {findTestFiles} from './test-files.ts';

export const newPesterContainer = cmdlet({
  name: 'New-PesterContainer',
  module: 'Pester',
  className: 'Pester.NewPesterContainer',
  defaultParameterSet: 'Path',
  outputTypes: ['Pester.ContainerInfo'],
  synopsis: 'Generates ContainerInfo-objects used as for Invoke-Pester -Container.',
  description:
    'A container is what Invoke-Pester runs as one: a file or a script block, with the values of its parameters.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {Path: {mandatory: true}},
      help: 'Test files, or folders of them.',
    },
    ScriptBlock: {
      type: 'scriptblock[]',
      sets: {ScriptBlock: {mandatory: true}},
      help: 'Code with Describe blocks.',
    },
    Data: {type: 'object', help: 'Hashtables of parameters; one container is made for each.'},
  },
  end(run, p) {
    const data = p.Data === undefined ? [null] : toArray(p.Data);
    const files = p.Path
      ? findTestFiles(run.session, {paths: p.Path, excluded: [], extension: '.Tests.ps1'})
      : [];
    for (const item of data) {
      for (const file of files) run.writeObject(PesterContainer.ofFile(run.session, file, item));
      for (const block of p.ScriptBlock ?? [])
        run.writeObject(PesterContainer.ofBlock(block, item));
    }
  },
});
