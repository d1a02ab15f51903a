/**
 * Add-Type: says which assemblies a script needs. What hvsh has of .NET is always there; C# text and
 * assembly files are refused by an error, as there is no compiler and no CLR.
 */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {NetException} from '../../shell/values/index.ts';

/** Assemblies whose types hvsh knows, or that scripts name for types it knows. Versions are not looked at. */
const KNOWN =
  /^(?:mscorlib|netstandard|system(?:\.(?:core|runtime|collections|console|linq|io|net|net\.http|web|xml|xml\.linq|numerics|security|text|text\.regularexpressions|management\.automation|management|threading|data|diagnostics\.process|private\.corelib)(?:\.\w+)*)?|microsoft\.powershell\.(?:commands\.(?:utility|management)|consolehost|security)|microsoft\.hyperv\.powershell|vmware\.vimautomation\.core)$/i;

export const addType = cmdlet({
  name: 'Add-Type',
  module: 'Microsoft.PowerShell.Utility',
  className: 'AddTypeCommand',
  defaultParameterSet: 'FromSource',
  synopsis: 'Names the assemblies whose types a session uses.',
  description:
    'Known assemblies are accepted: their types are there already. C# text is refused by an error that does not end the script, for there is no C# compiler.',
  parameters: {
    TypeDefinition: {
      type: 'string',
      sets: {FromSource: {mandatory: true, position: 0}},
      help: 'C# text. Refused.',
    },
    Name: {
      type: 'string',
      sets: {FromMember: {mandatory: true, position: 0}},
      help: 'Name of a class made of -MemberDefinition.',
    },
    MemberDefinition: {
      type: 'string[]',
      sets: {FromMember: {mandatory: true, position: 1}},
      help: 'C# text of members. Refused.',
    },
    Namespace: {
      type: 'string',
      sets: {FromMember: {}},
      aliases: ['NS'],
      help: 'Namespace of that class.',
    },
    UsingNamespace: {
      type: 'string[]',
      sets: {FromMember: {}},
      aliases: ['Using'],
      help: 'Namespaces of that text.',
    },
    Path: {
      type: 'string[]',
      sets: {FromPath: {mandatory: true, position: 0}},
      help: 'Source or assembly files. Refused.',
    },
    LiteralPath: {
      type: 'string[]',
      sets: {FromLiteralPath: {mandatory: true}},
      aliases: ['PSPath', 'LP'],
      help: 'The same, taken as they are.',
    },
    AssemblyName: {
      type: 'string[]',
      sets: {FromAssemblyName: {mandatory: true}},
      aliases: ['AN'],
      help: 'Names of assemblies.',
    },
    ReferencedAssemblies: {
      type: 'string[]',
      sets: {FromSource: {}, FromMember: {}, FromPath: {}, FromLiteralPath: {}},
      aliases: ['RA'],
      help: 'Assemblies that C# text needs.',
    },
    PassThru: {
      type: 'switch',
      help: 'Writes the types that were added: those of C# text, so none.',
    },
    IgnoreWarnings: {type: 'switch', help: 'Warnings of the C# compiler do not stop it.'},
  },
  examples: [{title: 'An assembly', code: 'Add-Type -AssemblyName System.Web'}],

  process(run, p) {
    for (const name of p.AssemblyName ?? []) requireKnown(run, name);
    for (const text of [p.TypeDefinition, ...(p.MemberDefinition ?? [])])
      if (text !== undefined) refuse(run, 'C# text is not compiled by hvsh', text);
    for (const file of [...(p.Path ?? []), ...(p.LiteralPath ?? [])])
      refuse(run, `The file '${file}' is not loaded: hvsh has no .NET runtime`, file);
  },
});

function requireKnown(run: Run<object>, name: string) {
  const [simple = ''] = name.split(',');
  if (KNOWN.test(simple.trim().replace(/\.dll$/i, ''))) return;
  run.throwTerminatingError(
    run.error(
      'ASSEMBLY_NOT_FOUND',
      'ObjectNotFound',
      `Cannot add type. The assembly '${name}' could not be found.`,
      name,
    ),
  );
}

function refuse(run: Run<object>, reason: string, target: string) {
  run.writeError(
    run.error(
      'COMPILER_ERRORS',
      'InvalidData',
      new NetException('System.InvalidOperationException', `Cannot add type. ${reason}.`),
      target,
    ),
  );
}
