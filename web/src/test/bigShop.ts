import { fullWorld, type World } from './world';

/** The shop with so many products: those of the small one over and over, under ids of their own. */
export function shopOfSize(count: number): World {
  const world = fullWorld();
  const known = [...world.products.values()].slice(0, -1);
  for (let i = 0; world.products.size < count; i += 1) {
    const like = known[i % known.length];
    if (!like) break;
    const number = 2000 + i;
    const id = `SKU-${String(number)}`;
    world.products.set(id, { ...like, product_id: id, name: `${like.name}, no. ${String(number)}` });
    const [sales, forecast] = [world.sales.get(like.product_id), world.forecasts.get(like.product_id)];
    if (sales) world.sales.set(id, sales);
    if (forecast) world.forecasts.set(id, { ...forecast, product_id: id });
  }
  return world;
}
