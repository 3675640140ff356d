import type { Entry, EntryEffect, EntryKind } from '@/api/types';
import { percent, plural, price as priceOf, signedPercent } from '@/lib/format';
import type { Tone } from '@/lib/urgency';
import { listed, timesIn } from '@/lib/words';

/** What the calendar says, in the words of someone who buys stock. */

interface KindWords {
  label: string;
  tone: Tone;
  meaning: string;
}

export const KINDS: Record<EntryKind, KindWords> = {
  event: {
    label: 'Event',
    tone: 'good',
    meaning: 'Days that move demand: a fair, road works, a moving holiday.',
  },
  promotion: {
    label: 'Promotion',
    tone: 'over',
    meaning: 'A campaign. With a price, demand follows it as it followed prices before.',
  },
  price: {
    label: 'Planned price',
    tone: 'note',
    meaning: 'The selling price on these days. Demand follows it as it followed prices before.',
  },
  closure: {
    label: 'Closed',
    tone: 'mute',
    meaning: 'Nothing is sold: coming days are forecast as nothing, past ones say nothing about demand.',
  },
  stockout: {
    label: 'Empty shelf',
    tone: 'danger',
    meaning: 'There was nothing to sell, so what was sold says nothing about demand.',
  },
};

export const KIND_NAMES = Object.keys(KINDS) as EntryKind[];

/** Kinds that may have a price, and those that say all there is to say by themselves. */
export const hasPrice = (kind: EntryKind): boolean => kind === 'promotion' || kind === 'price';
export const hasChange = (kind: EntryKind): boolean => kind !== 'closure' && kind !== 'stockout';

/** "Whole shop", "All of Tea", "SKU-1 and SKU-2", "12 products". */
export function scopeWords({ scope }: Pick<Entry, 'scope'>): string {
  if (typeof scope.category === 'string') return `All of ${scope.category}`;
  const ids = scope.product_ids;
  if (!Array.isArray(ids)) return 'Whole shop';
  return ids.length <= 2 ? listed(ids) : plural(ids.length, 'product');
}

/** "30% more", "20% less", "no change". */
export function changeWords(pct: number): string {
  if (pct === 0) return 'no change';
  return `${percent(Math.abs(pct) / 100, 1)} ${pct > 0 ? 'more' : 'less'}`;
}

/** What is expected of an entry's days. */
export function expectationWords(entry: Pick<Entry, 'kind' | 'price' | 'expected_change_pct'>): string {
  if (entry.kind === 'closure') return 'nothing is sold';
  if (entry.kind === 'stockout') return 'not counted as demand';
  const price = entry.price == null ? [] : [`at ${priceOf(entry.price)}`];
  const change = entry.expected_change_pct == null ? [] : [changeWords(entry.expected_change_pct)];
  return [...change, ...price].join(', ') || 'learned from earlier ones';
}

const range = ({ lower, upper, level }: NonNullable<EntryEffect['interval']>): string =>
  `${timesIn(level)} between ${signedPercent(lower / 100)} and ${signedPercent(upper / 100)}`;

/** What earlier entries of the same name did to demand, and whether forecasts go by it. */
export function effectWords(effect: EntryEffect): string[] {
  const { name, occasions, learned_change_pct: learned, expected_change_pct: expected, interval } = effect;
  const said = expected == null ? '' : ` You expect ${changeWords(expected)}.`;
  if (learned == null || occasions === 0) {
    return [
      `No earlier “${name}” has sales to learn from.${said}`,
      expected == null
        ? 'Forecasts show it and change nothing for it. Enter what you expect, or earlier days of the same name.'
        : 'Forecasts go by what you expect, until there is something to learn from.',
    ];
  }
  const sure = interval ? ` (${range(interval)})` : '';
  return [
    `On ${plural(occasions, 'earlier occasion')} of “${name}” about ${changeWords(learned)} was sold than on ordinary days${sure}.${said}`,
    effect.used
      ? 'Forecasts of its days go by that.'
      : 'Forecasts show it and do not go by it: on earlier occasions it would not have helped.',
  ];
}

/** What the API finds worth a second look, and when forecasts know of a change. */
export const afterwards = ({ warnings }: { warnings: string[] }): string =>
  [...warnings, 'Forecasts take it up in the night, or when you forecast again.'].join(' ');
