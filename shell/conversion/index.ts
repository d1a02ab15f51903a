/** Conversion between types: what other areas use. */
export {convertTo, tryConvert} from './convert.ts';
export {ConversionError, cannotConvert, conversionFailed} from './conversion-error.ts';
export {parseNumber} from './number-literal.ts';
export {asBigInt, asNumber} from './plain-number.ts';
export {toBool} from './to-bool.ts';
export {isNumber, numberTypeName} from './to-number.ts';
export {toCurrentText, toText, typeText} from './to-text.ts';
