import { Blob, File } from 'node:buffer';
import { vi } from 'vitest';

// jsdom's files cannot be read as streams or sent; Node's can.
vi.stubGlobal('Blob', Blob);
vi.stubGlobal('File', File);

// The tests' clock, set before anything of theirs is imported: today's, or, where STOCKCAST_TODAY names a day (from noon
// on in the time zone of TZ) or an instant (2028-02-29T11:30:00Z), one that goes on from there. Timers stay real.
const named = process.env.STOCKCAST_TODAY ?? '';
if (named !== '') {
  const now = new Date(named.includes('T') ? named : `${named}T12:00:00`);
  if (Number.isNaN(now.getTime())) throw new Error(`STOCKCAST_TODAY is no day and no instant: ${named}`);
  vi.useFakeTimers({ now, toFake: ['Date'], shouldAdvanceTime: true });
}
