/** System.Threading.Thread: the one that runs the script. */
import {sleep} from '../cmdlet/sleep.ts';
import {currentSession} from '../eval/current-session.ts';
import {enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import {requireType} from '../values/find-type.ts';
import {type CultureInfo, currentCulture, setCurrentCulture} from './culture.ts';
import type {TimeSpan} from './time-span.ts';

class Thread {
  name: string | null = null;
}

const current = new Thread();

function pause(milliseconds: number): void {
  sleep(milliseconds, currentSession());
}

defineType<Thread>({
  fullName: 'System.Threading.Thread',
  instance: Thread,
  members: {
    'string Name': {
      get: self => self.name,
      set: (self, name: string) => {
        self.name = name;
      },
    },
    'int ManagedThreadId': () => 1,
    'bool IsAlive': () => true,
    'bool IsBackground': () => false,
    'bool IsThreadPoolThread': () => false,
    'cultureinfo CurrentCulture': {
      get: () => currentCulture(false),
      set: (_, culture: CultureInfo) => setCurrentCulture(false, culture),
    },
    'cultureinfo CurrentUICulture': {
      get: () => currentCulture(true),
      set: (_, culture: CultureInfo) => setCurrentCulture(true, culture),
    },
    'object ThreadState': () => enumValue(requireType('System.Threading.ThreadState'), 'Running'),
    'object GetApartmentState()': () =>
      enumValue(requireType('System.Threading.ApartmentState'), 'MTA'),
  },
  statics: {
    'object CurrentThread': () => current,
    'void Sleep(int millisecondsTimeout)': pause,
    'void Sleep(timespan timeout)': (time: TimeSpan) => pause(Number(time.ticks / 10_000n)),
  },
});
