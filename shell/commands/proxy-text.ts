/** Texts of a proxy function's parts. Source: ProxyCommand of System.Management.Automation. */
import {ScriptAttribute} from '../cmdlet/attributes.ts';
import {ALL_SETS_NAME, type ParameterMetadata, type SetFlags} from '../cmdlet/metadata.ts';
import {isNumber} from '../conversion/to-number.ts';
import {isNull, toArray, toText} from '../values/index.ts';
import type {Value} from '../values/value.ts';

/** What the texts are made of. */
export interface ProxyTarget {
  /** With its module: `Module\Name`. */
  readonly wrapped: string;
  readonly commandType: string;
  readonly isAdvanced: boolean;
  readonly defaultSet: string;
  readonly supportsShouldProcess: boolean;
  readonly supportsPaging: boolean;
  readonly positionalBinding: boolean;
  readonly confirmImpact: string;
  readonly helpUri: string;
  readonly parameters: readonly ParameterMetadata[];
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function bindingText(target: ProxyTarget): string {
  if (!target.isAdvanced) return '';
  const parts: string[] = [];
  if (target.defaultSet) parts.push(`DefaultParameterSetName=${quoted(target.defaultSet)}`);
  if (target.supportsShouldProcess)
    parts.push('SupportsShouldProcess=$true', `ConfirmImpact='${target.confirmImpact}'`);
  if (target.supportsPaging) parts.push('SupportsPaging=$true');
  if (!target.positionalBinding) parts.push('PositionalBinding=$false');
  if (target.helpUri) parts.push(`HelpUri=${quoted(target.helpUri)}`);
  return `[CmdletBinding(${parts.join(', ')})]`;
}

const MARGIN = '\n    ';

export function parametersText({parameters, isAdvanced}: ProxyTarget): string {
  return parameters
    .map(parameter =>
      [
        '',
        ...(isAdvanced ? setLines(parameter) : []),
        ...aliasLines(parameter),
        ...attributeLines(parameter),
        `[${parameter.isSwitch ? 'switch' : (parameter.type.accelerator ?? parameter.type.fullName)}]`,
        `\${${parameter.name.replace(/[{}`]/g, '`$&')}}`,
      ].join(MARGIN),
    )
    .join(',\n');
}

function setLines({spec}: ParameterMetadata): string[] {
  return [...spec.sets].flatMap(([name, flags]) => {
    const parts = [
      ...(name === ALL_SETS_NAME ? [] : [`ParameterSetName=${quoted(name)}`]),
      ...flagTexts(flags),
    ];
    return parts.length === 0 ? [] : [`[Parameter(${parts.join(', ')})]`];
  });
}

function flagTexts(flags: SetFlags): string[] {
  return [
    ...(flags.mandatory ? ['Mandatory=$true'] : []),
    ...(flags.position === null ? [] : [`Position=${flags.position}`]),
    ...(flags.byValue ? ['ValueFromPipeline=$true'] : []),
    ...(flags.byPropertyName ? ['ValueFromPipelineByPropertyName=$true'] : []),
    ...(flags.remaining ? ['ValueFromRemainingArguments=$true'] : []),
    ...(flags.helpMessage ? [`HelpMessage=${quoted(flags.helpMessage)}`] : []),
  ];
}

function aliasLines({aliases}: ParameterMetadata): string[] {
  return aliases.length === 0 ? [] : [`[Alias(${aliases.map(quoted).join(',')})]`];
}

function attributeLines({spec}: ParameterMetadata): string[] {
  return (spec.attributes?.() ?? []).flatMap(one => {
    const text = one instanceof ScriptAttribute ? attributeText(one) : undefined;
    return text === undefined ? [] : [`[${text}]`];
  });
}

/** Fields that are the arguments of an attribute, in order. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  ValidateLength: ['MinLength', 'MaxLength'],
  ValidateRange: ['MinRange', 'MaxRange'],
  ValidatePattern: ['RegexPattern'],
  ValidateCount: ['MinLength', 'MaxLength'],
  ValidateSet: ['ValidValues'],
  PSTypeName: ['PSTypeName'],
  ValidateNotNull: [],
  ValidateNotNullOrEmpty: [],
  ValidateNotNullOrWhiteSpace: [],
  AllowNull: [],
  AllowEmptyString: [],
  AllowEmptyCollection: [],
};

/** The attribute as written; undefined for those a proxy does not repeat. */
function attributeText({kind, fields}: ScriptAttribute): string | undefined {
  if (kind === 'ValidateScript') return `ValidateScript({ ${toText(fields.ScriptBlock)} })`;
  const names = ARGUMENTS[kind];
  const args = names
    ?.map(name => fields[name])
    .filter(value => !isNull(value))
    .flatMap(value => toArray(value))
    .map(argumentText);
  return args && `${kind}(${args.join(kind === 'ValidateSet' ? ',' : ', ')})`;
}

function argumentText(value: Value): string {
  return isNumber(value) ? toText(value) : quoted(toText(value));
}

function commandCall({wrapped, commandType}: ProxyTarget, more = ''): string {
  return `$ExecutionContext.InvokeCommand.GetCommand(${quoted(wrapped)}, [System.Management.Automation.CommandTypes]::${commandType}${more})`;
}

/** In try and catch: an exception of a .NET method becomes one that ends the caller's statement. */
function guarded(body: string): string {
  return `\n    try {\n${body}\n    } catch {\n        throw\n    }\n`;
}

export function beginText(target: ProxyTarget): string {
  const origin = target.commandType === 'Function' ? '' : '$myInvocation.CommandOrigin';
  const head = target.isAdvanced
    ? `        $outBuffer = $null
        if ($PSBoundParameters.TryGetValue('OutBuffer', [ref]$outBuffer))
        {
            $PSBoundParameters['OutBuffer'] = 1
        }

        $wrappedCmd = ${commandCall(target)}`
    : `        $wrappedCmd = ${commandCall(target)}
        $PSBoundParameters.Add('$args', $args)`;
  const start = target.isAdvanced
    ? '$steppablePipeline.Begin($PSCmdlet)'
    : '$steppablePipeline.Begin($myInvocation.ExpectingInput, $ExecutionContext)';
  return guarded(`${head}
        $scriptCmd = {& $wrappedCmd @PSBoundParameters }

        $steppablePipeline = $scriptCmd.GetSteppablePipeline(${origin})
        ${start}`);
}

export function processText(): string {
  return guarded('        $steppablePipeline.Process($_)');
}

export function endText(): string {
  return guarded('        $steppablePipeline.End()');
}

export function cleanText(): string {
  return '\n    if ($null -ne $steppablePipeline) {\n        $steppablePipeline.Clean()\n    }\n';
}

export function dynamicParamText(target: ProxyTarget): string {
  return guarded(`        $targetCmd = ${commandCall(target, ', $PSBoundParameters')}
        $dynamicParams = @($targetCmd.Parameters.GetEnumerator() | Microsoft.PowerShell.Core\\Where-Object { $_.Value.IsDynamic })
        if ($dynamicParams.Length -gt 0)
        {
            $paramDictionary = [Management.Automation.RuntimeDefinedParameterDictionary]::new()
            foreach ($param in $dynamicParams)
            {
                $param = $param.Value

                if(-not $MyInvocation.MyCommand.Parameters.ContainsKey($param.Name))
                {
                    $dynParam = [Management.Automation.RuntimeDefinedParameter]::new($param.Name, $param.ParameterType, $param.Attributes)
                    $paramDictionary.Add($param.Name, $dynParam)
                }
            }

            return $paramDictionary
        }`);
}

/** The whole function. `help`: comment-based help; '' forwards to the target's. */
export function proxyText(target: ProxyTarget, help: string, dynamic: boolean): string {
  const comment =
    help ||
    `\n.ForwardHelpTargetName ${target.wrapped}\n.ForwardHelpCategory ${target.commandType}\n`;
  return [
    bindingText(target),
    `param(${parametersText(target)})\n`,
    ...(dynamic ? [`dynamicparam\n{${dynamicParamText(target)}}\n`] : []),
    `begin\n{${beginText(target)}}\n`,
    `process\n{${processText()}}\n`,
    `end\n{${endText()}}\n`,
    `clean\n{${cleanText()}}`,
    `<#\n${comment}\n#>\n`,
  ].join('\n');
}
