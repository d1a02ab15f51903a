/**
 * ShouldProcess and ShouldContinue: -WhatIf, -Confirm, $ConfirmPreference. Texts to the letter. Source:
 * language specification 10.2; CommandBaseStrings.
 */
import type * as NestedPrompt from '../debug/nested-prompt.ts';
import {newErrorRecord} from '../errors/error-record.ts';
import {stopError} from '../errors/raise.ts';
import type {Frame} from '../eval/frame.ts';
import type {ChoiceDescription} from '../session/host.ts';
import type {Session} from '../session/session.ts';
import type {ConfirmImpact} from './cmdlet.ts';
import type {CommonArguments} from './common-parameters.ts';
import {isWhatIf, mustConfirm} from './preferences.ts';

const CHOICES = [
  {label: '&Yes', helpMessage: 'Continue with only the next step of the operation.'},
  {label: 'Yes to &All', helpMessage: 'Continue with all the steps of the operation.'},
  {label: '&No', helpMessage: 'Skip this operation and proceed with the next operation.'},
  {label: 'No to A&ll', helpMessage: 'Skip this operation and all subsequent operations.'},
  {
    label: '&Suspend',
    helpMessage:
      'Pause the current pipeline and return to the command prompt. Type "exit" to resume the pipeline.',
  },
] as const;

const YES = 0;
const YES_TO_ALL = 1;
const NO = 2;
const NO_TO_ALL = 3;
const SUSPEND = 4;

export interface ShouldProcessCall {
  readonly commandName: string;
  readonly impact: ConfirmImpact;
  readonly common: CommonArguments;
  readonly frame: Frame;
  writeVerbose(text: string): void;
}

/** The answers of one invocation; "to all" holds until its end. */
export class ShouldProcess {
  readonly #call: ShouldProcessCall;
  #all: boolean | null = null;

  constructor(call: ShouldProcessCall) {
    this.#call = call;
  }

  /** See Run.shouldProcess for the meaning of one, two and three arguments. */
  ask(first: string, second?: string, third?: string): boolean {
    if (third !== undefined) return this.#decide(first, second ?? '', third);
    const action = second ?? this.#call.commandName;
    const text = `Performing the operation "${action}" on target "${first}".`;
    return this.#decide(text, `Are you sure you want to perform this action?\n${text}`, 'Confirm');
  }

  #decide(description: string, question: string, caption: string): boolean {
    const {common, frame, impact} = this.#call;
    if (isWhatIf(common, frame)) {
      frame.session.host.writeLine(`What if: ${description}`);
      return false;
    }
    if (this.#all !== null) return this.#all;
    if (!mustConfirm(impact, common, frame)) {
      this.#call.writeVerbose(description);
      return true;
    }
    const answer = ask(frame.session, caption, question, CHOICES);
    if (answer === YES_TO_ALL) this.#all = true;
    if (answer === NO_TO_ALL) this.#all = false;
    return answer === YES || answer === YES_TO_ALL;
  }

  /** Always asks. */
  continue(query: string, caption: string): boolean {
    const choices = [CHOICES[YES], CHOICES[NO], CHOICES[SUSPEND]];
    return ask(this.#call.frame.session, caption, query, choices) === YES;
  }
}

/** The place of the answer among `choices`, of which the last is Suspend: after it the question comes again. */
function ask(
  session: Session,
  caption: string,
  question: string,
  choices: readonly ChoiceDescription[],
): number {
  for (;;) {
    const answer = session.host.promptForChoice(caption, question, choices, YES);
    if (answer !== choices.length - 1) return answer;
    const {nestedPrompt} = require('../debug/nested-prompt.ts') as typeof NestedPrompt;
    nestedPrompt(session);
  }
}

/** Inquire as a preference: asks whether to go on; stops the pipeline when the user wants it. */
export function inquire(frame: Frame, caption: string, message: string): void {
  const choices = [
    CHOICES[0],
    {label: '&Halt Command', helpMessage: 'Stop this command.'},
  ] as const;
  if (frame.session.host.promptForChoice(caption, message, choices, 0) === 0) return;
  throw stopError(
    newErrorRecord(
      'ActionPreferenceStop',
      'OperationStopped',
      'The running command stopped because the user selected the Stop option.',
    ),
  );
}
