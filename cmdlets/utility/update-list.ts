/** Update-List: adds items to a list property and takes items away, or says how it shall be done. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {
  getProperty,
  Hashtable,
  hashtable,
  hasProperty,
  invokeMethod,
  isEnumerable,
  NetException,
  NetList,
  typeOf,
  type Value,
} from '../../shell/values/index.ts';

export const updateList = cmdlet({
  name: 'Update-List',
  module: 'Microsoft.PowerShell.Utility',
  className: 'UpdateListCommand',
  defaultParameterSet: 'AddRemoveSet',
  outputTypes: ['System.Collections.Hashtable', 'System.Object'],
  synopsis:
    'Adds items to and removes items from a property value that contains a collection of objects.',
  parameters: {
    Add: {type: 'object[]', sets: {AddRemoveSet: {}}, help: 'Items to add.'},
    Remove: {type: 'object[]', sets: {AddRemoveSet: {}}, help: 'Items to take away.'},
    Replace: {
      type: 'object[]',
      sets: {ReplaceSet: {mandatory: true}},
      help: 'Items that stand instead of all there are.',
    },
    InputObject: {type: 'psobject', pipeline: 'value', help: 'The object with the list.'},
    Property: {type: 'string', position: 0, help: 'The property that is a list.'},
  },
  examples: [
    {
      title: 'One more, one less',
      code: '$o = [pscustomobject]@{L = [Collections.ArrayList](1, 2)}; ($o | Update-List L -Add 3 -Remove 1).L',
      output: ['2', '3'],
    },
  ],

  process(run, p) {
    if (p.Property === undefined) return;
    const {InputObject: object, Property: name} = p;
    if (object === undefined || object === null)
      return refuse(
        run,
        'MissingInputObjectParameter',
        'The InputObject parameter is required when the Property parameter is specified.',
      );
    if (!hasProperty(object, name))
      return refuse(run, 'MemberDoesntExist', `The "${name}" property does not exist.`, object);
    if (apply(run, getProperty(object, name), p)) run.writeObject(object);
  },
  end(run, p) {
    if (p.Property !== undefined) return;
    if (p.InputObject !== undefined)
      run.throwTerminatingError(
        error(
          run,
          'MissingPropertyParameter',
          'The Property parameter is required when the InputObject parameter is specified.',
        ),
      );
    const {Add, Remove, Replace} = p;
    const said = Object.entries({Add, Remove, Replace}).filter(([, items]) => items !== undefined);
    run.writeObject(hashtable(Object.fromEntries(said)));
  },
});

interface Changes {
  readonly Add?: unknown;
  readonly Remove?: unknown;
  readonly Replace?: unknown;
}

/** False when the value is no list that can change; then the error is written. */
function apply(run: Run, list: Value, {Add, Remove, Replace}: Changes): boolean {
  if (!(list instanceof NetList) || !isEnumerable(list)) {
    const what = list === null || list instanceof Hashtable ? 'null' : typeOf(list).fullName;
    const message = `The operation cannot be performed because the object of type ${what} does not implement IList.`;
    const exception = new NetException(
      'System.Management.Automation.PSInvalidOperationException',
      message,
    );
    run.writeError(run.error('ApplyFailed', 'InvalidOperation', exception));
    return false;
  }
  const each = (items: unknown, method: string): void => {
    for (const item of (items ?? []) as Value[]) invokeMethod(list, method, [item]);
  };
  if (Replace !== undefined) invokeMethod(list, 'Clear', []);
  each(Replace ?? Remove, Replace === undefined ? 'Remove' : 'Add');
  each(Add, 'Add');
  return true;
}

function refuse(run: Run, id: string, text: string, target: Value = null): void {
  run.writeError(error(run, id, text, target));
}

function error(run: Run, id: string, text: string, target: Value = null) {
  return run.error(
    id,
    'InvalidOperation',
    new NetException('System.InvalidOperationException', text),
    target,
  );
}
