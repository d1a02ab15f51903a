/**
 * The runspace's code in two bundles: dist/shell.cjs is loaded at every start, dist/cmdlets.cjs at the first use
 * of a cmdlet. So a cmdlet costs a start nothing but its row in the table.
 *
 * What the one needs of the other it asks for by `require('hvsh:<file>')`, which launch.cjs answers from the
 * `modules` that each exports. A file that the shell reaches without cmdlets is in shell.cjs, all others are in
 * cmdlets.cjs; none is in both.
 */
import path from 'node:path';
import {build} from 'esbuild';
import {root} from './esbuild-plugins.mjs';

const ENTRY = 'bin/runspace.ts';
const IS_CMDLET = /^cmdlets\//;

/** Builds both with `settings`, which name the output folder. */
export async function buildShell(settings) {
  const {shellFiles, wanted: cmdletFiles} = await reach(settings);
  const shared = new Set();
  await build({
    ...settings,
    stdin: {contents: modulesText(cmdletFiles), resolveDir: root, sourcefile: 'cmdlets.js'},
    outfile: path.join(settings.outdir, 'cmdlets.cjs'),
    outdir: undefined,
    plugins: [elsewhere(file => shellFiles.has(file), shared), exportsOf, ...settings.plugins],
  });
  await build({
    ...settings,
    entryPoints: {shell: ENTRY},
    plugins: [
      elsewhere(file => IS_CMDLET.test(file), new Set()),
      sharedModules(shared),
      exportsOf,
      ...settings.plugins,
    ],
  });
}

/** The files that make up the shell, and those of cmdlets/ that it asks for. */
async function reach(settings) {
  const wanted = new Set();
  const {metafile} = await build({
    ...settings,
    entryPoints: {shell: ENTRY},
    minify: false,
    sourcemap: false,
    write: false,
    metafile: true,
    plugins: [
      elsewhere(file => IS_CMDLET.test(file), wanted),
      sharedModules(new Set()),
      exportsOf,
      ...settings.plugins,
    ],
  });
  return {shellFiles: new Set(Object.keys(metafile.inputs)), wanted};
}

/** Leaves files of the other bundle out, as `hvsh:<file>`; `found` gets their names. */
function elsewhere(isElsewhere, found) {
  return {
    name: 'elsewhere',
    setup(building) {
      building.onResolve({filter: /^[./]/}, ({path: name, resolveDir, kind}) => {
        if (kind === 'entry-point') return undefined;
        const file = path.relative(root, path.resolve(resolveDir, name));
        if (!isElsewhere(file)) return undefined;
        found.add(file);
        return {path: `hvsh:${file}`, external: true};
      });
    },
  };
}

/** `virtual:shared-modules`: the files of the shell that cmdlets need. */
function sharedModules(files) {
  return {
    name: 'shared-modules',
    setup(building) {
      building.onResolve({filter: /^virtual:shared-modules$/}, () => ({
        path: 'shared-modules',
        namespace: 'shared-modules',
      }));
      building.onLoad({filter: /.*/, namespace: 'shared-modules'}, () => ({
        contents: modulesText(files),
        loader: 'js',
        resolveDir: root,
      }));
    },
  };
}

/**
 * `exports:<file>`: a module whose one export is the namespace of the file. What `require` gives for a file itself
 * is a copy that looks every name up in the namespace, which costs more than most functions asked for do.
 */
const exportsOf = {
  name: 'exports-of',
  setup(building) {
    building.onResolve({filter: /^exports:/}, ({path: name}) => ({
      path: name.slice('exports:'.length),
      namespace: 'exports-of',
    }));
    building.onLoad({filter: /.*/, namespace: 'exports-of'}, ({path: file}) => ({
      contents: `import * as all from './${file}';export {all};`,
      loader: 'js',
      resolveDir: root,
    }));
  },
};

/** A module that exports what evaluates each file, by the file's name. */
function modulesText(files) {
  const rows = [...files].sort().map(file => `'${file}':()=>require('exports:${file}').all`);
  return `export const modules={\n${rows.join(',\n')}\n};`;
}
