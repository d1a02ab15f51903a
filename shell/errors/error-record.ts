/**
 * ErrorRecord: what a script sees of an error. Source: language specification 12.2.
 *
 * An error starts as a NetException (thrown anywhere) or as a finished record (made by a command). The
 * engine turns the first into the second in raise.ts, which also fills in place and stack trace.
 */
import {toText} from '../conversion/to-text.ts';
import {NetException} from '../values/net-exception.ts';
import {isNull, typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import type {ErrorCategory} from './error-category.ts';

export type {ErrorCategory} from './error-category.ts';
export {ERROR_CATEGORIES, errorCategory} from './error-category.ts';

/** Replaces the exception's message for display, and may advise. */
export class ErrorDetails {
  message: string;
  recommendedAction = '';
  constructor(message: string) {
    this.message = message;
  }
}

export class ErrorRecord {
  readonly exception: NetException;
  readonly targetObject: Value;
  fullyQualifiedErrorId: string;
  readonly categoryInfo: ErrorCategoryInfo;
  errorDetails: ErrorDetails | null = null;
  /** An InvocationInfo, null until the engine or a command says where the error is. */
  invocationInfo: Value = null;
  scriptStackTrace: string | null = null;

  constructor(
    exception: NetException,
    errorId: string,
    category: ErrorCategory,
    target: Value = null,
  ) {
    this.exception = exception;
    this.targetObject = target;
    this.fullyQualifiedErrorId = errorId;
    this.categoryInfo = new ErrorCategoryInfo(this, category);
  }

  /** What `"$_"` shows: the details' message or the exception's. */
  get message(): string {
    return this.errorDetails?.message || this.exception.message;
  }
}

export class ErrorCategoryInfo {
  readonly #record: ErrorRecord;
  category: ErrorCategory;
  activity = '';
  #reason: string | null = null;
  #targetName: string | null = null;
  #targetType: string | null = null;

  constructor(record: ErrorRecord, category: ErrorCategory) {
    this.#record = record;
    this.category = category;
  }

  get reason(): string {
    return this.#reason ?? typeOf(this.#record.exception).name;
  }
  set reason(text: string) {
    this.#reason = text;
  }
  get targetName(): string {
    const {targetObject} = this.#record;
    return this.#targetName ?? (isNull(targetObject) ? '' : toText(targetObject));
  }
  set targetName(text: string) {
    this.#targetName = text;
  }
  get targetType(): string {
    const {targetObject} = this.#record;
    return this.#targetType ?? (isNull(targetObject) ? '' : typeOf(targetObject).name);
  }
  set targetType(text: string) {
    this.#targetType = text;
  }

  /** `Category: (target:type) [activity], reason`, long parts cut to 40 characters. */
  toString(): string {
    const target = shorten(this.targetName);
    const type = shorten(this.targetType);
    return `${this.category}: (${target}:${type}) [${this.activity}], ${this.reason}`;
  }
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 19)}...${text.slice(-18)}`;
}

/** A record of a new exception (default type RuntimeException) with `message`. */
export function newErrorRecord(
  errorId: string,
  category: ErrorCategory,
  message: string,
  target: Value = null,
  exceptionType = 'System.Management.Automation.RuntimeException',
): ErrorRecord {
  return new ErrorRecord(new NetException(exceptionType, message), errorId, category, target);
}
