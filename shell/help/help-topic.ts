/**
 * What is known to help about one command, whatever it was made from. The text is help-text.ts; the object
 * scripts get is help-object.ts. Source: language specification 16.
 */
export interface HelpParameter {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly isSwitch: boolean;
  readonly required: boolean;
  readonly position: number | null;
  readonly pipeline: string; // `true (ByValue)`, `false`
  readonly defaultValue: string;
  readonly wildcards: boolean;
  readonly aliases: readonly string[];
}

export interface HelpExample {
  readonly title: string;
  readonly code: string;
  readonly remarks: string;
}

export interface HelpTopic {
  readonly name: string;
  readonly category: 'Cmdlet' | 'Function' | 'Filter' | 'ExternalScript';
  readonly moduleName: string;
  readonly synopsis: string;
  readonly description: string;
  readonly syntax: readonly string[];
  readonly parameters: readonly HelpParameter[];
  readonly hasCommonParameters: boolean;
  readonly inputs: string;
  readonly outputs: string;
  readonly notes: string;
  readonly examples: readonly HelpExample[];
  readonly links: readonly string[];
  readonly aliases: readonly string[];
  readonly component: string;
  readonly role: string;
  readonly functionality: string;
}
