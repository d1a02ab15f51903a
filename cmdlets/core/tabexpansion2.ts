/** TabExpansion2: what Tab would offer at a place of a text. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {complete} from '../../shell/commands/completion.ts';
import {CommandCompletion, CompletionOffer} from '../../shell/types/completion-result.ts';
import {
  asNumber,
  getProperty,
  Hashtable,
  toBool,
  toText,
  unwrap,
} from '../../shell/values/index.ts';

export const tabExpansion2 = cmdlet({
  name: 'TabExpansion2',
  module: 'Microsoft.PowerShell.Core',
  className: 'TabExpansion2',
  defaultParameterSet: 'ScriptInputSet',
  outputTypes: ['System.Management.Automation.CommandCompletion'],
  synopsis: 'Offers completions for an input string.',
  parameters: {
    inputScript: {
      type: 'string',
      sets: {ScriptInputSet: {mandatory: true, position: 0}},
      allowEmptyString: true,
      help: 'The text.',
    },
    cursorColumn: {
      type: 'int',
      sets: {ScriptInputSet: {position: 1}},
      help: 'The offset of the cursor; default the end of the text.',
    },
    ast: {
      type: 'System.Management.Automation.Language.Ast',
      sets: {AstInputSet: {mandatory: true, position: 0}},
      help: 'The tree of the text.',
    },
    tokens: {
      type: 'System.Management.Automation.Language.Token[]',
      sets: {AstInputSet: {mandatory: true, position: 1}},
      allowEmptyCollection: true,
      help: 'Its tokens, which the tree stands for here.',
    },
    positionOfCursor: {
      type: 'object',
      sets: {AstInputSet: {mandatory: true, position: 2}},
      help: 'Where the cursor stands.',
    },
    options: {
      type: 'hashtable',
      sets: {ScriptInputSet: {position: 2}, AstInputSet: {position: 3}},
      help: 'RelativePaths: whether paths are offered as seen from here.',
    },
  },
  examples: [
    {
      title: 'A command',
      code: "(TabExpansion2 'Get-Uptim').CompletionMatches.CompletionText",
      output: ['Get-Uptime'],
    },
  ],

  end(run, p) {
    const text = p.inputScript ?? toText(getProperty(getProperty(p.ast, 'Extent'), 'Text'));
    const cursor =
      p.positionOfCursor === undefined
        ? (p.cursorColumn ?? text.length)
        : asNumber(getProperty(p.positionOfCursor, 'Offset'));
    const {matches, replacementIndex, replacementLength} = complete(text, cursor, run.session);
    const table = unwrap(p.options);
    const given = table instanceof Hashtable ? table.get('RelativePaths') : undefined;
    const absolute = given !== undefined && !toBool(given);
    const offers = matches.map(({completionText, listItemText, resultType, toolTip}) => {
      const isPath = absolute && resultType.startsWith('Provider');
      const offered = isPath ? toolTip : completionText;
      return new CompletionOffer(offered, listItemText, resultType, toolTip);
    });
    run.writeObject(new CommandCompletion(offers, replacementIndex, replacementLength));
  },
});
