import { http, HttpResponse, type RequestHandler } from 'msw';
import type { World } from './world';

/** Suppliers and purchase orders of the made-up API. */
export function purchasingHandlers(world: World, base: string): RequestHandler[] {
  return [
    http.get(`${base}/suppliers`, () =>
      HttpResponse.json({ items: [...world.suppliers.values()], next_cursor: null }),
    ),
  ];
}
