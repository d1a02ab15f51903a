/** New-PSDrive: a drive that begins at a folder. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {DriveInfo, driveTable} from '../../shell/providers/drive.ts';
import {isFolder} from '../../shell/providers/glob.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {NetException} from '../../shell/values/index.ts';

export const newPSDrive = cmdlet({
  name: 'New-PSDrive',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['ndr'],
  className: 'NewPSDriveCommand',
  supportsShouldProcess: true,
  outputTypes: ['System.Management.Automation.PSDriveInfo'],
  synopsis: 'Creates drives that are associated with a location in an item data store.',
  parameters: {
    Name: {
      type: 'string',
      mandatory: true,
      position: 0,
      pipeline: 'name',
      help: 'The name of the drive, without a colon.',
    },
    PSProvider: {
      type: 'string',
      mandatory: true,
      position: 1,
      pipeline: 'name',
      help: 'The provider.',
    },
    Root: {
      type: 'string',
      mandatory: true,
      position: 2,
      pipeline: 'name',
      allowEmptyString: true,
      help: 'Where the drive begins.',
    },
    Description: {type: 'string', pipeline: 'name', help: 'A description.'},
    Scope: {
      type: 'string',
      pipeline: 'name',
      validate: [{set: ['Global']}], // drives of inner scopes are not made
      help: 'Global, the default: the drive lasts as long as the session.',
    },
  },
  examples: [{title: 'A short way', code: 'New-PSDrive Work FileSystem /srv/vm'}],

  process(run, p) {
    const table = driveTable(run.session);
    const fail = (
      id: string,
      category: 'ResourceExists' | 'ObjectNotFound' | 'InvalidArgument',
      type: string,
      text: string,
    ) => run.throwTerminatingError(run.error(id, category, new NetException(type, text), p.Name));
    if (/[:\\/.~;]/.test(p.Name))
      fail(
        'Argument',
        'InvalidArgument',
        'System.Management.Automation.PSArgumentException',
        `Cannot process the drive name because the drive name contains one or more of the following characters that are not valid: ; ~ / \\ . :`,
      );
    if (table.find(p.Name))
      fail(
        'DriveAlreadyExists',
        'ResourceExists',
        'System.Management.Automation.SessionStateException',
        `A drive with the name '${p.Name}' already exists.`,
      );
    const provider = table.provider(p.PSProvider);
    const isFiles = provider.name === 'FileSystem';
    const root = isFiles ? filePath(run.session, p.Root) : p.Root;
    if (isFiles && !isFolder(root))
      fail(
        'DriveRootError',
        'ObjectNotFound',
        'System.IO.IOException',
        `The specified drive root "${p.Root}" either does not exist, or it is not a folder.`,
      );
    if (
      !run.shouldProcess(
        `Name: ${p.Name} Provider: ${provider.fullName} Root: ${p.Root}`,
        'New drive',
      )
    )
      return;
    const drive = new DriveInfo(p.Name, provider, root, p.Description ?? '');
    table.add(drive);
    run.writeObject(drive);
  },
});
