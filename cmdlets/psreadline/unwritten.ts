/** Answers of PSReadLine's options that this line editor can not give effect to: refused, never kept. */
import type {Run} from '../../shell/cmdlet/run.ts';

/** The values that have an effect here, by option. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  EditMode: ['Emacs'],
  HistorySaveStyle: ['SaveIncrementally', 'SaveNothing'],
  PredictionSource: ['History', 'None'],
  PredictionViewStyle: ['InlineView'],
};

/** `value` in its proper writing; ends the cmdlet with an error when it has no effect here. */
export function writtenValue(run: Run, option: string, value: string): string {
  const values = WRITTEN[option] ?? [];
  const found = values.find(written => written.toLowerCase() === value.toLowerCase());
  if (found !== undefined) return found;
  const message = `The value '${value}' of -${option} is not supported. Supported: ${values.join(', ')}.`;
  return run.throwTerminatingError(run.error('NotSupported', 'NotImplemented', message, value));
}
