import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/test/app';
import { entryOf } from '@/test/calendar';
import { forecastOf } from '@/test/forecasting';
import { productOf } from '@/test/shop';
import { fullWorld, type World } from '@/test/world';
import { addDays, today } from '@/lib/dates';
import { standing } from './OnTheCalendar';

const ID = 'SKU-1002';

async function ask(world: World) {
  world.calendar.clear();
  const opened = openApp(`/products/${ID}`, world);
  await opened.user.click(await screen.findByRole('button', { name: 'Forecast again' }));
  const dialog = await screen.findByRole('dialog');
  await opened.user.click(within(dialog).getByRole('button', { name: 'Add an event' }));
  const press = (name: string) => opened.user.click(within(dialog).getByRole('button', { name }));
  return { ...opened, dialog, press };
}

describe('a forecast with an event', () => {
  it('puts the event on the calendar, from which every later forecast takes it, and says that it holds it', async () => {
    const world = fullWorld();
    const { dialog, press, user } = await ask(world);
    await user.type(within(dialog).getByLabelText('Event'), 'Street fair');
    await press('Forecast');
    const table = await screen.findByRole('table', { name: 'On the calendar' });
    const row = within(table).getByText('Street fair').closest('tr');
    expect(row).toHaveTextContent('in it');
    expect(row).toHaveTextContent('learned from earlier ones');
    expect([...world.calendar.values()]).toMatchObject([
      { name: 'Street fair', start: addDays(today(), 7), scope: { product_ids: [ID] } },
    ]);
  });

  it('says at the field what is wrong with it, and asks nothing until it is right', async () => {
    const world = fullWorld();
    const before = world.forecasts.get(ID);
    const { dialog, press, user } = await ask(world);
    const to = within(dialog).getByLabelText('To');
    await user.clear(to);
    await user.type(to, addDays(today(), 1));
    await user.type(within(dialog).getByLabelText('Change, %'), '-150');
    await press('Forecast');
    expect(within(dialog).getByText('Give it a name')).toBeVisible();
    expect(within(dialog).getByText('The last day is before the first')).toBeVisible();
    expect(within(dialog).getByText(/Between −100/)).toBeVisible();
    expect(within(dialog).getByLabelText('Event')).toHaveFocus();
    expect(world.forecasts.get(ID)).toBe(before);
  });

  it('can be tried without keeping anything', async () => {
    const world = fullWorld();
    const before = world.forecasts.get(ID);
    const { dialog, press, user } = await ask(world);
    await user.type(within(dialog).getByLabelText('Event'), 'Street fair');
    await user.click(within(dialog).getByRole('switch', { name: /Only try it/ }));
    await press('Try it');
    expect(await within(dialog).findByText(/Nothing of this was kept/)).toHaveTextContent('10% more');
    expect(world.calendar.size).toBe(0);
    expect(world.forecasts.get(ID)).toBe(before);
  });
});

describe('an entry in a forecast', () => {
  const forecast = { ...forecastOf(productOf(1)), event_ids: ['fair'] };
  const entry = entryOf('fair', {});
  it.each([
    ['in it', entry, forecast],
    ['not in it: forecast again to count it', { ...entry, event_id: 'new' }, forecast],
    [
      'in it as it was before its last change: forecast again',
      {
        ...entry,
        version: 2,
        updated_at: new Date(Date.parse(forecast.generated_at) + 60_000).toISOString(),
      },
      forecast,
    ],
    [
      'shown only: it did not help',
      entry,
      {
        ...forecast,
        explanation: {
          ...forecast.explanation,
          adjustments: forecast.explanation.adjustments.map((one) => ({
            ...one,
            event_id: 'fair',
            applied: false,
            not_applied_because: 'it did not help',
          })),
        },
      },
    ],
  ])('is %s', (words, one, of) => expect(standing(one, of)).toBe(words));
});
