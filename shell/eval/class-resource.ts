/**
 * `[DscResource()]` classes: a key property and the methods Get, Set and Test, of the right form.
 *
 * Source: PowerShell's checks of a DSC resource; texts of ParserStrings.
 */
import type {FunctionMemberAst, TypeDefinitionAst} from '../../grammar/ast.ts';
import type {ParseError} from '../../grammar/parse.ts';

type Report = (errorId: string, message: string, at?: {start: number; end: number}) => void;

/** The errors of a class that says it is a resource; none of any other class. */
export function resourceErrors(ast: TypeDefinitionAst): ParseError[] {
  if (!has(ast.attributes, 'dscresource')) return [];
  const errors: ParseError[] = [];
  const report: Report = (errorId, message, at = ast) =>
    errors.push({errorId, message, start: at.start, end: at.end, incompleteInput: false});
  checkMethods(ast, report);
  checkConstructors(ast, report);
  const hasKey = ast.members.some(
    member => member.kind === 'PropertyMemberAst' && member.attributes.some(isKey),
  );
  if (!hasKey)
    report(
      'DscResourceMissingKeyProperty',
      `The DSC resource '${ast.name}' must have at least one key property (using the syntax [DscProperty(Key)].)`,
    );
  return errors;
}

type Attributes = TypeDefinitionAst['attributes'];

function kindOf({typeName}: Attributes[number]): string {
  return typeName.name
    .toLowerCase()
    .replace(/^.*\./, '')
    .replace(/attribute$/, '');
}

function has(attributes: Attributes, kind: string): boolean {
  return attributes.some(one => kindOf(one) === kind);
}

function isKey(attribute: Attributes[number]): boolean {
  return (
    kindOf(attribute) === 'dscproperty' &&
    attribute.namedArguments.some(({argumentName}) => argumentName.toLowerCase() === 'key')
  );
}

function checkMethods(ast: TypeDefinitionAst, report: Report): void {
  const wanted: [name: string, returns: string[], shown: string][] = [
    ['Test', ['bool', 'boolean'], 'bool'],
    ['Get', [ast.name.toLowerCase()], ast.name],
    ['Set', ['void'], 'void'],
  ];
  for (const [name, returns, shown] of wanted) {
    const method = ast.members.find(
      (member): member is FunctionMemberAst =>
        member.kind === 'FunctionMemberAst' &&
        member.name.toLowerCase() === name.toLowerCase() &&
        member.parameters.length === 0,
    );
    if (method !== undefined && returns.includes(returnOf(method))) continue;
    if (method !== undefined && name === 'Get') {
      const message = `Invalid Get method. Get method must return [${shown}] and accepts no parameters.`;
      report('DscResourceInvalidGetMethod', message, method);
    } else {
      const message = `The DSC resource '${ast.name}' is missing a ${name} method that returns [${shown}] and accepts no parameters.`;
      report(`DscResourceMissing${name}Method`, message);
    }
  }
}

function returnOf({returnType}: FunctionMemberAst): string {
  return returnType?.typeName.fullName.toLowerCase().replace(/^system\./, '') ?? 'void';
}

function checkConstructors(ast: TypeDefinitionAst, report: Report): void {
  const own = ast.members.filter(
    member => member.kind === 'FunctionMemberAst' && member.isConstructor && !member.isStatic,
  );
  const takesNone = own.some(
    member => member.kind === 'FunctionMemberAst' && member.parameters.length === 0,
  );
  if (own.length > 0 && !takesNone)
    report(
      'DscResourceMissingDefaultConstructor',
      `The DSC resource '${ast.name}' has no default constructor.`,
    );
}
