/** System.Management.Automation.CompletionResult and CommandCompletion: what Tab offers, as scripts see it. */
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {enumValue, NetException, NetList, requireType, toText} from '../values/index.ts';

const SMA = 'System.Management.Automation';

/** An offer. `kind`: a name of CompletionResultType. */
export class CompletionOffer {
  readonly completionText: string;
  readonly listItemText: string;
  readonly resultType: string;
  readonly toolTip: string;

  constructor(completionText: string, listItemText: string, resultType: string, toolTip: string) {
    for (const [name, text] of Object.entries({completionText, listItemText, toolTip}))
      if (text === '')
        throw new NetException(
          `${SMA}.PSArgumentNullException`,
          `Cannot process argument because the value of argument "${name}" is null. Change the value of argument "${name}" to a non-null value.`,
        );
    this.completionText = completionText;
    this.listItemText = listItemText;
    this.resultType = resultType;
    this.toolTip = toolTip;
  }
}

/** Offers for a place in a text. */
export class CommandCompletion {
  readonly offers: readonly CompletionOffer[];
  readonly index: number;
  readonly length: number;
  current = -1;

  constructor(offers: readonly CompletionOffer[], index: number, length: number) {
    this.offers = offers;
    this.index = index;
    this.length = length;
  }

  /** The offer after or before the last one; null when there is none at all. */
  next(forward: boolean): CompletionOffer | null {
    const {length} = this.offers;
    if (length === 0) return null;
    this.current = (this.current + (forward ? 1 : -1) + length) % length;
    return this.offers[this.current] ?? null;
  }
}

defineType<CompletionOffer>({
  fullName: `${SMA}.CompletionResult`,
  instance: CompletionOffer,
  members: {
    'string CompletionText': self => self.completionText,
    'string ListItemText': self => self.listItemText,
    'object ResultType': self => {
      const type = requireType(`${SMA}.CompletionResultType`);
      return type.enumInfo?.named(self.resultType) ?? enumValue(type, 0);
    },
    'string ToolTip': self => self.toolTip,
  },
  constructors: {
    '(string completionText)': (text: string) => new CompletionOffer(text, text, 'Text', text),
    [`(string completionText, string listItemText, ${SMA}.CompletionResultType resultType, string toolTip)`]:
      (text: string, item: string, kind: EnumValue, tip: string) =>
        new CompletionOffer(text, item, toText(kind), tip),
  },
});

defineType<CommandCompletion>({
  fullName: `${SMA}.CommandCompletion`,
  instance: CommandCompletion,
  members: {
    'int CurrentMatchIndex': {
      get: self => self.current,
      set: (self, index: number) => (self.current = index),
    },
    'int ReplacementIndex': self => self.index,
    'int ReplacementLength': self => self.length,
    'object CompletionMatches': self =>
      new NetList(
        requireType(`System.Collections.ObjectModel.Collection[${SMA}.CompletionResult]`),
        [...self.offers],
      ),
    'object GetNextResult(bool forward)': (self, forward: boolean) => self.next(forward),
  },
});
