/** Failures as build logs want them: commands of Azure DevOps and of GitHub Actions. */

export interface CiSettings {
  readonly format: 'AzureDevops' | 'GithubActions';
  readonly level: 'Error' | 'Warning';
}

/** What Output.CIFormat `Auto` means here; null: no build log. */
export function ciFromEnvironment(
  format: string,
  level: string,
  env: Readonly<Record<string, string | undefined>>,
): CiSettings | null {
  const known = {azuredevops: 'AzureDevops', githubactions: 'GithubActions'} as const;
  const found =
    format.toLowerCase() === 'auto'
      ? automatic(env)
      : known[format.toLowerCase() as keyof typeof known];
  if (found === undefined) return null;
  return {format: found, level: level.toLowerCase() === 'warning' ? 'Warning' : 'Error'};
}

function automatic(
  env: Readonly<Record<string, string | undefined>>,
): CiSettings['format'] | undefined {
  if (env['TF_BUILD']) return 'AzureDevops';
  return env['GITHUB_ACTIONS'] ? 'GithubActions' : undefined;
}

export function ciLines(ci: CiSettings, header: string, lines: readonly string[]): string[] {
  const level = ci.level.toLowerCase();
  if (ci.format === 'AzureDevops')
    return [
      `##vso[task.logissue type=${level}] ${header}`,
      ...lines.map(line => `##[${level}] ${line}`),
    ];
  return [
    `::${level}::${header.trimStart()}`,
    '::group::Message',
    ...lines.map(line => line.trimStart()),
    '::endgroup::',
  ];
}
