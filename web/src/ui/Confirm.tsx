import { later } from './later';

/** Asks before something that cannot be taken back. */
export const Confirm = later(() => import('./Dialog').then((file) => file.Confirm));
