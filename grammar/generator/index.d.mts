import type {Plugin} from 'peggy';

export const directCode: Plugin;
