import { Blob, File } from 'node:buffer';
import { vi } from 'vitest';

// jsdom's files cannot be read as streams or sent; Node's can.
vi.stubGlobal('Blob', Blob);
vi.stubGlobal('File', File);
