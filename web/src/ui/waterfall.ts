import type { Recommendation } from '@/api/types';

export type WaterfallLine = Recommendation['waterfall'][number];

export interface WaterfallStep extends WaterfallLine {
  from: number;
  to: number;
}

/** Where each bar starts and ends. Sums start at zero again. */
export function steps(lines: WaterfallLine[]): { rows: WaterfallStep[]; low: number; high: number } {
  let running = 0;
  const rows = lines.map((line) => {
    const from = line.kind === 'step' ? running : 0;
    const to = line.kind === 'step' ? running + line.quantity : line.quantity;
    running = to;
    return { ...line, from, to };
  });
  const ends = rows.flatMap((row) => [row.from, row.to]);
  return { rows, low: Math.min(0, ...ends), high: Math.max(0, ...ends) };
}
