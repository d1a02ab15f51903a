/**
 * The events of a session: who subscribed, what waits in the queue, actions and when they run.
 *
 * An event with a subscriber that has an action is that action's; else it waits in the queue for Get-Event
 * and Wait-Event. Actions run at safe points of the session (Session.checkStop), one after the other, never
 * inside each other. Source: about_Automatic_Variables ($Event ...), Register-EngineEvent.
 */
import {raisedOf} from '../errors/raise.ts';
import {isFlow, PipelineStopped} from '../eval/flow.ts';
import {runBlock} from '../eval/invoke-block.ts';
import type {Streams} from '../eval/runtime.ts';
import type {ScriptBlock} from '../eval/script-block.ts';
import {jobsOf} from '../jobs/job-table.ts';
import {EventJob} from '../jobs/job-types.ts';
import type {Session} from '../session/session.ts';
import {setEvent} from '../session/stop-word.ts';
import {InformationRecord} from '../session/stream-records.ts';
import {watchNow} from '../session/watch.ts';
import type {Value} from '../values/value.ts';

/** What was raised: PSEventArgs. */
export class RaisedEvent {
  readonly id: number;
  readonly source: string;
  readonly sender: Value;
  /** The object that a .NET handler would get. */
  readonly eventArgs: Value;
  readonly args: readonly Value[];
  messageData: Value;
  readonly time = new Date();

  constructor(id: number, raised: Omit<RaisedEvent, 'id' | 'time'>) {
    this.id = id;
    this.source = raised.source;
    this.sender = raised.sender;
    this.eventArgs = raised.eventArgs;
    this.args = raised.args;
    this.messageData = raised.messageData;
  }
}

export interface SubscriberOptions {
  readonly source: string;
  /** Null: an engine event, known by its name only. */
  readonly target: object | null;
  readonly eventName: string;
  readonly action: ScriptBlock | null;
  readonly messageData: Value;
  /** Hidden from Get-EventSubscriber without -Force. */
  readonly isSupport: boolean;
  /** How often it acts before it ends by itself; 0: always. */
  readonly maxTriggers: number;
}

/** PSEventSubscriber */
export class Subscriber {
  readonly id: number;
  readonly options: SubscriberOptions;
  /** Of one with an action. */
  readonly job: EventJob | null;
  /** The action, bound to a module of its own: its `$script:` variables last. */
  readonly action: ScriptBlock | null;
  /** Ends listening. */
  detach: () => void = () => undefined;
  left: number;

  constructor(id: number, options: SubscriberOptions, job: EventJob | null, session: Session) {
    this.id = id;
    this.options = options;
    this.job = job;
    this.action = options.action?.boundTo(session.newState()) ?? null;
    this.left = options.maxTriggers === 0 ? Number.POSITIVE_INFINITY : options.maxTriggers;
  }
}

export interface EngineEvent {
  readonly source: string;
  readonly sender: Value;
  readonly args: readonly Value[];
  readonly messageData?: Value;
}

interface PendingAction {
  readonly subscriber: Subscriber;
  readonly event: RaisedEvent;
}

const managers = new WeakMap<Session, EventManager>();

/** Made at the first use. */
export function eventsOf(session: Session): EventManager {
  const known = managers.get(session);
  if (known !== undefined) return known;
  const made = new EventManager(session);
  managers.set(session, made);
  return made;
}

export const EXITING = 'PowerShell.Exiting';
export const ON_IDLE = 'PowerShell.OnIdle';

export class EventManager {
  readonly #session: Session;
  /** In order of their ids. */
  readonly subscribers: Subscriber[] = [];
  /** Events that nobody's action took, oldest first. */
  readonly queue: RaisedEvent[] = [];
  readonly #actions: PendingAction[] = [];
  #lastEvent = 0;
  #lastSubscriber = 0;
  #acting = false;

  constructor(session: Session) {
    this.#session = session;
    session.attendants.push(() => this.runActions());
    session.leavers.push(() => this.announce(EXITING));
    // Actions of that event run after Ctrl-C too.
    watchNow();
  }

  /** Null when the name is taken. */
  subscribe(options: SubscriberOptions): Subscriber | null {
    const {source} = options;
    if (
      options.target !== null &&
      this.subscribers.some(one => isNamed(one.options.source, source))
    )
      return null;
    const job = options.action === null ? null : this.#newJob(options);
    const subscriber = new Subscriber(++this.#lastSubscriber, options, job, this.#session);
    this.subscribers.push(subscriber);
    return subscriber;
  }

  #newJob({source, action}: SubscriberOptions): EventJob {
    const jobs = jobsOf(this.#session);
    const job: EventJob = jobs.newJob(EventJob, action?.text ?? '', () => this.#endOf(job), source);
    jobs.add(job);
    return job;
  }

  #endOf(job: EventJob): void {
    for (const subscriber of this.subscribers.filter(one => one.job === job))
      this.unsubscribe(subscriber);
  }

  unsubscribe(subscriber: Subscriber): void {
    const at = this.subscribers.indexOf(subscriber);
    if (at < 0) return;
    this.subscribers.splice(at, 1);
    subscriber.detach();
    subscriber.job?.change('Stopped');
  }

  /** An engine event, as New-Event makes it: its actions run before this returns. */
  generate(raised: EngineEvent): RaisedEvent {
    const event = this.#newEvent({eventArgs: null, messageData: null, ...raised});
    this.#give(event, this.#subscribersOf(event.source));
    this.runActions();
    return event;
  }

  /** An engine event of the session itself: nothing comes of it when nobody subscribed. */
  announce(source: string): void {
    if (this.#subscribersOf(source).length > 0) this.generate({source, sender: null, args: []});
  }

  #subscribersOf(source: string): Subscriber[] {
    return this.subscribers.filter(
      one => one.options.target === null && isNamed(one.options.source, source),
    );
  }

  /** An event of an object: its action runs at the next safe point. */
  raised(subscriber: Subscriber, sender: Value, eventArgs: Value): void {
    const {source, messageData} = subscriber.options;
    const event = this.#newEvent({
      source,
      sender,
      eventArgs,
      args: [sender, eventArgs],
      messageData,
    });
    this.#give(event, [subscriber]);
    setEvent(this.#session.stop);
  }

  #newEvent(raised: Omit<RaisedEvent, 'id' | 'time'>): RaisedEvent {
    return new RaisedEvent(++this.#lastEvent, raised);
  }

  #give(event: RaisedEvent, subscribers: readonly Subscriber[]): void {
    const acting = subscribers.filter(subscriber => subscriber.action !== null);
    for (const subscriber of acting) {
      if (subscriber.left <= 0) continue;
      event.messageData ??= subscriber.options.messageData;
      this.#actions.push({subscriber, event});
    }
    if (acting.length === 0) this.queue.push(event);
    for (const subscriber of subscribers)
      if (--subscriber.left <= 0 && subscriber.action === null) this.unsubscribe(subscriber);
  }

  /** Runs the actions that wait. */
  runActions(): void {
    if (this.#acting) return;
    this.#acting = true;
    try {
      for (let next = this.#actions.shift(); next; next = this.#actions.shift()) this.#act(next);
    } finally {
      this.#acting = false;
    }
  }

  #act({subscriber, event}: PendingAction): void {
    const {action, job} = subscriber;
    if (action === null || job === null) return;
    const session = this.#session;
    const {ok, propagateErrors} = session;
    session.propagateErrors = false;
    job.change('Running');
    try {
      runBlock(
        action,
        {
          args: event.args,
          streams: this.#streams(job),
          prepare: scope => {
            for (const [name, value] of variablesFor(subscriber, event)) scope.put(name, value);
          },
        },
        {process: value => job.streams.output.add(value)},
      );
    } catch (thrown) {
      if (thrown instanceof PipelineStopped) throw thrown;
      if (!isFlow(thrown)) job.streams.error.add(raisedOf(thrown, session.frame).record);
    } finally {
      session.ok = ok;
      session.propagateErrors = propagateErrors;
    }
    if (subscriber.left <= 0 && !this.#actions.some(one => one.subscriber === subscriber))
      this.unsubscribe(subscriber);
  }

  /** What Write-Host writes is shown; the rest is the job's. */
  #streams(job: EventJob): Streams {
    const {information} = this.#session.topFrame.streams;
    const keep = (stream: 'error' | 'warning' | 'verbose' | 'debug') => ({
      process: (value: Value) => job.streams[stream].add(value),
    });
    return {
      error: keep('error'),
      warning: keep('warning'),
      verbose: keep('verbose'),
      debug: keep('debug'),
      information: {
        process(value) {
          const isShown = value instanceof InformationRecord && value.tags.includes('PSHOST');
          if (isShown) information.process(value);
          else job.streams.information.add(value);
        },
      },
    };
  }
}

function isNamed(source: string, name: string): boolean {
  return source.toLowerCase() === name.toLowerCase();
}

/** The automatic variables of an action, names in lower case. */
function variablesFor(subscriber: Subscriber, event: RaisedEvent): [string, Value][] {
  return [
    ['event', event],
    ['eventsubscriber', subscriber],
    ['sender', event.sender],
    ['eventargs', event.eventArgs],
    ['sourceeventargs', event.eventArgs],
    ['sourceargs', [...event.args]],
  ];
}
