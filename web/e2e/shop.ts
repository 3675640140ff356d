import type { APIRequestContext, APIResponse } from '@playwright/test';

const DAY = 86_400_000;

export const day = (back: number): string => new Date(Date.now() - back * DAY).toISOString().slice(0, 10);

/** What journeys need done before or behind the page. All its products have one prefix. */
export class Shop {
  readonly prefix: string;
  private readonly request: APIRequestContext;
  private readonly url: string;
  private readonly key: string;
  private readonly suppliers: string[] = [];

  constructor(request: APIRequestContext, url: string, key: string, worker: number) {
    this.request = request;
    this.url = url;
    this.key = key;
    this.prefix = `E2E${worker}-${Date.now().toString(36).toUpperCase()}`;
  }

  id(name: string): string {
    return `${this.prefix}-${name}`;
  }

  private async ask(method: string, path: string, options: object = {}): Promise<APIResponse> {
    const answer = await this.request.fetch(`${this.url}${path}`, {
      method,
      headers: { 'x-api-key': this.key, 'cache-control': 'max-age=0' },
      ...options,
    });
    if (!answer.ok() && answer.status() !== 404) {
      throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    }
    return answer;
  }

  async product(name: string, more: object = {}): Promise<string> {
    const id = this.id(name);
    const product = {
      product_id: id,
      name: `${name} of ${this.prefix}`,
      category: 'Journeys',
      current_price: 4.5,
      unit_cost: 2,
      ...more,
    };
    await this.ask('POST', '/products', { data: product });
    return id;
  }

  async change(id: string, more: object): Promise<void> {
    const fields: Record<string, unknown> = { ...(await this.known(id)), ...more };
    for (const name of ['created_at', 'updated_at', 'version']) Reflect.deleteProperty(fields, name);
    await this.ask('PUT', `/products/${id}`, { data: fields });
  }

  /** Daily sales up to yesterday: weekends sell double. */
  async sales(id: string, days = 120): Promise<void> {
    const rows = Array.from({ length: days }, (_, i) => {
      const date = day(days - i);
      const weekday = new Date(date).getUTCDay();
      const quantity = (weekday === 0 || weekday === 6 ? 16 : 8) + ((i * 7) % 5);
      return `${date},${id},${quantity},4.5`;
    });
    await this.ask('POST', '/sales-data/upload', {
      headers: { 'x-api-key': this.key, 'content-type': 'text/csv' },
      data: ['date,product_id,quantity_sold,price', ...rows, ''].join('\n'),
    });
  }

  async forecast(id: string): Promise<void> {
    await this.ask('POST', '/forecasts/generate', { data: { product_id: id, horizon_days: 28 } });
  }

  /** Which of a product's forecasts is its latest. */
  async runOf(id: string): Promise<string> {
    return ((await (await this.ask('GET', `/forecasts/${id}`)).json()) as { run_id: string }).run_id;
  }

  /** A supplier of this journey's own. */
  async supplier(name: string, more: object = {}): Promise<string> {
    const id = this.id(name);
    await this.ask('POST', '/suppliers', {
      data: { supplier_id: id, name: `${name} of ${this.prefix}`, ...more },
    });
    this.suppliers.push(id);
    return id;
  }

  /** A draft for a supplier: products and their units. */
  async draft(supplier: string, lines: [string, number][]): Promise<string> {
    const data = {
      supplier_id: supplier,
      lines: lines.map(([product_id, quantity]) => ({ product_id, quantity })),
    };
    const made = (await (await this.ask('POST', '/purchase-orders', { data })).json()) as {
      purchase_order_id: string;
    };
    return made.purchase_order_id;
  }

  /** The same, on its way. */
  async ordered(supplier: string, lines: [string, number][]): Promise<string> {
    const id = await this.draft(supplier, lines);
    await this.ask('POST', `/purchase-orders/${id}/order`, { data: { ordered_on: day(0) } });
    return id;
  }

  async known(id: string): Promise<Record<string, unknown>> {
    return (await (await this.ask('GET', `/products/${id}`)).json()) as Record<string, unknown>;
  }

  async onHand(id: string): Promise<unknown> {
    return (await this.known(id)).on_hand;
  }

  async exists(id: string): Promise<boolean> {
    return (await this.ask('GET', `/products/${id}`)).status() === 200;
  }

  async unitsOf(id: string): Promise<number[]> {
    const page = (await (await this.ask('GET', `/sales-data/${id}?limit=500`)).json()) as {
      items: { quantity_sold: number }[];
    };
    return page.items.map((item) => item.quantity_sold);
  }

  /** Deletes every product and supplier of this journey, however it came to be, and what is open of its orders. */
  async clear(): Promise<void> {
    for (const id of this.suppliers) {
      const orders = (await (await this.ask('GET', `/purchase-orders?supplier_id=${id}`)).json()) as {
        items: { purchase_order_id: string; status: string }[];
      };
      for (const order of orders.items) {
        if (!['received', 'cancelled'].includes(order.status)) {
          await this.ask('POST', `/purchase-orders/${order.purchase_order_id}/cancel`);
        }
      }
      await this.ask('DELETE', `/suppliers/${id}`);
    }
    const page = (await (await this.ask('GET', `/products?q=${this.prefix}&limit=500`)).json()) as {
      items: { product_id: string }[];
    };
    for (const { product_id: id } of page.items) await this.ask('DELETE', `/products/${id}`);
  }
}
