/** What the four CSV cmdlets make of their common parameters. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {NetException, toText} from '../../shell/values/index.ts';
import type {CsvFormat, QuoteKind} from './csv-writer.ts';

interface WritingArguments {
  readonly Delimiter?: unknown;
  readonly QuoteFields?: readonly string[] | undefined;
  readonly UseQuotes?: string | undefined;
  readonly IncludeTypeInformation: boolean;
  readonly NoTypeInformation: boolean;
}

/** The list separator of the only culture is the comma, so -UseCulture gives the default. */
export function delimiterOf(p: {readonly Delimiter?: unknown}): string {
  return p.Delimiter === undefined ? ',' : toText(p.Delimiter);
}

export function csvFormat<State extends object>(run: Run<State>, p: WritingArguments): CsvFormat {
  if (p.QuoteFields && run.bound.has('UseQuotes'))
    refuse(
      run,
      'CannotSpecifyQuoteFieldsAndUseQuotes',
      'You must specify either the -UseQuotes or -QuoteFields parameters, but not both.',
    );
  if (p.IncludeTypeInformation && p.NoTypeInformation)
    refuse(
      run,
      'CannotSpecifyIncludeTypeInformationAndNoTypeInformation',
      'You must specify either the -IncludeTypeInformation or -NoTypeInformation parameters, but not both.',
    );
  return {
    delimiter: delimiterOf(p),
    useQuotes: (p.UseQuotes ?? 'Always') as QuoteKind,
    quoteFields: p.QuoteFields && new Set(p.QuoteFields.map(name => name.toLowerCase())),
  };
}

export function refuse<State extends object>(run: Run<State>, id: string, message: string): never {
  run.throwTerminatingError(
    run.error(id, 'InvalidData', new NetException('System.InvalidOperationException', message)),
  );
}
