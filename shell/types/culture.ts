/** CultureInfo: en-US and the invariant culture format as they should; others are known by name only. */
import {construct} from '../values/construct.ts';
import {enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {requireType} from '../values/find-type.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {typedArray} from '../values/typed-array.ts';
import {DAYS, MONTHS} from '../text-format/calendar.ts';
import {enUSDates, invariantDates} from '../text-format/date-format.ts';

export class CultureInfo {
  /** `en-US`; '' is the invariant culture. */
  readonly name: string;
  constructor(name: string) {
    if (name && !/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(name)) {
      throw new NetException(
        'System.Globalization.CultureNotFoundException',
        `Culture is not supported. (Parameter 'name')\n${name} is an invalid culture identifier.`,
      );
    }
    const [language = '', ...rest] = name.split('-');
    this.name = [
      language.toLowerCase(),
      ...rest.map(part => (part.length === 2 ? part.toUpperCase() : part)),
    ].join('-');
  }
  get displayName(): string {
    if (!this.name) return 'Invariant Language (Invariant Country)';
    const [language = 'en', region] = this.name.split('-');
    const languageName = new Intl.DisplayNames('en', {type: 'language'}).of(language) ?? language;
    if (!region) return languageName;
    return `${languageName} (${new Intl.DisplayNames('en', {type: 'region'}).of(region) ?? region})`;
  }
}

/** Does the system know the language and the region of a name? */
export function isCultureKnown(name: string): boolean {
  if (name === '') return true;
  try {
    const {region} = new Intl.Locale(name);
    const regionName = region && new Intl.DisplayNames('en', {type: 'region'}).of(region);
    return Intl.DateTimeFormat.supportedLocalesOf(name).length > 0 && regionName !== region;
  } catch {
    return false;
  }
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** The invariant culture, languages, and each with the region where most speak it. */
function knownCultures(): CultureInfo[] {
  const languages = LETTERS.flatMap(first => LETTERS.map(second => first + second)).filter(
    name => new Intl.DisplayNames('en', {type: 'language'}).of(name) !== name && isLanguage(name),
  );
  const names = languages.flatMap(name => {
    const {language, region} = new Intl.Locale(name).maximize();
    return language === name && region ? [name, `${name}-${region}`] : [];
  });
  return [invariant, ...names.map(name => new CultureInfo(name))];
}

function isLanguage(name: string): boolean {
  return Intl.DateTimeFormat.supportedLocalesOf(name).length > 0;
}

const enUS = new CultureInfo('en-US');
const invariant = new CultureInfo('');
let current = enUS;
let currentUI = enUS;

/** Of the thread: $PSCulture and $PSUICulture. */
export function currentCulture(ofTexts: boolean): CultureInfo {
  return ofTexts ? currentUI : current;
}

export function setCurrentCulture(ofTexts: boolean, culture: CultureInfo): void {
  if (ofTexts) currentUI = culture;
  else current = culture;
}

class CulturePart {
  readonly culture: CultureInfo;
  constructor(culture: CultureInfo) {
    this.culture = culture;
  }
}
class TextInfo extends CulturePart {}
class NumberFormatInfo extends CulturePart {}
class DateTimeFormatInfo extends CulturePart {}

function titleCase(text: string): string {
  return text.replace(/\p{L}[\p{L}\p{Mn}']*/gu, word =>
    word.length > 1 && word === word.toUpperCase()
      ? word
      : (word[0] ?? '').toUpperCase() + word.slice(1).toLowerCase(),
  );
}

defineType<TextInfo>({
  fullName: 'System.Globalization.TextInfo',
  instance: TextInfo,
  members: {
    'string CultureName': self => self.culture.name,
    'string ListSeparator': () => ',',
    'string ToTitleCase(string str)': (_self, text: string) => titleCase(text),
    'string ToUpper(string str)': (_self, text: string) => text.toUpperCase(),
    'string ToLower(string str)': (_self, text: string) => text.toLowerCase(),
  },
});

defineType<NumberFormatInfo>({
  fullName: 'System.Globalization.NumberFormatInfo',
  interfaces: ['System.IFormatProvider'],
  instance: NumberFormatInfo,
  members: {
    'string NumberDecimalSeparator': () => '.',
    'string NumberGroupSeparator': () => ',',
    'int NumberDecimalDigits': () => 2,
    'string CurrencySymbol': self => (self.culture.name ? '$' : '¤'),
    'string NegativeSign': () => '-',
    'string PercentSymbol': () => '%',
    'string NaNSymbol': () => 'NaN',
  },
});

function patternsOf(self: CulturePart) {
  return self.culture.name ? enUSDates.patterns : invariantDates.patterns;
}

defineType<DateTimeFormatInfo>({
  fullName: 'System.Globalization.DateTimeFormatInfo',
  interfaces: ['System.IFormatProvider'],
  instance: DateTimeFormatInfo,
  members: {
    'string ShortDatePattern': self => patternsOf(self).d,
    'string LongDatePattern': self => patternsOf(self).D,
    'string ShortTimePattern': self => patternsOf(self).t,
    'string LongTimePattern': self => patternsOf(self).T,
    'string FullDateTimePattern': self => patternsOf(self).F,
    'string SortableDateTimePattern': self => patternsOf(self).s,
    'string UniversalSortableDateTimePattern': self => patternsOf(self).u,
    'string RFC1123Pattern': self => patternsOf(self).R,
    'string DateSeparator': () => '/',
    'string TimeSeparator': () => ':',
    'string AMDesignator': () => 'AM',
    'string PMDesignator': () => 'PM',
    'string[] DayNames': () => [...DAYS],
    'string[] AbbreviatedDayNames': () => DAYS.map(day => day.slice(0, 3)),
    'string[] MonthNames': () => [...MONTHS, ''],
    'string[] AbbreviatedMonthNames': () => [...MONTHS.map(month => month.slice(0, 3)), ''],
    'string GetMonthName(int month)': (_self, month: number) => MONTHS[month - 1],
    'string GetDayName(System.DayOfWeek dayofweek)': (_self, day: EnumValue) => DAYS[day.value],
    'string GetAbbreviatedDayName(System.DayOfWeek dayofweek)': (_self, day: EnumValue) =>
      DAYS[day.value]?.slice(0, 3),
    'System.DayOfWeek FirstDayOfWeek': self =>
      enumValue(requireType('System.DayOfWeek'), self.culture.name.endsWith('US') ? 0 : 1),
    'System.Globalization.CalendarWeekRule CalendarWeekRule': () =>
      enumValue(requireType('System.Globalization.CalendarWeekRule'), 0),
    'string GetAbbreviatedMonthName(int month)': (_self, month: number) =>
      MONTHS[month - 1]?.slice(0, 3),
  },
});

/** Windows language ids of the cultures scripts ask for. */
const LCID: Readonly<Record<string, number>> = {
  '': 127,
  'en-US': 1033,
  'en-GB': 2057,
  'de-DE': 1031,
  'fr-FR': 1036,
  'ja-JP': 1041,
};

const cultureType: NetType = defineType<CultureInfo>({
  fullName: 'System.Globalization.CultureInfo',
  accelerator: 'cultureinfo',
  interfaces: ['System.IFormatProvider', 'System.ICloneable'],
  instance: CultureInfo,
  toText: self => self.name,
  equals: (a, b) => a.name === b.name,
  parse: text => new CultureInfo(text),
  members: {
    'string Name': self => self.name,
    'string DisplayName': self => self.displayName,
    'string EnglishName': self => self.displayName,
    'string NativeName': self => self.displayName,
    'int LCID': self => LCID[self.name] ?? 4096,
    'string TwoLetterISOLanguageName': self => self.name.slice(0, 2) || 'iv',
    'string IetfLanguageTag': self => self.name,
    'bool IsNeutralCulture': self => self.name !== '' && !self.name.includes('-'),
    'bool IsReadOnly': () => true,
    'bool UseUserOverride': () => false,
    'cultureinfo Parent': self => new CultureInfo(self.name.split('-').slice(0, -1).join('-')),
    'object TextInfo': self => new TextInfo(self),
    'object NumberFormat': self => new NumberFormatInfo(self),
    'object DateTimeFormat': self => new DateTimeFormatInfo(self),
    'object Calendar': () => construct(requireType('System.Globalization.GregorianCalendar'), []),
    'object Clone()': self => self,
  },
  statics: {
    'cultureinfo InvariantCulture': () => invariant,
    'cultureinfo CurrentCulture': {
      get: () => current,
      set: (culture: CultureInfo) => setCurrentCulture(false, culture),
    },
    'cultureinfo CurrentUICulture': {
      get: () => currentUI,
      set: (culture: CultureInfo) => setCurrentCulture(true, culture),
    },
    'object GetCultures(object types)': () => typedArray(cultureType, knownCultures()),
    'cultureinfo InstalledUICulture': () => enUS,
    'cultureinfo DefaultThreadCurrentCulture': () => null,
    'cultureinfo GetCultureInfo(string name)': (name: string) => new CultureInfo(name),
    'cultureinfo CreateSpecificCulture(string name)': (name: string) => new CultureInfo(name),
  },
  constructors: {
    '(string name)': (name: string) => new CultureInfo(name),
    '(string name, bool useUserOverride)': (name: string) => new CultureInfo(name),
    '(int culture)': (id: number) =>
      new CultureInfo(Object.keys(LCID).find(name => LCID[name] === id) ?? 'en-US'),
  },
});
