/** Write-Information: an object and tags for the information stream. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';

export const writeInformation = cmdlet({
  name: 'Write-Information',
  module: 'Microsoft.PowerShell.Utility',
  className: 'WriteInformationCommand',
  synopsis: 'Specifies how information stream data is handled for a command.',
  parameters: {
    MessageData: {
      type: 'object',
      mandatory: true,
      position: 0,
      pipeline: 'value',
      aliases: ['Msg', 'Message'],
      allowNull: true,
      help: 'The message or object to record.',
    },
    Tags: {type: 'string[]', position: 1, help: 'Words by which records can be found.'},
  },
  examples: [
    {
      title: 'With a tag',
      code: "Write-Information 'started' -Tags start -InformationAction Continue",
    },
  ],

  begin(run, p) {
    for (const tag of p.Tags ?? [])
      if (/^PS/i.test(tag))
        run.writeError(
          run.error(
            'PSPrefixReservedInInformationTag',
            'InvalidArgument',
            `Cannot use tag '${tag}'. The 'PS' prefix is reserved.`,
            tag,
          ),
        );
  },
  process(run, p) {
    const tags = (p.Tags ?? []).filter(tag => !/^PS/i.test(tag));
    run.writeInformation(p.MessageData, tags);
  },
});
