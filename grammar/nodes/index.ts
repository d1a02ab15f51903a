/** What the grammar's actions call beyond writing a literal. One file for each part of the grammar. */
export * from './blocks.ts';
export * from './classes.ts';
export * from './escaped-expansion.ts';
export * from './expressions.ts';
export * from './keywords.ts';
export * from './pipelines.ts';
export * from './strings.ts';
