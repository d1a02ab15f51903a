/** What the formatter reads from a session: `$FormatEnumerationLimit`, `$ErrorView`, `$PSStyle`, added views. */
import type {ErrorRecord} from '../errors/error-record.ts';
import type {Session} from '../session/session.ts';
import {ComputedVariable} from '../session/variable.ts';
import {asNumber, toText} from '../values/index.ts';
import {errorView} from './error-view.ts';
import type {ShapeSettings} from './object-shaper.ts';
import type {FormatStyle} from './style.ts';
import {activeStyle, PSStyle} from './style.ts';
import type {AddedViews} from './views/find-view.ts';
import {NO_ADDED_VIEWS} from './views/find-view.ts';

const DEFAULT_ENUMERATION_LIMIT = 4;

const added = new WeakMap<Session, AddedViews>();

/** Views that Update-FormatData added to the session. */
export function addedViews(session: Session): AddedViews {
  return added.get(session) ?? NO_ADDED_VIEWS;
}

export function setAddedViews(session: Session, views: AddedViews) {
  added.set(session, views);
}

const styles = new WeakMap<Session, PSStyle>();

/** The session's `$PSStyle`, made when it is first needed. */
export function psStyle(session: Session): PSStyle {
  let style = styles.get(session);
  if (!style) {
    style = new PSStyle();
    const {NO_COLOR, TERM = ''} = process.env;
    if (NO_COLOR || /^(?:dumb|xterm-mono|xtermm)$/.test(TERM)) style.renderPlainText();
    styles.set(session, style);
  }
  return style;
}

/** Puts `$PSStyle` among the session's variables. */
export function defineStyleVariable(session: Session) {
  session.globalScope.put('psstyle', new ComputedVariable('PSStyle', () => psStyle(session), null));
}

/** The style for output that does or does not go to a terminal; null for plain text. */
export function sessionStyle(session: Session, toTerminal: boolean): FormatStyle | null {
  return activeStyle(psStyle(session), toTerminal);
}

/** Lines of an error as `$ErrorView` wants it. */
export function sessionErrorLines(
  session: Session,
  record: ErrorRecord,
  toTerminal: boolean,
): string[] {
  const view = toText(session.getVariable('ErrorView') ?? 'ConciseView');
  return errorView(record, view, {
    width: session.host.width,
    style: sessionStyle(session, toTerminal),
    isCommand: name => session.resolveCommand(name) !== undefined,
  });
}

export function sessionSettings(session: Session, toTerminal: boolean): ShapeSettings {
  return {
    enumerationLimit: () => {
      const limit = session.globalScope.box('formatenumerationlimit')?.value;
      return typeof limit === 'number' ? asNumber(limit) : DEFAULT_ENUMERATION_LIMIT;
    },
    addedViews: () => addedViews(session),
    errorLines: record => sessionErrorLines(session, record, toTerminal),
  };
}
