import type { Product } from '@/api/types';
import { URGENCIES } from '@/lib/urgency';
import type { Standing } from './useStandings';

type Of = (id: string) => Standing;
type Value = string | number | null | undefined;

function valueOf(product: Product, key: string, standingOf: Of): Value {
  const standing = standingOf(product.product_id);
  const recommendation = typeof standing === 'string' ? undefined : standing;
  switch (key) {
    case 'name':
      return product.name;
    case 'category':
      return product.category;
    case 'current_price':
      return product.current_price;
    case 'on_hand':
      return product.on_hand;
    case 'urgency':
      return recommendation ? URGENCIES.indexOf(recommendation.urgency) : null;
    case 'cover':
      return recommendation?.days_of_cover;
    default:
      return product.product_id;
  }
}

/** By a column's key, `-` before it for descending. What is unknown comes last either way. */
export function sortProducts(products: Product[], sort: string, standingOf: Of): Product[] {
  const down = sort.startsWith('-');
  const key = down ? sort.slice(1) : sort;
  const sign = down ? -1 : 1;
  return products
    .map((product) => ({ product, value: valueOf(product, key, standingOf) }))
    .sort((a, b) => {
      if (a.value == null || b.value == null) return Number(a.value == null) - Number(b.value == null);
      if (typeof a.value === 'string' || typeof b.value === 'string') {
        return sign * String(a.value).localeCompare(String(b.value), undefined, { numeric: true });
      }
      return sign * (a.value - b.value);
    })
    .map(({ product }) => product);
}
